package main

import (
	"bytes"
	"context"
	"database/sql"
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
	"bilan/internal/register/postgres/pgtest"
	"bilan/internal/synth"

	"github.com/jackc/pgx/v5"
)

// BenchmarkRegister adds made dispatches to a fresh register and asks it: articles a second with all of reading, bytes on
// disk an article, the cost of one more, and the 95th of 100 times of each question. BILAN_BENCH_ARTICLES="1000,100000"
// sets the sizes.
func BenchmarkRegister(b *testing.B) {
	eachSize(b, func(b *testing.B, n int) {
		f := registerFlags{Data: b.TempDir()}
		benchRegister(b, n, &f, func() float64 { return sqliteSize(b, filepath.Join(f.Data, databaseName)) })
	})
}

// BenchmarkRegisterPostgres is BenchmarkRegister on a PostgreSQL server of its own, as it comes.
func BenchmarkRegisterPostgres(b *testing.B) {
	eachSize(b, func(b *testing.B, n int) {
		server, err := pgtest.Start()
		if err != nil {
			b.Skip(err)
		}
		defer server.Stop()
		dsn, err := server.Database(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		benchRegister(b, n, &registerFlags{Data: b.TempDir(), Register: dsn}, func() float64 { return postgresSize(b, dsn) })
	})
}

// sqliteSize gives the bytes of a database with what is still in its log.
func sqliteSize(b *testing.B, path string) (size float64) {
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&size); err != nil {
		b.Fatal(err)
	}
	return size
}

func postgresSize(b *testing.B, dsn string) (size float64) {
	c, err := pgx.Connect(b.Context(), dsn)
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close(b.Context())
	if err := c.QueryRow(b.Context(), "SELECT pg_database_size(current_database())::float8").Scan(&size); err != nil {
		b.Fatal(err)
	}
	return size
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

func benchRegister(b *testing.B, n int, f *registerFlags, size func() float64) {
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
	b.ReportMetric(size()/float64(n), "dbB/article")
	b.ReportMetric(diskOf(b, filepath.Join(f.Data, "captures"))/float64(n), "captureB/article")
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

// diskOf sums the sizes of the files under a path.
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
