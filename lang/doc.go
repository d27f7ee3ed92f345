// Package lang loads language packs: folders of data that tell the reader all it knows of a language.
//
// A pack is pack.yaml (script, quotation marks, number signs), lexicon/*.txt (words and their tags, by
// paradigm where that is shorter) and rules/*.yaml (short token patterns, each with examples and rejects).
// Loading is strict: what is not understood is an error with file, line and column. A loaded Pack never
// changes and is safe for concurrent use. The package knows no language by name.
//
// Text is folded before look-up (Fold); tags are small integers (Tag, Set), so the reader compares no
// strings. docs/lexicon.md and docs/rules.md are the manuals for linguists.
package lang
