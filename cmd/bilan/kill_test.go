package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/internal/keep"
	"bilan/internal/register"
	"bilan/internal/synth"
)

// killing is a register that commands work on while they are killed.
type killing struct {
	t     *testing.T
	flags registerFlags
	file  string // dispatches to add
	kept  int64  // articles known to be kept
	log   int64  // judgements that a command acknowledged
}

// dispatches is how many a command adds: more than one batch.
const dispatches = batchSize + 50

// kills gives how often to kill, of a hundred in all: a hundred when BILAN_KILLS is set, as CI does, else a few.
func kills(of100 int) int {
	if os.Getenv("BILAN_KILLS") != "" {
		return of100
	}
	return max(1, of100/15)
}

func newKilling(t *testing.T, database string) *killing { return newKillingOf(t, database, dispatches) }

// newKillingOf makes a register that n dispatches are to be added to.
func newKillingOf(t *testing.T, database string, n int) *killing {
	k := &killing{t: t, flags: registerFlags{Data: t.TempDir(), Register: database}, file: filepath.Join(t.TempDir(), "dispatches.jsonl")}
	var b bytes.Buffer
	if err := synth.Write(&b, n, 3); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(k.file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return k
}

// command makes a command of this program, as the one that a person starts.
func (k *killing) command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Args = append([]string{"bilan"}, args...)
	cmd.Args = append(cmd.Args, "--data", k.flags.Data)
	if k.flags.Register != "" {
		cmd.Args = append(cmd.Args, "--register", k.flags.Register)
	}
	return cmd
}

// killed starts a command and kills it at a moment of chance, at most most later. It gives what it wrote, and whether it ended
// by itself before.
func (k *killing) killed(most time.Duration, args ...string) (out string, ended bool) {
	k.t.Helper()
	cmd := k.command(args...)
	var b bytes.Buffer
	cmd.Stdout = &b
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	timer := time.AfterFunc(rand.N(most), func() { _ = cmd.Process.Kill() })
	err := cmd.Wait()
	timer.Stop()
	return b.String(), err == nil
}

// done runs a command to its end.
func (k *killing) done(args ...string) string {
	k.t.Helper()
	var b, e bytes.Buffer
	cmd := k.command(args...)
	cmd.Stdout, cmd.Stderr = &b, &e
	if err := cmd.Run(); err != nil {
		k.t.Fatalf("bilan %v: %v\n%s", args, err, e.String())
	}
	return b.String()
}

// whole checks the register: the database, the log, every article with its capture, its reading and its story, and that
// nothing that was kept is gone.
func (k *killing) whole() {
	k.t.Helper()
	keeper, err := k.flags.open(k.t.Context())
	if err != nil {
		k.t.Fatal(err)
	}
	defer keeper.Register.Close()
	if err := keeper.Register.Verify(k.t.Context()); err != nil {
		k.t.Fatal(err)
	}
	err = keeper.Register.View(k.t.Context(), func(r register.Reader) error {
		counts, err := r.Counts(k.t.Context())
		if err != nil {
			return err
		}
		if counts.Articles < k.kept || counts.Judgements < k.log {
			k.t.Fatalf("%d articles and %d judgements, but %d and %d were kept", counts.Articles, counts.Judgements, k.kept, k.log)
		}
		k.kept = counts.Articles
		return keep.Log(k.t.Context(), r, func(*bilan.Judgement) error { return nil })
	})
	if err != nil {
		k.t.Fatal(err)
	}
	told := 0
	for row := range keeper.Articles(k.t.Context()) {
		if row.Err != nil {
			k.t.Fatal(row.Err)
		}
		if told++; row.Story == "" {
			k.t.Errorf("%s is in no story", row.ID)
		}
		if _, err := keeper.Blobs.Get(k.t.Context(), row.Capture.SHA256); err != nil {
			k.t.Error(err)
		}
	}
	if rec, err := keeper.Record(k.t.Context(), time.Time{}); err != nil || len(rec.Articles) != told {
		k.t.Errorf("the record has %d articles of %d, %v", len(rec.Articles), told, err)
	}
}

// record gives the record without the moments of capture, which differ from run to run.
func (k *killing) record() string {
	k.t.Helper()
	var r bilan.Record
	if err := json.Unmarshal([]byte(k.done("record", "--format", "json")), &r); err != nil {
		k.t.Fatal(err)
	}
	for i := range r.Figures {
		for n := range r.Figures[i].Entries {
			r.Figures[i].Entries[n].Seen = ""
		}
	}
	b, err := json.Marshal(r)
	if err != nil {
		k.t.Fatal(err)
	}
	return string(b)
}

// TestKilledCommands kills add, decide and rebuild at moments of chance, again and again, and the making of registers; the record
// in the end is that of a register whose commands were left alone.
func TestKilledCommands(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	k, calm := newKilling(t, ""), newKilling(t, "")
	most := calm.calmly()
	k.kill(most, kills(30), kills(30), kills(15))
	for range kills(15) { // registers that are only being made
		n := newKilling(t, "")
		n.killed(most/3, "add", n.file)
		n.whole()
	}
	if k.record() != calm.record() {
		t.Error("the record of the killed register is another one")
	}
}

// calmly adds all and leaves the command alone; it gives how long that took, which kills are spread over.
func (k *killing) calmly() time.Duration {
	k.t.Helper()
	start := time.Now()
	k.done("add", k.file)
	return min(time.Since(start), 2*time.Second)
}

func (k *killing) kill(most time.Duration, adds, decides, rebuilds int) {
	k.t.Helper()
	for range adds {
		if _, ended := k.killed(most, "add", k.file); ended {
			k.kept = dispatches
		}
		k.whole()
	}
	k.done("add", k.file)
	k.kept = dispatches
	k.decide(most/3, decides)
	for range rebuilds {
		k.killed(most, "rebuild", "--force")
		k.whole()
	}
	k.done("rebuild")
	k.done("audit")
	k.undo()
}

// decide notes decisions that change the record until they are undone, and counts those that were acknowledged.
func (k *killing) decide(most time.Duration, n int) {
	k.t.Helper()
	var r bilan.Record
	if err := json.Unmarshal([]byte(k.done("record", "--format", "json")), &r); err != nil {
		k.t.Fatal(err)
	}
	var claims []string
	for _, f := range r.Figures {
		for _, e := range f.Entries {
			claims = append(claims, e.Claims...)
		}
	}
	slices.Sort(claims)
	for i := range n {
		before := k.log
		if _, ended := k.killed(most, "decide", "reject", claims[i%len(claims)], "--who", "ana", "--why", "a test"); ended {
			k.log = before + 1
		}
		k.whole()
		k.log = max(k.log, k.judgements())
	}
}

func (k *killing) judgements() (n int64) {
	k.t.Helper()
	keeper, err := k.flags.open(k.t.Context())
	if err != nil {
		k.t.Fatal(err)
	}
	defer keeper.Register.Close()
	err = keeper.Register.View(k.t.Context(), func(r register.Reader) error {
		counts, err := r.Counts(k.t.Context())
		n = counts.Judgements
		return err
	})
	if err != nil {
		k.t.Fatal(err)
	}
	return n
}

// undo takes back all that was decided.
func (k *killing) undo() {
	k.t.Helper()
	for i := range k.judgements() {
		k.done("undo", strconv.FormatInt(i+1, 10), "--who", "ana")
	}
}

// TestKilledOnPostgres kills commands, and the server under them: what was kept stays, and the command that is run again ends
// with the whole record.
func TestKilledOnPostgres(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server")
	}
	server, dsn := postgresDatabase(t)
	k, calm := newKilling(t, dsn), newKilling(t, "")
	most := calm.calmly()
	for range kills(7) {
		k.killed(most, "add", k.file)
		k.whole()
	}
	for i := range kills(3) {
		cmd := k.command("add", k.file)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(most * time.Duration(i+1) / 4)
		if err := server.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		if err := server.Restart(); err != nil {
			t.Fatal(err)
		}
		k.whole()
	}
	k.done("add", k.file)
	if k.record() != calm.record() {
		t.Error("the record of the killed register is another one")
	}
}

// TestAddTogether runs two commands that add the same dispatches to one register at once: each is kept once.
func TestAddTogether(t *testing.T) {
	k := newKilling(t, "")
	first, second := k.command("add", k.file), k.command("add", k.file)
	var told [2]bytes.Buffer
	for i, cmd := range []*exec.Cmd{first, second} {
		cmd.Stderr = &told[i]
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
	}
	added := 0
	for i, cmd := range []*exec.Cmd{first, second} {
		if err := cmd.Wait(); err != nil {
			t.Fatalf("%v\n%s", err, told[i].String())
		}
		_, rest, _ := strings.Cut(told[i].String(), "added ")
		var n int
		if _, err := fmt.Sscanf(rest, "%d,", &n); err != nil {
			t.Fatalf("%q: %v", told[i].String(), err)
		}
		added += n
	}
	if added != dispatches {
		t.Errorf("the two added %d dispatches, want %d", added, dispatches)
	}
	k.kept = dispatches
	k.whole()
}
