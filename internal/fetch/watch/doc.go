// Package watch follows sources on the web: it asks politely whether there is something new, and fetches what is.
//
//	list.go     the sources a user names, in YAML or OPML, strictly read
//	kinds.go    what a source's document links to: Kinds, one line for each kind of source
//	state.go    what is remembered of a source between two visits: a row, whatever came of the visit
//	lane.go     the requests of some hosts, in order of time: one a second for a host, robots.txt, Retry-After
//	watcher.go  the run: each source on its schedule
//	visit.go    a visit: conditional GET, new links, their pages, when to come again
//	document.go what is remembered of a document of links, and which of them are new
//	index.go    an index of sitemaps: its newest maps that changed, each a document
//	hand.go     pages that others fetch, given over with the state of their source
//	turns.go    hosts that are shared with other machines
//	single.go   single pages, as those others fetch them
//	page.go     a page to be kept, or to be noted because it says what it said
//
// Hosts are shared out among lanes, so that what a host is owed is known to one goroutine alone. Time is a Clock's: tests
// never sleep.
package watch
