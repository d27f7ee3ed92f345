//go:build unix

package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// built makes the program as `make build` does.
func built(b *testing.B) string {
	b.Helper()
	bin := filepath.Join(b.TempDir(), "bilan")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", bin, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return bin
}

// BenchmarkStart is the whole program from its start to the first claim of one short text, its size and its memory.
func BenchmarkStart(b *testing.B) {
	bin := built(b)
	text := filepath.Join(b.TempDir(), "one.txt")
	if err := os.WriteFile(text, []byte("Two miners were killed near Perm on Monday, the governor said."), 0o644); err != nil {
		b.Fatal(err)
	}
	peak, first := 0.0, time.Duration(0)
	for b.Loop() {
		at, mb := timed(b, exec.Command(bin, "read", text, "--format", "jsonl"))
		peak, first = max(peak, mb), first+at
	}
	b.ReportMetric(first.Seconds()/float64(b.N), "s-to-first-claim")
	b.ReportMetric(peak, "peak-MB")
	if info, err := os.Stat(bin); err == nil {
		b.ReportMetric(float64(info.Size())/1e6, "program-MB")
	}
}

// BenchmarkMemory reads the articles of BILAN_BENCH_CORPUS, else the samples, with all cores.
func BenchmarkMemory(b *testing.B) {
	bin := built(b)
	file := os.Getenv("BILAN_BENCH_CORPUS")
	if file == "" {
		file = "../../samples"
	}
	peak := 0.0
	for b.Loop() {
		_, mb := timed(b, exec.Command(bin, "read", file, "--format", "jsonl"))
		peak = max(peak, mb)
	}
	b.ReportMetric(peak, "peak-MB")
}

// timed runs the program and gives the time to its first output and its memory at its highest.
func timed(b *testing.B, cmd *exec.Cmd) (first time.Duration, peak float64) {
	b.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	var told bytes.Buffer
	cmd.Stderr = &told
	start := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	r := bufio.NewReader(out)
	_, _ = r.Peek(1)
	first = time.Since(start)
	_, _ = io.Copy(io.Discard, r)
	if err := cmd.Wait(); err != nil {
		b.Fatalf("%v\n%s", err, told.String())
	}
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		peak = float64(u.Maxrss) / 1e3
		if runtime.GOOS == "darwin" { // bytes there, kilobytes elsewhere
			peak /= 1e3
		}
	}
	return first, peak
}
