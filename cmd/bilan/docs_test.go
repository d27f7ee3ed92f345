package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bilan"
	"bilan/internal/export"

	"github.com/alecthomas/kong"
)

var update = flag.Bool("update", false, "write docs/cli.md anew")

// TestDocsCLI keeps docs/cli.md what the command line is.
func TestDocsCLI(t *testing.T) {
	got := reference(t)
	file := "../../docs/cli.md"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(file); err != nil || string(want) != got {
		t.Errorf("docs/cli.md is not what the command line is: write it anew with `make docs` (%v)", err)
	}
}

// reference writes the command line as a page: every command with its arguments and flags.
func reference(t *testing.T) string {
	var c cli
	parser, err := newParser(&c, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString("# The command line\n\nWritten from the program by `make docs`; a test keeps it current. Exit codes: [exit-codes.md](exit-codes.md).\n")
	for _, cmd := range parser.Model.Leaves(true) {
		describe(&b, cmd)
	}
	return strings.ReplaceAll(b.String(), " ("+vars()["cores"]+" here)", "")
}

func describe(b *bytes.Buffer, cmd *kong.Node) {
	fmt.Fprintf(b, "\n## bilan %s\n\n", commandWords(strings.TrimPrefix(cmd.FullPath(), "bilan ")))
	fmt.Fprintf(b, "    %s\n\n%s\n", cmd.Summary(), cmd.Help)
	if cmd.Detail != "" {
		fmt.Fprintf(b, "\n```text\n%s\n```\n", cmd.Detail)
	}
	var rows []string
	for _, a := range cmd.Positional {
		rows = append(rows, fmt.Sprintf("| `%s` | %s |", a.Summary(), strings.ReplaceAll(a.Help, "|", "\\|")))
	}
	for _, group := range cmd.AllFlags(true) {
		for _, f := range group {
			if f.Name != "help" {
				rows = append(rows, fmt.Sprintf("| `%s` | %s |", flagForm(f), strings.ReplaceAll(f.Help, "|", "\\|")))
			}
		}
	}
	if len(rows) > 0 {
		fmt.Fprintf(b, "\n| | |\n|---|---|\n%s\n", strings.Join(rows, "\n"))
	}
}

func flagForm(f *kong.Flag) string {
	form := "--" + f.Name
	if f.Short != 0 {
		form = "-" + string(f.Short) + ", " + form
	}
	if !f.IsBool() {
		form += "=" + f.FormatPlaceHolder()
	}
	return form
}

// TestEveryFlagAndCommandHasHelp fails on a flag, argument or command that does not say what it is for.
func TestEveryFlagAndCommandHasHelp(t *testing.T) {
	var c cli
	parser, err := newParser(&c, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	for _, cmd := range parser.Model.Leaves(false) {
		if cmd.Help == "" {
			t.Errorf("command %s has no help", cmd.FullPath())
		}
		for _, f := range cmd.Flags {
			if f.Help == "" {
				t.Errorf("%s --%s has no help", cmd.FullPath(), f.Name)
			}
		}
	}
}

// TestExitCodesAreDocumented wants every code in docs/exit-codes.md with its number, and every number told apart.
func TestExitCodesAreDocumented(t *testing.T) {
	doc := page(t, "exit-codes.md")
	seen := map[int]bool{exitOK: true, exitPartial: true, exitInterrupted: true}
	for code, n := range exitCodes {
		if seen[n] {
			t.Errorf("exit code %d is used twice", n)
		}
		seen[n] = true
		if !regexp.MustCompile(fmt.Sprintf("(?m)^\\| %d \\| `%s` \\|", n, code)).MatchString(doc) {
			t.Errorf("docs/exit-codes.md has no row for %d, %s", n, code)
		}
	}
	for n := range seen {
		if !strings.Contains(doc, "\n| "+strconv.Itoa(n)+" |") {
			t.Errorf("docs/exit-codes.md has no row for %d", n)
		}
	}
	for _, code := range constants(t, "error.go", "Code") {
		if _, ok := exitCodes[bilan.Code(code)]; !ok {
			t.Errorf("error code %s has no exit code", code)
		}
	}
}

// TestOutputIsDocumented wants every field of a reading, and every value of its closed lists, in docs/output.md.
func TestOutputIsDocumented(t *testing.T) {
	doc := page(t, "output.md")
	for _, field := range fields(reflect.TypeFor[bilan.Reading](), nil) {
		typ, name, _ := strings.Cut(field, ".")
		_, section, _ := strings.Cut(doc, "\n## "+typ+"\n")
		section, _, _ = strings.Cut(section, "\n## ")
		if !strings.Contains(section, "\n| `"+name+"` |") {
			t.Errorf("docs/output.md has no row for %s under the heading %s", name, typ)
		}
	}
	for _, typ := range []string{"Kind", "Assertion", "ActorKind", "Outcome", "Qualifier", "Class", "Role", "ProblemCode", "SectionKind"} {
		values := constants(t, "claim.go", typ)
		if len(values) == 0 {
			t.Errorf("claim.go has no constants of type %s", typ)
		}
		for _, v := range values {
			if !strings.Contains(doc, "`"+v+"`") {
				t.Errorf("docs/output.md does not tell of the %s %s", typ, v)
			}
		}
	}
}

// TestEveryKindIsEverywhere wants each kind of claim among the kinds that --kinds takes, and shown by every format.
func TestEveryKindIsEverywhere(t *testing.T) {
	for _, name := range constants(t, "claim.go", "Kind") {
		kind := bilan.Kind(name)
		if !slices.Contains(allKinds, kind) {
			t.Errorf("--kinds does not take %s", kind)
		}
		r := bilan.Reading{Article: bilan.Article{Text: "words of it"}, Claims: []bilan.Claim{{Kind: kind, Span: bilan.Span{End: 5, Text: "words"}}}}
		for _, f := range export.Formats {
			var b bytes.Buffer
			w := f.New(&b, export.Options{})
			if err := errors.Join(w.Write(&r), w.Close()); err != nil || !strings.Contains(strings.ToLower(b.String()), name) || !strings.Contains(b.String(), "words") {
				t.Errorf("format %s does not show a %s (%v)", f.Name, kind, err)
			}
		}
	}
}

// fields lists the fields of a type and of the types in it, as Type.name.
func fields(t reflect.Type, above []reflect.Type) []string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || slices.Contains(above, t) {
		return nil
	}
	var out []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		out = append(out, t.Name()+"."+name)
		out = append(out, fields(t.Field(i).Type, append(above, t))...)
	}
	return out
}

// constants gives the string values of a type's constants in a file of the root package.
func constants(t *testing.T, file, typ string) []string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("../..", file))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range regexp.MustCompile(`(?m)^\t\w+ +`+typ+` += "(\w+)"`).FindAllStringSubmatch(string(src), -1) {
		out = append(out, m[1])
	}
	return out
}

func page(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../../docs", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestDependenciesAreDocumented wants a reason for every module that go.mod asks for directly.
func TestDependenciesAreDocumented(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	doc := page(t, "dependencies.md")
	for _, m := range regexp.MustCompile(`(?m)^\t(\S+) (v\S+)$`).FindAllStringSubmatch(string(mod), -1) {
		if !strings.Contains(doc, "`"+m[1]+"`") {
			t.Errorf("docs/dependencies.md does not say why %s is there", m[1])
		}
	}
}

// shown finds a command and what it prints in README.md.
var shown = regexp.MustCompile("(?s)```text\n\\$ bilan ([^\n]+)\n(.*?)```")

// TestReadmeOutput wants the output that README.md shows to be what the program prints, where a change is checked as a whole.
func TestReadmeOutput(t *testing.T) {
	if os.Getenv("CI") == "" && !*update {
		t.Skip("make check compares the output in README.md")
	}
	src, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("../..")
	m := shown.FindSubmatch(src)
	if m == nil {
		t.Fatal("README.md shows no output")
	}
	got := printed(t, append(strings.Fields(string(m[1])), "--format", "table"))
	if *update {
		src = bytes.Replace(src, m[2], got, 1)
		if err := os.WriteFile("README.md", src, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(m[2], got) {
		t.Errorf("README.md shows what `bilan %s` no longer prints: `make docs` writes it anew\n%s", m[1], got)
	}
}

// printed runs the program and gives what it prints.
func printed(t *testing.T, args []string) []byte {
	out, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if code := run(context.Background(), args, stdio{os.Stdin, out, os.Stderr}); code != exitOK {
		t.Fatalf("bilan %s: exit code %d", strings.Join(args, " "), code)
	}
	got, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestReadmeCommands wants the commands that README.md names to exist.
func TestReadmeCommands(t *testing.T) {
	b, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var c cli
	parser, err := newParser(&c, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	var known []string
	for _, cmd := range parser.Model.Leaves(true) {
		known = append(known, commandWords(strings.TrimPrefix(cmd.FullPath(), "bilan ")))
	}
	for _, m := range regexp.MustCompile(`(?m)(?:^|cmd/)bilan ((?:lang )?[a-z]+)`).FindAllStringSubmatch(string(b), -1) {
		if !slices.Contains(known, m[1]) {
			t.Errorf("README.md names `bilan %s`, which does not exist", m[1])
		}
	}
}
