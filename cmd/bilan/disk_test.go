package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"bilan/internal/synth"
)

// disk mounts a file system of its own in memory, of so many bytes ("3m").
func disk(t *testing.T, size string) string {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skip("a small disk cannot be mounted here: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	return dir
}

// outcome runs a command of this program as a person does, and gives how it ended and what it printed.
func outcome(t *testing.T, args ...string) (code int, out string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Args = append([]string{"bilan"}, args...)
	b, err := cmd.CombinedOutput()
	if e, ok := err.(*exec.ExitError); err != nil && !ok {
		t.Fatal(e, err)
	}
	return cmd.ProcessState.ExitCode(), string(b)
}

func made(t *testing.T, n int) string {
	var b bytes.Buffer
	if err := synth.Write(&b, n, 3); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "dispatches.jsonl")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// A full disk stops adding with an error that says so; what was kept before stays whole, and the same command goes on when there
// is room.
func TestFullDisk(t *testing.T) {
	dir, file := disk(t, "2m"), made(t, dispatches)
	data := filepath.Join(dir, "register")
	code, out := outcome(t, "add", "--data", data, file)
	if code == 0 || !strings.Contains(out, "the disk is full") {
		t.Fatalf("adding to a full disk: exit %d\n%s", code, out)
	}
	if code, out := outcome(t, "audit", "--data", data); code != 0 {
		t.Errorf("after a full disk the register is not whole: exit %d\n%s", code, out)
	}
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT, "size=100m"); err != nil {
		t.Fatal(err)
	}
	if code, out = outcome(t, "add", "--data", data, file); code != 0 {
		t.Fatalf("with room again: exit %d\n%s", code, out)
	}
	_, got := outcome(t, "record", "--data", data)
	whole := filepath.Join(t.TempDir(), "register")
	outcome(t, "add", "--data", whole, file)
	_, want := outcome(t, "record", "--data", whole)
	if seen := regexp.MustCompile(`"seen": "[^"]*"`); seen.ReplaceAllString(got, "") != seen.ReplaceAllString(want, "") {
		t.Error("the record differs from that of a disk with room")
	}
}

// A register where nothing can be written answers, and refuses to keep anything.
func TestReadOnlyDisk(t *testing.T) {
	dir, file := disk(t, "100m"), made(t, 40)
	data := filepath.Join(dir, "register")
	outcome(t, "add", "--data", data, file)
	_, want := outcome(t, "figures", "--data", data)
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"add", made(t, 80)}, {"decide", "note", "s0000000", "--field", "text=seen"}} {
		code, out := outcome(t, append(args, "--data", data)...)
		if code == 0 || !strings.Contains(out, "written") && !strings.Contains(out, "rights") {
			t.Errorf("%s: exit %d\n%s", args[0], code, out)
		}
	}
	for _, args := range [][]string{{"figures"}, {"record"}, {"search", "fuel"}, {"audit"}, {"who", "9"}} {
		if code, out := outcome(t, append(args, "--data", data)...); code != 0 {
			t.Errorf("%s: exit %d\n%s", args[0], code, out)
		}
	}
	if _, got := outcome(t, "figures", "--data", data); got != want {
		t.Errorf("read-only, figures are\n%s\nwant\n%s", got, want)
	}
}
