package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"bilan/internal/jobs"
	"bilan/internal/register/postgres/pgtest"
)

// workedOn gives how many dispatches the workers are killed over: BILAN_KILL_DISPATCHES when it is set.
func workedOn() int {
	if n, err := strconv.Atoi(os.Getenv("BILAN_KILL_DISPATCHES")); err == nil && n > 0 {
		return n
	}
	return 400
}

// TestKilledWorkers has two workers do the jobs of one register while one of them is killed, again and again: each dispatch is
// read once, and the record is that of one command that was left alone.
func TestKilledWorkers(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	n := workedOn()
	_, dsn := postgresDatabase(t)
	k, calm := newKillingOf(t, dsn, n), newKillingOf(t, "", n)
	start := time.Now()
	calm.done("add", calm.file)
	most := min(time.Since(start), 5*time.Second)
	t.Logf("one command, SQLite: %s", time.Since(start).Round(time.Second))
	k.noted()
	start = time.Now()
	killed := k.worked(most)
	t.Logf("%d dispatches, %d workers killed: %s", n, killed, time.Since(start).Round(time.Second))
	k.kept = int64(n)
	k.whole()
	k.done("audit")
	if tally := k.tally(); tally.Left() != 0 || tally.GivenUp != 0 || tally.Done != int64(n) {
		t.Errorf("jobs: %+v", tally)
	}
	if k.record() != calm.record() {
		t.Error("the record is another one")
	}
}

// noted kills the noting, too, and then lets it end.
func (k *killing) noted() {
	k.t.Helper()
	for range 3 {
		k.killed(700*time.Millisecond, "add", "--later", k.file)
	}
	k.done("add", "--later", k.file)
}

// worked runs two workers until nothing is left, and kills one of them at moments of chance; it gives how often. In the end they
// are told to stop, and do.
func (k *killing) worked(most time.Duration) (killed int) {
	k.t.Helper()
	team := []*exec.Cmd{k.hired(), k.hired()}
	for done := k.left(); ; killed++ {
		select {
		case <-done:
			for _, cmd := range team {
				k.dismissed(cmd)
			}
			return killed
		case <-time.After(most/2 + rand.N(most)):
		}
		i := rand.IntN(len(team))
		k.begun(team[i]) // also on a busy machine
		_ = team[i].Process.Kill()
		_ = team[i].Wait()
		team[i] = k.hired()
	}
}

// hired starts a worker.
func (k *killing) hired() *exec.Cmd {
	k.t.Helper()
	cmd := k.command("work")
	cmd.Stderr = &heard{first: make(chan struct{})}
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	return cmd
}

// heard is what a worker told; first is closed at its first word, by which it listens to signals.
type heard struct {
	words bytes.Buffer
	first chan struct{}
}

func (h *heard) Write(p []byte) (int, error) {
	if h.words.Len() == 0 {
		close(h.first)
	}
	return h.words.Write(p)
}

// begun waits until a worker is at work.
func (k *killing) begun(cmd *exec.Cmd) {
	k.t.Helper()
	select {
	case <-cmd.Stderr.(*heard).first:
	case <-time.After(time.Minute):
		k.t.Error("a worker did not begin within a minute")
	}
}

// dismissed tells a worker that is at work to stop, as a system does.
func (k *killing) dismissed(cmd *exec.Cmd) {
	k.t.Helper()
	k.begun(cmd)
	_ = cmd.Process.Signal(syscall.SIGTERM)
	_ = cmd.Wait()
	told := cmd.Stderr.(*heard).words.String()
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted || strings.Contains(told, "bilan:") {
		k.t.Errorf("a worker that was told to stop: exit %d\n%s", code, told)
	}
}

// left gives a channel that is closed when no job is left.
func (k *killing) left() <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			if t := k.tally(); t.Left() == 0 || k.t.Context().Err() != nil {
				return
			}
			time.Sleep(300 * time.Millisecond)
		}
	}()
	return done
}

// tally counts the jobs.
func (k *killing) tally() jobs.Tally {
	keeper, err := k.flags.open(k.t.Context())
	if err != nil {
		k.t.Error(err)
		return jobs.Tally{}
	}
	defer keeper.Register.Close()
	tally, err := keeper.Register.(jobs.Queue).Tally(k.t.Context())
	if err != nil {
		k.t.Error(err)
	}
	return tally
}

// postgresDatabase gives an empty database on a server of the test's own.
func postgresDatabase(t *testing.T) (*pgtest.Server, string) {
	t.Helper()
	server, err := pgtest.Start()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("PostgreSQL does not start: ", err)
	}
	t.Cleanup(func() { server.Stop() })
	dsn, err := server.Database(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return server, dsn
}
