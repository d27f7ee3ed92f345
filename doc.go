// Package bilan holds the nouns of a crisis's record and nothing else: no package of the project is imported here.
//
// A dispatch comes in as bytes and leaves as a [Reading]:
//
//	fetch     files, folders, JSON lines        → items
//	article   bytes                             → [Article]: title, dates, sections, text that never changes
//	segment   text                              → paragraphs, quotations, sentences, tokens
//	annotate  tokens                            → numbers and their roles, times, places, actors, attributions, moods
//	extract   annotations                       → [Claim]
//	export    [Reading]                         → a table, JSON lines, a page
//
// A [Claim] is one thing that a dispatch tells: a [Casualty], a [Statement], a [Decision], a [Deployment], an [Event] or a
// [Label]. Its [Span] is the evidence, bytes of the article's text; its chain of [Hop]s says who tells it, nearest to the
// outlet first, origin last. Every [Number] of the text has a [Role], and every [Problem] is a place that was seen and could
// not be read. docs/output.md tells of each field.
//
// Words and rules of a language are data (package lang); names of places, states and bodies are too (package gazetteer).
// Package read puts the stages in order: a pure function of its arguments. Errors are [Error] values with a [Code].
package bilan
