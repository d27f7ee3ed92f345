package main

import (
	"fmt"
	"iter"

	"bilan"
	"bilan/internal/fetch"
)

// shard is one of several parts of the input, each read by a program of its own.
type shard struct{ part, of int }

func parseShard(s string) (shard, error) {
	if s == "" {
		return shard{1, 1}, nil
	}
	var out shard
	var rest string
	if n, _ := fmt.Sscanf(s, "%d/%d%s", &out.part, &out.of, &rest); n != 2 || out.part < 1 || out.part > out.of {
		return out, &bilan.Error{Code: bilan.CodeInvalid, Op: "--shard", Err: errorString("no part of the input: " + s), Hint: "write 1/8 for the first of eight"}
	}
	return out, nil
}

// paths gives the shard's files where there are at least as many as shards, in turn; else all, and whole is false.
func (s shard) paths(paths []string) (own []string, whole bool) {
	if s.of == 1 {
		return paths, true
	}
	if len(paths) < s.of {
		return paths, false
	}
	for i, p := range paths {
		if i%s.of == s.part-1 {
			own = append(own, p)
		}
	}
	return own, true
}

// items gives the shard's items, in turn.
func (s shard) items(items iter.Seq[fetch.Item]) iter.Seq[fetch.Item] {
	return func(yield func(fetch.Item) bool) {
		i := 0
		for it := range items {
			if i++; (i-1)%s.of == s.part-1 && !yield(it) {
				return
			}
		}
	}
}
