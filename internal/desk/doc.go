// Package desk is the web application over a register: the pages that people keep open, served from one binary without network.
//
//	Desk      holds the keeper, the reader, the clock and whoever tells who asks; New makes it, Serve runs it until its context ends
//	Route     one row of the table of all routes: method, pattern, the least role that may ask, handler
//	Visit     what is known of one request: who asks with which role, in which language and colours
//	View      what the templates get: the visit, a title, and the data of the page
//
// # Seams
//
// The desk reads no text and knows no accounts. It is given, in Config:
//
//   - Read: turns bytes into additions to the register (the command line has the reader);
//   - Fetch: gets the page at an address; without it a person can only give the address of what they paste;
//   - Authorise: tells who asks. Without it everybody is "local" with the role admin, and only requests that name a loopback
//     host are answered (New refuses anything else);
//   - Parts: routes, templates and messages of other packages, served in the same frame by the same rules;
//   - Observe: is told of each request's pattern, status and time.
//
// A Part's templates define "main" (and nothing else that begins the page), its handlers return errors and call Desk.Page; its
// messages are files en.yaml, fr.yaml, ru.yaml. Status gives the HTTP status of an error.
//
// # Hostile text
//
// All that comes from dispatches is hostile. It reaches a page through html/template only: no handler writes HTML by hand and no
// value is of type template.HTML; charts and maps are numbers that templates draw. The policy of the pages allows scripts,
// styles, pictures and connections of the desk itself alone, nothing inline.
package desk
