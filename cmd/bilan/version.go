package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"bilan"
)

// version is set at build time: go build -ldflags "-X main.version=v1.2.3".
var version = "devel"

type versionCmd struct{}

func (versionCmd) Run(std stdio) error {
	revision := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = " " + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	fmt.Fprintf(std.out, "bilan %s%s (%s, %s/%s), readings %s\n", version, revision, runtime.Version(), runtime.GOOS, runtime.GOARCH, bilan.ReadingSchema)
	return nil
}
