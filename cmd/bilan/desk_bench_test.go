//go:build unix

package main

import (
	"bytes"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"syscall"
	"testing"
	"time"

	"bilan/internal/desk"
	"bilan/internal/synth"
)

// BenchmarkDesk fills a register with made dispatches and asks the desk for pages: the 95th of 60 times of each, at the server, what
// one takes of a core, and the weight of the page. BILAN_BENCH_ARTICLES="1000,100000" sets the sizes; BILAN_BENCH_REGISTER names a folder whose register
// is filled once and used again.
func BenchmarkDesk(b *testing.B) {
	eachSize(b, benchDesk)
}

func benchDesk(b *testing.B, n int) {
	f := registerFlags{Data: os.Getenv("BILAN_BENCH_REGISTER")}
	if f.Data == "" {
		f.Data = b.TempDir()
	}
	k, err := f.open(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer k.Register.Close()
	e, err := (&readerFlags{}).engine()
	if err != nil {
		b.Fatal(err)
	}
	if counts(b, k).Articles == 0 {
		var lines bytes.Buffer
		if err := synth.Write(&lines, n, 1); err != nil {
			b.Fatal(err)
		}
		addLines(b, e, k, &lines)
	}
	d, err := desk.New(desk.Config{Keeper: k, Read: deskReader(e), Places: e.places})
	if err != nil {
		b.Fatal(err)
	}
	situations := links(getPage(b, d, "/"), "situations")
	figures, dispatches := []string{}, []string{}
	for _, s := range situations[:min(len(situations), 10)] {
		page := getPage(b, d, s)
		figures, dispatches = append(figures, links(page, "figures")...), append(dispatches, links(page, "dispatches")...)
	}
	past := make([]string, len(situations))
	for i, s := range situations {
		past[i] = s + "?as_of=2020-06-01"
	}
	for _, c := range []struct {
		name  string
		paths []string
	}{{"situations", []string{"/"}}, {"situation", situations}, {"past", past}, {"figure", figures}, {"dispatch", dispatches}, {"review", []string{"/review", "/review?kind=deployment", "/review?lang_of=ru&under=90"}},
		{"search", []string{"/search?q=killed", "/search?q=" + "45", "/search?q=mayor+missing"}}, {"sources", []string{"/sources"}}, {"log", []string{"/log"}}} {
		ms, cpu, bytes := paged(b, d, c.paths)
		b.ReportMetric(ms, c.name+"-p95ms")
		b.ReportMetric(cpu, c.name+"-cpu-ms")
		b.ReportMetric(float64(bytes)/1000, c.name+"-kB")
	}
}

var linkTo = regexp.MustCompile(`href="(/(\w+)/[^"#?]+)`)

// links gives the addresses on a page that lead to pages of a kind.
func links(page, kind string) []string {
	var out []string
	for _, m := range linkTo.FindAllStringSubmatch(page, -1) {
		if m[2] == kind && !slices.Contains(out, m[1]) {
			out = append(out, m[1])
		}
	}
	return out
}

func getPage(b *testing.B, d *desk.Desk, path string) string {
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, httptest.NewRequest("GET", "http://localhost"+path, nil))
	if w.Code != 200 {
		b.Fatalf("%s: %d %.300s", path, w.Code, w.Body.String())
	}
	return w.Body.String()
}

// paged gives the 95th of the times of 60 requests and the mean of what they took of a core, in milliseconds, and the weight of the
// heaviest page.
func paged(b *testing.B, d *desk.Desk, paths []string) (ms, cpu float64, weight int) {
	if len(paths) == 0 {
		return 0, 0, 0
	}
	var times []float64
	worked := coreTime(b)
	for i := range 60 {
		start := time.Now()
		page := getPage(b, d, paths[i%len(paths)])
		times = append(times, float64(time.Since(start).Microseconds())/1000)
		weight = max(weight, len(page))
	}
	cpu = float64((coreTime(b) - worked).Microseconds()) / 1000 / float64(len(times))
	slices.Sort(times)
	return times[len(times)*95/100], cpu, weight
}

// coreTime is how long the program has kept a core busy: other work of the machine does not count.
func coreTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
