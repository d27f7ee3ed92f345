// Package safe fetches pages from the open web and nothing else: only http and https, on ports 80 and 443, from addresses
// that are global unicast. The address is checked where it is dialled, at every hop, so that neither a redirect nor a name
// that changes its address between two look-ups leads inside. What comes back is bounded before and after unpacking.
//
//	Get ──► check URL ──► resolve ──► check address ──► dial (checked again) ──► read, bounded ──► unpack, bounded
//	  ▲                                                                            │
//	  └───────────────── at most 5 redirects, each a new request ◄─────────────────┘
package safe
