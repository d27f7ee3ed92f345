// Package samples holds the dispatches that `bilan demo` reads: one crisis, told in three languages, as pages, plain text
// and JSON lines. The sentences are written for this project; the events are those of Kazakhstan in January 2022.
package samples

import "embed"

// Files holds the dispatches, in the order of their names.
//
//go:embed *.html *.txt *.jsonl
var Files embed.FS
