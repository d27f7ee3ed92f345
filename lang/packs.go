package lang

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"

	"bilan"
)

//go:embed fr en ru
var builtin embed.FS

// Packs is a set of language packs, each loaded when it is first asked for. It is safe for concurrent use.
type Packs struct {
	sources map[string]func() (*Pack, error)
	samples map[string]func() (Sample, error)
}

// Builtin gives the packs that ship with the program.
func Builtin() *Packs {
	s := &Packs{sources: map[string]func() (*Pack, error){}, samples: map[string]func() (Sample, error){}}
	dirs, err := fs.ReadDir(builtin, ".")
	if err != nil {
		return s
	}
	for _, d := range dirs {
		if sub, err := fs.Sub(builtin, d.Name()); err == nil && d.IsDir() {
			s.add(d.Name(), sub)
		}
	}
	return s
}

func (s *Packs) add(code string, fsys fs.FS) {
	s.sources[code] = sync.OnceValues(func() (*Pack, error) { return Load(fsys) })
	s.samples[code] = sync.OnceValues(func() (Sample, error) { return loadSample(fsys) })
}

// AddDir adds the pack in a folder on disk, or all packs in the folders below it. A pack replaces one of the
// same code. It returns the codes added; errors have code not_found or invalid.
func (s *Packs) AddDir(dir string) ([]string, error) {
	pattern := filepath.Join(dir, "pack.yaml")
	if _, err := os.Stat(pattern); err != nil {
		pattern = filepath.Join(dir, "*", "pack.yaml")
	}
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		return nil, bilan.Errorf(bilan.CodeNotFound, "load languages from "+dir, "no pack.yaml in it nor in a folder below it")
	}
	var codes []string
	for _, f := range files {
		p, err := LoadDir(filepath.Dir(f))
		if err != nil {
			return codes, err
		}
		s.sources[p.Code] = func() (*Pack, error) { return p, nil }
		s.samples[p.Code] = func() (Sample, error) {
			return Sample{Lang: p.Code, Script: p.Script, Letters: p.Letters, FunctionWords: p.FunctionWords}, nil
		}
		codes = append(codes, p.Code)
	}
	return codes, nil
}

// LoadDir reads the pack in a folder on disk. Each line of its error begins with the folder: dir/file:line:column.
func LoadDir(dir string) (*Pack, error) {
	p, err := Load(os.DirFS(dir))
	if err != nil {
		return nil, &bilan.Error{Code: bilan.CodeInvalid, Err: InFolder(dir, err)}
	}
	return p, nil
}

// InFolder puts a folder before each line of an error that begins with a file of the folder.
func InFolder(dir string, err error) error {
	lines := strings.Split(err.Error(), "\n")
	for i, l := range lines {
		lines[i] = filepath.ToSlash(filepath.Join(dir, l))
	}
	return errors.New(strings.Join(lines, "\n"))
}

// Get gives the pack of a language code; an error of code not_found when there is none.
func (s *Packs) Get(code string) (*Pack, error) {
	load := s.sources[code]
	if load == nil {
		return nil, bilan.Errorf(bilan.CodeNotFound, "language "+code, "no pack for this language")
	}
	p, err := load()
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeInvalid, "language "+code, "%w", err)
	}
	return p, nil
}

// Samples gives, in the order of the codes, what tells the languages apart. It does not load their words, so that a
// program can start before it knows which language it will read.
func (s *Packs) Samples() ([]Sample, error) {
	var out []Sample
	for _, code := range s.Codes() {
		sample, err := s.samples[code]()
		if err != nil {
			return nil, bilan.Errorf(bilan.CodeInvalid, "language "+code, "%w", err)
		}
		out = append(out, sample)
	}
	return out, nil
}

func loadSample(fsys fs.FS) (Sample, error) {
	data, err := fs.ReadFile(fsys, "pack.yaml")
	if err != nil {
		return Sample{}, err
	}
	var f packFile
	err = decodeStrict("pack.yaml", data, &f)
	return Sample{Lang: f.Lang, Script: f.Script, Letters: f.Letters, FunctionWords: f.FunctionWords}, err
}

// Codes gives the language codes in order.
func (s *Packs) Codes() []string {
	out := make([]string, 0, len(s.sources))
	for c := range s.sources {
		out = append(out, c)
	}
	sort.Strings(out)
	return out
}
