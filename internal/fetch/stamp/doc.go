// Package stamp has time-stamping authorities (RFC 3161) confirm when WARC files were there, and verifies later, without a
// network, what they confirmed.
//
//	token.go   a request for a digest, and what an answer proves
//	folder.go  the tokens beside the WARC files of a folder: which are due, and whether they hold
//
// A token is about the first bytes of a file, as many as its name says, for a file may grow after it was stamped:
//
//	bilan-20240510083000-ABCDEF.warc.gz.73920.tsa.example.org-1f2e3d4c.tsr
//
// It is the authority's answer as it came, so that `openssl ts -verify` reads it.
package stamp
