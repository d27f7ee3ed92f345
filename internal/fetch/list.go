package fetch

import (
	"context"
	"io/fs"
	"path"
)

// File is a file that Items would read.
type File struct {
	Name string
	Info fs.FileInfo
}

// Files lists the files that Items reads of a name, in the same order, without opening them. A folder that cannot be read is
// an error; what vanishes meanwhile is left out.
func (s *Source) Files(ctx context.Context, name string) ([]File, error) {
	info, err := s.stat(name)
	if err != nil {
		w := walker{src: s}
		var it Item
		w.yield = func(i Item) bool { it = i; return true }
		w.closed(name, err)
		return nil, it.Err
	}
	if !info.IsDir() {
		return []File{{name, info}}, nil
	}
	return s.under(ctx, name, nil)
}

func (s *Source) under(ctx context.Context, folder string, out []File) ([]File, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	entries, err := s.list(folder)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		if !walked(e) {
			continue
		}
		if e.IsDir() {
			if out, err = s.under(ctx, name, out); err != nil {
				return nil, err
			}
			continue
		}
		if formByName(name) == formUnknown {
			continue
		}
		if info, err := s.stat(name); err == nil && !info.IsDir() {
			out = append(out, File{name, info})
		}
	}
	return out, nil
}
