// Package watch follows sources on the web: it asks politely whether there is something new, and fetches what is.
//
//	list.go     the sources a user names, in YAML or OPML, strictly read
//	kinds.go    what a source's document links to: Kinds, one line for each kind of source
//	state.go    what is remembered of a source between two visits: a row, whatever came of the visit
//	lane.go     the requests of some hosts, in order of time: one a second for a host, robots.txt, Retry-After
//	watcher.go  a visit: conditional GET, new links, their pages, when to come again
//
// Hosts are shared out among lanes, so that what a host is owed is known to one goroutine alone. Time is a Clock's: tests
// never sleep.
package watch
