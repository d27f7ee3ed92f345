package sqlite

import (
	"context"
	"errors"
	"strings"

	"bilan"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// faults says of SQLite's primary result codes what their reader can do.
var faults = map[int]struct {
	code bilan.Code
	hint string
}{
	lib.SQLITE_BUSY:       {bilan.CodeUnavailable, "another process is writing to the register: wait for it, or stop it"},
	lib.SQLITE_LOCKED:     {bilan.CodeUnavailable, "another process is writing to the register: wait for it, or stop it"},
	lib.SQLITE_FULL:       {bilan.CodeUnavailable, "the disk is full: make room; nothing of this step was kept"},
	lib.SQLITE_READONLY:   {bilan.CodeUnavailable, "the register may not be written: look at the rights of its file and folder"},
	lib.SQLITE_CANTOPEN:   {bilan.CodeUnavailable, "look whether the folder exists and may be written"},
	lib.SQLITE_PERM:       {bilan.CodeUnavailable, "look at the rights of the register's file and folder"},
	lib.SQLITE_IOERR:      {bilan.CodeUnavailable, "the disk failed or is full; nothing of this step was kept"},
	lib.SQLITE_CORRUPT:    {bilan.CodeInternal, "the register's file is damaged: restore the last backup, then add what came since"},
	lib.SQLITE_NOTADB:     {bilan.CodeInvalid, "this file is no register"},
	lib.SQLITE_CONSTRAINT: {bilan.CodeConflict, ""},
}

// coded gives an error of the database the code and the hint that belong to it; other errors stay as they are.
func coded(op string, err error) error {
	var known *bilan.Error
	if err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	fault, ok := faults[e.Code()&0xff]
	if !ok {
		fault.code = bilan.CodeInternal
	}
	return &bilan.Error{Code: fault.code, Op: op, Hint: fault.hint, Err: err}
}

// noTransaction tells that SQLite had rolled back by itself, as it does when the disk is full.
func noTransaction(err error) bool { return strings.Contains(err.Error(), "no transaction is active") }
