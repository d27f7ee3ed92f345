// Package samples holds the dispatches that `bilan demo` reads: one crisis, told in three languages, as pages, plain text
// and JSON lines. The sentences are written for this project; the events are those of Kazakhstan in January 2022.
package samples

import "embed"

// Files holds the dispatches, in the order of their names.
//
//go:embed *.html *.txt *.jsonl
var Files embed.FS

// Crisis holds the same crisis at length, as the desk shows it: how its figures grew, were denied and withdrawn, and the force
// that came and left.
//
//go:embed 1-*.html 2-*.html 4-*.jsonl crisis/*.jsonl
var Crisis embed.FS
