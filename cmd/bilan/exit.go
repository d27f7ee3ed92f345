package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"bilan"
)

// The exit codes that no error code maps to.
const (
	exitOK          = 0
	exitPartial     = 7   // some inputs could not be read, the rest was
	exitInterrupted = 130 // stopped by SIGINT or SIGTERM
)

// exitCodes maps each error code to its exit code, once for the whole program.
var exitCodes = map[bilan.Code]int{
	bilan.CodeInternal:    1,
	bilan.CodeInvalid:     2,
	bilan.CodeNotFound:    3,
	bilan.CodeConflict:    4,
	bilan.CodeUnavailable: 5,
	bilan.CodeLimit:       6,
}

// errPartial says that each unread input was told already.
var errPartial = errors.New("some inputs could not be read")

// exitError carries an exit code for errors that were told already.
type exitError struct{ code int }

func (e exitError) Error() string { return fmt.Sprintf("exit %d", e.code) }

// fail tells an error, unless that was done, and gives the exit code.
func fail(w io.Writer, err error) int {
	var e exitError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errPartial):
		return exitPartial
	case errors.As(err, &e):
		return e.code
	}
	fmt.Fprintln(w, "bilan: "+errorLine(err))
	return exitCodes[bilan.ErrorCode(err)]
}

// errorLine says what failed and why, and what to do, without letters that could command a terminal.
func errorLine(err error) string {
	text := err.Error()
	var e *bilan.Error
	if errors.As(err, &e) && e.Hint != "" {
		text += " (" + e.Hint + ")"
	}
	return strings.TrimRight(strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return '·'
		}
		return r
	}, text), "\n")
}
