package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"bilan"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"bilan": main})
}

// TestScripts runs testdata/*.txtar: the command as a person uses it.
func TestScripts(t *testing.T) {
	langs, err := filepath.Abs("../../lang")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Setup: func(e *testscript.Env) error {
			e.Setenv("LANGS", langs)
			return nil
		},
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition:           func(cond string) (bool, error) { return cond == "root" && os.Geteuid() == 0, nil },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"repeat":  repeat,
			"hex":     writeHex,
			"numbers": writeNumbers,
			"lines":   countLines,
			"claim":   findClaim,
		},
	})
}

// exits CODE command… runs a command and wants its exit code.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var e *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &e) {
		got = e.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// repeat FILE N text… writes the text, with a space after it, N times on one line.
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte(strings.Join(args[2:], " ")+" "), n), 0o644))
}

// hex FILE digits… writes bytes.
func writeHex(ts *testscript.TestScript, _ bool, args []string) {
	b, err := hex.DecodeString(strings.Join(args[1:], ""))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o644))
}

// numbers FILE N writes the numbers from 1 to N.
func writeNumbers(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	var out []byte
	for i := range n {
		out = append(strconv.AppendInt(out, int64(i+1), 10), ' ')
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out, 0o644))
}

// lines FILE N wants N lines in a file (stdout and stderr count as files).
func countLines(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[1])
	ts.Check(err)
	if got := strings.Count(ts.ReadFile(args[0]), "\n"); got != want {
		ts.Fatalf("%s has %d lines, want %d", args[0], got, want)
	}
}

// findClaim ARTICLE sets $CLAIM to the ref of the article's first casualty in the register.
func findClaim(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(ts.Exec("bilan", "record", "--format", "json"))
	var rec bilan.Record
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &rec))
	for _, f := range rec.Figures {
		for _, e := range f.Entries {
			for _, c := range e.Claims {
				if strings.HasPrefix(c, args[0]+"#") {
					ts.Setenv("CLAIM", c)
					return
				}
			}
		}
	}
	ts.Fatalf("no claim of %s in the record", args[0])
}
