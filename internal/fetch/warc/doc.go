// Package warc reads and writes WARC files, the archives of the web (ISO 28500, versions 1.0 and 1.1).
//
// A file is a row of records; packed, each record is a gzip member of its own, so that a reader can begin at any of them:
//
//	warcinfo   who wrote the file
//	request    what was asked              ┐ one capture: the answers of a redirect are records of their own
//	response   what was answered, as HTTP  │
//	metadata   the certificate, the time   ┘
//	revisit    the same bytes as before, or the server says so: only the headers
//
// The reader takes one record after another from a stream and never holds a file; a record that is cut or broken ends it
// with an error that says at which byte.
package warc
