package registertest

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"bilan/internal/register"
)

// batch is how many articles one transaction keeps in the benchmarks.
const batch = 100

// Bench measures a register filled with as many articles as BILAN_BENCH_SIZES says ("1000,10000,100000"; by itself 1000):
// keeping them, their size, and each way of asking. Percentiles are of single calls.
func Bench(b *testing.B, open func(b *testing.B) (register.Register, func() int64)) {
	for _, field := range strings.Split(cmp.Or(os.Getenv("BILAN_BENCH_SIZES"), "1000"), ",") {
		n, err := strconv.Atoi(field)
		if err != nil {
			b.Fatal(err)
		}
		r, size := open(b)
		f := &filledBench{r: r, make: NewMaker(7)}
		f.fill(b, n, size)
		for _, c := range []struct {
			name string
			call func(i int) error
		}{{"one-more", f.oneMore}, {"sharing", f.sharing}, {"digests", f.digests}, {"values", f.values}, {"search", f.search}, {"search-phrase", f.phrase}, {"article", f.article}} {
			b.Run(fmt.Sprintf("%d/%s", n, c.name), func(b *testing.B) { timed(b, c.call) })
		}
	}
}

type filledBench struct {
	r    register.Register
	make *Maker
	ids  []string
	keys [][]string
}

// fill keeps n articles in batches, with a story for every ten, and reports how fast and how large.
func (f *filledBench) fill(b *testing.B, n int, size func() int64) {
	b.Run(fmt.Sprintf("%d/put", n), func(b *testing.B) {
		if len(f.ids) > 0 {
			b.Skip("filled")
		}
		var spent, last time.Duration
		for len(f.ids) < n {
			articles := make([]*register.Article, batch)
			for i := range articles {
				articles[i] = f.make.Article()
			}
			begun := time.Now()
			if err := f.put(b, articles); err != nil {
				b.Fatal(err)
			}
			last = time.Since(begun)
			spent += last
		}
		b.ReportMetric(float64(n)/spent.Seconds(), "articles/s")
		b.ReportMetric(batch/last.Seconds(), "articles/s-last")
		b.ReportMetric(float64(size())/float64(n), "B/article")
	})
}

func (f *filledBench) put(b testing.TB, articles []*register.Article) error {
	return f.r.Update(b.Context(), func(w register.Writer) error {
		var ids []string
		for _, a := range articles {
			if err := w.PutArticle(b.Context(), a); err != nil {
				return err
			}
			ids = append(ids, a.ID)
			f.keys = append(f.keys, a.Keys)
		}
		for group := range slices.Chunk(ids, 10) {
			if err := w.PutStory(b.Context(), f.make.Story(group...)); err != nil {
				return err
			}
		}
		f.ids = append(f.ids, ids...)
		return nil
	})
}

// timed reports the percentiles of a call.
func timed(b *testing.B, call func(i int) error) {
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		begun := time.Now()
		if err := call(i); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(begun))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-p50")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms-p95")
}
