package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/internal/fetch"
	"bilan/internal/keep"
	"bilan/internal/register"
	"bilan/internal/synth"
)

// BenchmarkRegister adds made dispatches to a fresh register and asks it: articles a second with all of reading, bytes on
// disk an article, the cost of one more, and the 95th of 100 times of each question. BILAN_BENCH_ARTICLES="1000,100000"
// sets the sizes.
func BenchmarkRegister(b *testing.B) {
	eachSize(b, benchRegister)
}

// eachSize runs a benchmark at each of the sizes that are asked for.
func eachSize(b *testing.B, bench func(b *testing.B, articles int)) {
	for _, s := range strings.Split(envOr("BILAN_BENCH_ARTICLES", "1000"), ",") {
		n, err := strconv.Atoi(s)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(s, func(b *testing.B) {
			for range b.N {
				bench(b, n)
			}
		})
	}
}

func envOr(name, value string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return value
}

func benchRegister(b *testing.B, n int) {
	dir := b.TempDir()
	f := registerFlags{Data: dir}
	k, err := f.open(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer k.Register.Close()
	e, err := (&readerFlags{}).engine()
	if err != nil {
		b.Fatal(err)
	}
	var lines bytes.Buffer
	if err := synth.Write(&lines, n, 1); err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	addLines(b, e, k, &lines)
	b.ReportMetric(float64(n)/time.Since(start).Seconds(), "articles/s")
	b.ReportMetric(diskOf(b, filepath.Join(dir, databaseName))/float64(n), "dbB/article")
	b.ReportMetric(diskOf(b, filepath.Join(dir, "captures"))/float64(n), "captureB/article")
	b.ReportMetric(oneMore(b, e, k, n), "onemore-p95ms")
	ask(b, k)
}

func addLines(b *testing.B, e *engine, k *keep.Keeper, in io.Reader) {
	a := &adder{engine: e, keeper: k, now: time.Now}
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		b.Fatal(err)
	}
	defer null.Close()
	if err := a.run(b.Context(), (&fetch.Source{Stdin: in}).Items(b.Context(), "-"), fileSizes{}, stdio{null, null, null}); err != nil {
		b.Fatal(err)
	}
}

// oneMore adds dispatches to the crises that are told last, one by one.
func oneMore(b *testing.B, e *engine, k *keep.Keeper, n int) float64 {
	var times []float64
	i := 0
	for d := range synth.Dispatches(n, 1) {
		if i++; i <= n-50 {
			continue
		}
		d.ID, d.URL, d.Publisher = d.ID+"-more", d.URL+"/more", "Another Post"
		line, err := json.Marshal(&d)
		if err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		addLines(b, e, k, bytes.NewReader(line))
		times = append(times, time.Since(start).Seconds()*1000)
	}
	return p95(times)
}

func p95(times []float64) float64 {
	slices.Sort(times)
	return times[len(times)*95/100]
}

// ask times questions.
func ask(b *testing.B, k *keep.Keeper) {
	ctx := b.Context()
	timed := func(name string, f func(i int) error) {
		var times []float64
		for i := range 100 {
			start := time.Now()
			if err := f(i); err != nil {
				b.Fatalf("%s: %v", name, err)
			}
			times = append(times, time.Since(start).Seconds()*1000)
		}
		b.ReportMetric(p95(times), name+"-p95ms")
	}
	ids := eventIDs(b, k)
	timed("who", func(i int) error { _, err := k.Who(ctx, int64(5+i), 20, time.Time{}); return err })
	timed("figures", func(i int) error { _, err := k.Find(ctx, ids[i%len(ids)], time.Time{}); return err })
	words := []string{"depot", "пожаре", "gymnase", "Lantern", "train derailment", "\"шторы\"", "Karachi", "здания"}
	timed("search", func(i int) error {
		return k.Register.View(ctx, func(r register.Reader) error {
			_, err := r.Search(ctx, words[i%len(words)], register.Page{Limit: 20})
			return err
		})
	})
	start := time.Now()
	if _, err := k.Record(ctx, time.Date(2020, 3, 1, 0, 0, 0, 0, time.UTC)); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(time.Since(start).Seconds()*1000, "asof-ms")
}

func eventIDs(b *testing.B, k *keep.Keeper) []string {
	var ids []string
	err := k.Parts(context.Background(), time.Time{}, func(r *bilan.Record) error {
		for _, e := range r.Events {
			ids = append(ids, e.ID)
		}
		if len(ids) > 100 {
			return errEnough
		}
		return nil
	})
	if err != nil && err != errEnough {
		b.Fatal(err)
	}
	return ids
}

// diskOf sums the sizes of the files under a path. The log of a database, which is taken in from time to time, is left out.
func diskOf(b *testing.B, path string) float64 {
	sum := int64(0)
	err := filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			sum += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return float64(sum)
}
