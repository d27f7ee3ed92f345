package bilan

import (
	"errors"
	"fmt"
)

// Code sorts errors by what their reader can do about them. It maps once to an exit code and once to an HTTP status.
type Code string

// The six codes.
const (
	CodeInvalid     Code = "invalid"     // the input is wrong: mend it
	CodeNotFound    Code = "not_found"   // what was named does not exist
	CodeConflict    Code = "conflict"    // somebody else changed it meanwhile
	CodeUnavailable Code = "unavailable" // a file, disk or service failed: try again
	CodeLimit       Code = "limit"       // larger than what is allowed
	CodeInternal    Code = "internal"    // our fault
)

// Error is an error with a code, the operation that failed and its cause.
type Error struct {
	Code Code
	Op   string // what was being done, to what: "read page.html"
	Hint string // what to do about it, for people; may be empty
	Err  error
}

// Error gives operation and cause on one line.
func (e *Error) Error() string {
	if e.Op == "" {
		return e.Err.Error()
	}
	return fmt.Sprintf("%s: %v", e.Op, e.Err)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error of a code; the format takes %w.
func Errorf(code Code, op, format string, args ...any) *Error {
	return &Error{Code: code, Op: op, Err: fmt.Errorf(format, args...)}
}

// ErrorCode gives the code of err: the outermost Error's, or CodeInternal for any other error, "" for nil.
func ErrorCode(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}
