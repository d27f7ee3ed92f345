package bilan_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layout says which packages of this module each package may import: data flows one way, and so do imports. A package that
// is not in the table may not exist; "…" at the end of a name takes in all below it. Tests may import what they like.
var layout = map[string][]string{
	"bilan":                      {},
	"bilan/samples":              {},
	"bilan/lang":                 {"bilan"},
	"bilan/gazetteer":            {"bilan", "bilan/gazetteer/…"},
	"bilan/gazetteer/…":          {"bilan", "bilan/gazetteer/…"},
	"bilan/internal/article":     {"bilan", "bilan/lang"},
	"bilan/internal/fetch":       {"bilan", "bilan/internal/fetch/…"},
	"bilan/internal/fetch/…":     {"bilan", "bilan/internal/fetch/…"},
	"bilan/internal/fetch/watch": {"bilan", "bilan/internal/fetch", "bilan/internal/fetch/…"},
	"bilan/internal/analysis":    {"bilan", "bilan/lang", "bilan/gazetteer"},
	"bilan/internal/segment":     {"bilan", "bilan/lang", "bilan/gazetteer", "bilan/internal/analysis"},
	"bilan/internal/annotate":    {"bilan", "bilan/lang", "bilan/gazetteer", "bilan/internal/analysis"},
	"bilan/internal/extract":     {"bilan", "bilan/lang", "bilan/gazetteer", "bilan/internal/analysis"},
	"bilan/internal/read": {"bilan", "bilan/lang", "bilan/gazetteer", "bilan/internal/analysis", "bilan/internal/segment",
		"bilan/internal/annotate", "bilan/internal/extract"},
	"bilan/internal/register":   {"bilan"},
	"bilan/internal/register/…": {"bilan", "bilan/internal/account", "bilan/internal/jobs", "bilan/internal/register"},
	"bilan/internal/jobs":       {"bilan", "bilan/internal/register"},
	"bilan/internal/jobs/…":     {"bilan", "bilan/internal/jobs", "bilan/internal/register"},
	"bilan/internal/account":    {"bilan"},
	"bilan/internal/account/…":  {"bilan", "bilan/internal/account"},
	"bilan/internal/reconcile":  {"bilan", "bilan/lang", "bilan/gazetteer"},
	"bilan/internal/keep":       {"bilan", "bilan/internal/reconcile", "bilan/internal/register", "bilan/internal/register/blob"},
	"bilan/internal/synth":      {},
	"bilan/internal/gold":       {"bilan"},
	"bilan/internal/export":     {"bilan"},
	"bilan/internal/desk":       {"bilan", "bilan/gazetteer", "bilan/internal/desk/…", "bilan/internal/export", "bilan/internal/keep", "bilan/internal/register"},
	"bilan/internal/api":        {"bilan", "bilan/internal/desk", "bilan/internal/desk/i18n", "bilan/internal/keep", "bilan/internal/register"},
	"bilan/internal/door":       {"bilan", "bilan/internal/account", "bilan/internal/desk"},
	"bilan/internal/health":     {"bilan/internal/desk", "bilan/internal/jobs", "bilan/internal/keep", "bilan/internal/register"},
	"bilan/internal/desk/…":     {},
	"bilan/cmd/bilan": {"bilan", "bilan/samples", "bilan/lang", "bilan/gazetteer", "bilan/internal/analysis", "bilan/internal/article",
		"bilan/internal/fetch", "bilan/internal/fetch/…", "bilan/internal/extract", "bilan/internal/read", "bilan/internal/gold", "bilan/internal/export", "bilan/internal/reconcile",
		"bilan/internal/jobs", "bilan/internal/keep", "bilan/internal/register", "bilan/internal/register/…", "bilan/internal/account",
		"bilan/internal/desk", "bilan/internal/api", "bilan/internal/door", "bilan/internal/health"},
}

// TestLayout fails on an import that the table forbids, and names it.
func TestLayout(t *testing.T) {
	for file, imports := range importsOf(t, os.DirFS(".")) {
		for _, problem := range forbidden(layout, file, imports) {
			t.Error(problem)
		}
	}
}

// TestLayoutNamesForbiddenImports checks the check itself.
func TestLayoutNamesForbiddenImports(t *testing.T) {
	for _, c := range []struct{ file, imports, want string }{
		{"internal/extract/toll.go", "bilan/internal/annotate", "internal/extract/toll.go imports bilan/internal/annotate"},
		{"claim.go", "bilan/lang", "claim.go imports bilan/lang"},
		{"internal/util/strings.go", "", "internal/util/strings.go: package bilan/internal/util is not in the layout"},
		{"internal/segment/cut.go", "bilan/lang", ""},
		{"gazetteer/gen/main.go", "bilan/gazetteer/internal/pack", ""},
		{"internal/extract/toll.go", "fmt", ""},
	} {
		got := strings.Join(forbidden(layout, c.file, strings.Fields(c.imports)), "; ")
		if !strings.Contains(got, c.want) || (c.want == "") != (got == "") {
			t.Errorf("%s importing %q: got %q, want %q", c.file, c.imports, got, c.want)
		}
	}
}

// forbidden says what is wrong with a file's imports.
func forbidden(layout map[string][]string, file string, imports []string) []string {
	pkg := strings.TrimSuffix("bilan/"+path.Dir(file), "/.")
	allowed, ok := layout[pkg]
	for name, list := range layout {
		if !ok && under(name, pkg) {
			allowed, ok = list, true
		}
	}
	if !ok {
		return []string{file + ": package " + pkg + " is not in the layout"}
	}
	var out []string
	for _, imp := range imports {
		own := imp == "bilan" || strings.HasPrefix(imp, "bilan/")
		if own && !slices.ContainsFunc(allowed, func(a string) bool { return a == imp || under(a, imp) }) {
			out = append(out, file+" imports "+imp+", which the layout forbids")
		}
	}
	return out
}

func under(pattern, pkg string) bool {
	prefix, many := strings.CutSuffix(pattern, "…")
	return many && strings.HasPrefix(pkg, prefix)
}

// importsOf gives the imports of every Go file that is not a test.
func importsOf(t *testing.T, fsys fs.FS) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != "." && (strings.ContainsAny(d.Name()[:1], "._") || d.Name() == "testdata" || d.Name() == "tools") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		out[name] = []string{}
		for _, i := range f.Imports {
			if p, err := strconv.Unquote(i.Path.Value); err == nil {
				out[name] = append(out[name], p)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestDocsIndex wants every page of docs/ in its index, and every page that the index, the README and the pages link to.
func TestDocsIndex(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	index := read(t, "docs/README.md")
	for _, p := range pages {
		if name := filepath.Base(p); name != "README.md" && !strings.Contains(index, "("+name+")") {
			t.Errorf("docs/README.md does not list %s", name)
		}
	}
	for _, p := range append(pages, "README.md", "CONTRIBUTING.md") {
		for _, m := range link.FindAllStringSubmatch(read(t, p), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(p), m[1])); err != nil && !strings.Contains(m[1], "://") {
				t.Errorf("%s links to %s, which is not there", p, m[1])
			}
		}
	}
}

var link = regexp.MustCompile(`\]\(([^)#]+)`)

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
