package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"bilan"
)

// perSecond is how many requests a second TestLoad sends.
const perSecond = 500

// TestLoad starts a desk in a process of its own and reads it, mixed, for as long as BILAN_LOAD says: every page, the API, the
// feeds. It wants every answer to be good, and tells times and memory. BILAN_LOAD_DATA names a register to read instead of the
// sample dispatches.
//
//	BILAN_LOAD=60s go test ./cmd/bilan -run TestLoad -v
func TestLoad(t *testing.T) {
	length, err := time.ParseDuration(os.Getenv("BILAN_LOAD"))
	if err != nil {
		t.Skip("BILAN_LOAD says how long to send requests: 60s")
	}
	base, pid := startDesk(t)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 200, MaxConnsPerHost: 200}, Timeout: 20 * time.Second}
	targets := loadTargets(t, client, base)
	t.Logf("%d different addresses, %d requests a second for %v", len(targets), perSecond, length)
	l := &load{client: client, base: base, targets: targets, slow: map[string]time.Duration{}}
	l.alone(t)
	var memory []int
	end := time.Now().Add(length)
	done := make(chan struct{})
	go func() { l.run(length); close(done) }()
	for time.Now().Before(end) {
		time.Sleep(length / 12)
		memory = append(memory, residentMiB(t, pid))
	}
	<-done
	l.tell(t, memory)
}

// startDesk starts the program with a desk and gives its address and process.
func startDesk(t *testing.T) (base string, pid int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "bilan") // the tests' program is bilan under this name
	if err := os.Symlink(self, program); err != nil {
		t.Fatal(err)
	}
	args := []string{"desk", "--listen", "127.0.0.1:0", "--demo"}
	if data := os.Getenv("BILAN_LOAD_DATA"); data != "" {
		args = []string{"desk", "--listen", "127.0.0.1:0", "--data", data}
	}
	cmd := exec.Command(program, args...)
	told, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		if err := cmd.Wait(); err != nil && !strings.Contains(err.Error(), "130") {
			t.Error("the desk ends with", err)
		}
	})
	lines := bufio.NewScanner(told)
	for lines.Scan() {
		if m := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(lines.Text()); m != "" {
			go io.Copy(io.Discard, told)
			return m, cmd.Process.Pid
		}
	}
	t.Fatal("the desk does not say where it is")
	return "", 0
}

// loadTargets finds what can be read, and publishes a situation.
func loadTargets(t *testing.T, client *http.Client, base string) []string {
	t.Helper()
	ask := func(target string, into any) {
		r, err := client.Get(base + target)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		if err := json.NewDecoder(r.Body).Decode(into); err != nil {
			t.Fatalf("%s: %v", target, err)
		}
	}
	out := []string{"/", "/log", "/review", "/sources", "/search?q=164", "/search?q=almaty", "/static/desk.css", "/healthz", "/public", "/api/v1/situations", "/api/v1/figures?limit=20",
		"/api/v1/search?q=police", "/api/v1/who?value=164", "/api/v1/changes?limit=50", "/api/v1/openapi.json", "/api/v1/queue"}
	var situations struct{ Items []struct{ ID string } }
	ask("/api/v1/situations?limit=10", &situations)
	claim := ""
	for _, s := range situations.Items {
		out = append(out, "/situations/"+s.ID, "/situations/"+s.ID+"?as_of=2022-01-09T12:00:00Z", "/api/v1/situations/"+s.ID)
		var whole struct{ Record bilan.Record }
		ask("/api/v1/situations/"+s.ID, &whole)
		for i, f := range whole.Record.Figures {
			if i < 8 {
				out = append(out, "/figures/"+f.ID, "/api/v1/figures/"+f.ID, "/api/v1/figures/"+f.ID+"/history")
				claim = f.Entries[0].Claims[0]
			}
		}
		for i, a := range whole.Record.Articles {
			if i < 8 {
				out = append(out, "/dispatches/"+a.ID, "/api/v1/articles/"+a.ID)
			}
		}
		for _, m := range whole.Record.Missions {
			out = append(out, "/missions/"+m.ID)
		}
	}
	r, err := client.Post(base+"/api/v1/judgements", "application/json", strings.NewReader(`{"action":"publish","targets":["`+claim+`"]}`))
	if err != nil || r.StatusCode != http.StatusCreated {
		t.Fatal("publish:", err, r.Status)
	}
	var j bilan.Judgement
	if err := json.NewDecoder(r.Body).Decode(&j); err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	page := "/public/" + strconv.FormatInt(j.Seq, 10)
	return append(out, page, page+"/feed.atom", page+"/feed.json", page+"/dossier")
}

// alone asks each address by itself, and tells which take longest.
func (l *load) alone(t *testing.T) {
	least := map[string]time.Duration{}
	for range 3 {
		for _, target := range l.targets {
			begun := time.Now()
			l.one(target)
			if took := time.Since(begun); least[target] == 0 || took < least[target] {
				least[target] = took
			}
		}
	}
	order := slices.SortedFunc(maps.Keys(least), func(a, b string) int { return cmp.Compare(least[b], least[a]) })
	var sum time.Duration
	for _, took := range least {
		sum += took
	}
	t.Logf("alone, on average %v; longest:", (sum / time.Duration(len(least))).Round(10*time.Microsecond))
	for _, target := range order[:min(len(order), 12)] {
		t.Logf("  %8v  %s", least[target].Round(10*time.Microsecond), target)
	}
	l.took = nil
}

// load sends requests at a steady rate, however long answers take.
type load struct {
	client  *http.Client
	base    string
	targets []string
	mu      sync.Mutex
	took    []time.Duration
	slow    map[string]time.Duration // the longest of each
	faults  []string
	bytes   int64
}

func (l *load) run(length time.Duration) {
	ctx, stop := context.WithTimeout(context.Background(), length)
	defer stop()
	var wg sync.WaitGroup
	begun := time.Now()
	for n := 0; ctx.Err() == nil; n++ {
		time.Sleep(time.Until(begun.Add(time.Duration(n) * time.Second / perSecond)))
		wg.Go(func() { l.one(l.targets[(n*7919)%len(l.targets)]) })
	}
	wg.Wait()
}

func (l *load) one(target string) {
	begun := time.Now()
	r, err := l.client.Get(l.base + target)
	fault := ""
	var n int64
	if err != nil {
		fault = err.Error()
	} else {
		n, err = io.Copy(io.Discard, r.Body)
		r.Body.Close()
		if err != nil || r.StatusCode != http.StatusOK {
			fault = fmt.Sprint(target, ": ", r.Status, err)
		}
	}
	took := time.Since(begun)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.took = append(l.took, took)
	l.slow[target] = max(l.slow[target], took)
	l.bytes += n
	if fault != "" {
		l.faults = append(l.faults, fault)
	}
}

func (l *load) tell(t *testing.T, memory []int) {
	slices.Sort(l.took)
	at := func(share float64) time.Duration {
		return l.took[int(float64(len(l.took)-1)*share)].Round(100 * time.Microsecond)
	}
	t.Logf("%d answers, %d faults; half within %v, 95%% %v, 99%% %v, all %v; %d MB", len(l.took), len(l.faults), at(.5), at(.95), at(.99), at(1), l.bytes>>20)
	t.Logf("memory of the desk, MiB, over time: %v", memory)
	if len(l.faults) > 0 {
		t.Errorf("%d faults, the first: %s", len(l.faults), l.faults[0])
	}
}

// residentMiB gives the memory of a process.
func residentMiB(t *testing.T, pid int) int {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skip("memory is read from /proc: ", err)
	}
	m := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindSubmatch(data)
	if m == nil {
		return 0
	}
	kb, _ := strconv.Atoi(string(m[1])) // digits
	return kb >> 10
}
