// Package sqlite keeps the register in one file of SQLite: no server, no C compiler. A write-ahead log lets any number of
// readers, also of other processes, go on beside the one writer; what Update acknowledged is on the disk.
package sqlite
