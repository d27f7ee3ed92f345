package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"bilan/internal/fetch"
)

// fileSizes measures how much of the input is read: it knows the size of every file and counts those that are done. For
// standard input, and files that grow, it only counts.
type fileSizes struct {
	total   int64
	sizes   map[string]int64
	current string
	before  int64 // bytes of the files before the current one
	within  int64 // bytes of the current one's items
}

// measure sums the sizes of all files to be read. Standard input makes the total unknown; what can't be looked at counts 0.
func measure(paths []string) fileSizes {
	s := fileSizes{sizes: map[string]int64{}}
	for _, path := range paths {
		if path == "-" {
			return fileSizes{}
		}
		_ = filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil
			}
			if info, err := os.Stat(name); err == nil && s.sizes[name] == 0 {
				s.sizes[name] = info.Size()
				s.total += info.Size()
			}
			return nil
		})
	}
	return s
}

// step counts one item and gives the bytes that are done.
func (s *fileSizes) step(it *fetch.Item) int64 {
	if it.Name != s.current {
		s.before += s.sizes[s.current]
		s.current, s.within = it.Name, 0
	}
	s.within += int64(it.Bytes)
	if limit := s.sizes[s.current]; limit > 0 {
		return s.before + min(s.within, limit)
	}
	return s.before + s.within
}

// workers gives how many goroutines read at once.
func workers(asked int) int {
	if asked > 0 {
		return asked
	}
	return runtime.NumCPU()
}
