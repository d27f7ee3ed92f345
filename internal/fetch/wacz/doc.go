// Package wacz writes WACZ files (version 1.1.1): WARC files with an index and a list of pages in a zip file, which programs
// such as ReplayWeb.page show without unpacking it.
//
//	archive/*.warc.gz       the WARC files, as they are
//	indexes/index.cdx.gz    CDXJ, a line a record, sorted, in gzip members of some hundred lines
//	indexes/index.idx       where the members begin, so that a reader loads only what it asks for
//	pages/pages.jsonl       the pages a person begins at, with their texts
//	datapackage.json        all files with size and SHA-256
//	datapackage-digest.json the SHA-256 of datapackage.json
//
// The parts are written in this order to one stream; only the lines of the index are held until all archives are there.
package wacz
