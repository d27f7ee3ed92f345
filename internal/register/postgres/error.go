package postgres

import (
	"context"
	"errors"

	"bilan"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// faults says of PostgreSQL's classes of errors, and of some errors, what their reader can do.
var faults = map[string]struct {
	code bilan.Code
	hint string
}{
	"23":    {bilan.CodeConflict, ""},
	"25006": {bilan.CodeUnavailable, "the database may only be read: look whether it is a standby"},
	"28":    {bilan.CodeInvalid, "look at the user and password"},
	"3D":    {bilan.CodeInvalid, "make the database first: createdb NAME"},
	"42501": {bilan.CodeInvalid, "the user may not do this: look at its rights"},
	"53100": {bilan.CodeUnavailable, "the server's disk is full: make room; nothing of this step was kept"},
	"53":    {bilan.CodeUnavailable, "the server lacks connections or memory"},
	"55":    {bilan.CodeUnavailable, ""},
	"57":    {bilan.CodeUnavailable, "the server is starting or stopping"},
	"58":    {bilan.CodeUnavailable, "the server's disk failed"},
	"08":    {bilan.CodeUnavailable, ""},
	"XX":    {bilan.CodeInternal, "the database is damaged: restore the last backup, then add what came since"},
}

// coded gives an error of the server the code and the hint that belong to it, and one on the way to the server the code
// unavailable; other errors stay as they are.
func coded(op string, err error) error {
	var known *bilan.Error
	if err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var server *pgconn.PgError
	if errors.As(err, &server) {
		fault, ok := faults[server.Code]
		if !ok {
			fault, ok = faults[server.Code[:min(2, len(server.Code))]]
		}
		if !ok {
			fault.code = bilan.CodeInternal
		}
		return &bilan.Error{Code: fault.code, Op: op, Hint: fault.hint, Err: err}
	}
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) || pgconn.Timeout(err) || pgconn.SafeToRetry(err) {
		return &bilan.Error{Code: bilan.CodeUnavailable, Op: op, Hint: "look whether the PostgreSQL server runs and can be reached", Err: err}
	}
	return err
}

// missing makes "no rows" an error of code not_found.
func missing(err error, op string) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return bilan.Errorf(bilan.CodeNotFound, op, "the register does not have it")
	}
	return err
}
