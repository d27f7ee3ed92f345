package main

import (
	"errors"
	"io/fs"
	"runtime"
	"strconv"
	"strings"

	"bilan"
	"bilan/internal/account"
	"bilan/internal/export"

	"github.com/alecthomas/kong"
)

// allKinds are the kinds of claims, in the order of the contract.
var allKinds = []bilan.Kind{bilan.KindCasualty, bilan.KindStatement, bilan.KindDecision, bilan.KindDeployment, bilan.KindEvent, bilan.KindLabel}

// vars are what the help texts fill in.
func vars() kong.Vars {
	return kong.Vars{
		"formats": strings.Join(export.Names(), ","),
		"kinds":   joined(allKinds),
		"roles":   strings.Join(account.RoleNames, ","),
		"scopes":  joinedBy(",", account.Scopes),
		"cores":   strconv.Itoa(runtime.NumCPU()),
	}
}

func joined[S ~string](list []S) string { return joinedBy(", ", list) }

func joinedBy[S ~string](sep string, list []S) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return strings.Join(out, sep)
}

// commandWords takes the arguments out of kong's name of a command: "read <paths>" is "read".
func commandWords(s string) string {
	var out []string
	for _, w := range strings.Fields(s) {
		if !strings.HasPrefix(w, "<") && !strings.HasPrefix(w, "[") {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}

type errorString string

func (e errorString) Error() string { return string(e) }

// cause takes a path error's cause, for messages that name the path already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
