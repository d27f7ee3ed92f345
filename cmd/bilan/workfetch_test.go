package main

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"bilan/internal/fetch/safe"
	"bilan/internal/jobs"
	"bilan/internal/register"
)

// Step is Get: none of these answers sends on.
func (a answers) Step(ctx context.Context, address string, header http.Header) (*safe.Answer, error) {
	return a.Get(ctx, address, header)
}

// TestWorkFetches has a worker fetch what a source named, and read what came: the pages, each once; what is not there is no
// failure, and a host that does not answer is asked later.
func TestWorkFetches(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server")
	}
	_, dsn := postgresDatabase(t)
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	c := &workCmd{answerFlags: answerFlags{registerFlags: registerFlags{Data: t.TempDir(), Register: dsn}}}
	k, err := c.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer k.Register.Close()
	e, err := c.engine()
	if err != nil {
		t.Fatal(err)
	}
	w, err := newWorker(e, k, 2, stdio{null, null, null})
	if err != nil {
		t.Fatal(err)
	}
	web := answers{}
	for address, body := range map[string]string{
		"https://a.example.org/robots.txt": "User-agent: *\nDisallow: /no",
		"https://b.example.org/robots.txt": "",
		"https://a.example.org/1":          "<html><body><article><h1>Two miners killed near Perm</h1><p>Two miners were killed near Perm on Tuesday, the regional ministry said in a statement that evening.</p></article></body></html>",
		"https://b.example.org/1":          "<html><body><article><h1>Four dead in Sfax</h1><p>Four people were killed in a fire in Sfax on Tuesday, the civil protection said in a statement.</p></article></body></html>",
		"https://b.example.org/gone":       "",
	} {
		header := http.Header{"Content-Type": {"text/html; charset=utf-8"}}
		web[address] = &safe.Answer{URL: address, Status: 200, Header: header, Raw: []byte(body), Body: []byte(body), At: time.Now(),
			Hops: []safe.Hop{{URL: address, Status: 200, Header: header, At: time.Now()}}}
	}
	web["https://b.example.org/gone"].Status = 404
	w.gather(web, newCaptureLog(c.Data, k.Register))
	q := k.Register.(jobs.Queue)
	var list []jobs.Job
	for _, u := range []string{"https://a.example.org/1", "https://a.example.org/no/2", "https://b.example.org/1", "https://b.example.org/gone", "https://away.example.org/1"} {
		list = append(list, jobs.Job{Kind: jobs.Fetch, URL: u})
	}
	o := jobs.Options{Once: true, AtOnce: map[jobs.Kind]int{jobs.Read: 4, jobs.Fetch: 4}, Tell: w.tell, Pause: func(int) time.Duration { return time.Hour }}
	err = errors.Join(q.Hand(t.Context(), func(register.Writer) error { return nil }, list), q.Work(t.Context(), w.do, o), w.log.close())
	if err != nil {
		t.Fatal(err)
	}
	if tally, err := q.Tally(t.Context()); err != nil || tally != (jobs.Tally{Again: 1, GivenUp: 1, Done: 5}) {
		f, _ := q.Failures(t.Context(), 9)
		t.Errorf("%+v, %v, %+v", tally, err, f)
	}
	err = k.Register.View(t.Context(), func(r register.Reader) error {
		n, err := r.Counts(t.Context())
		if n.Captures != 2 || n.Articles != 2 {
			t.Errorf("%+v", n)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := archived(t, filepath.Join(c.Data, "warc")); len(got) != 2 {
		t.Errorf("archived %q", got)
	}
}
