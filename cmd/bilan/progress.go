package main

import (
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"bilan/internal/fetch"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// patience is how long a command may be silent before its progress is shown.
const patience = 700 * time.Millisecond

// progress is the line on a terminal that says how far a long reading is. Where stderr is no terminal it shows nothing.
// What is printed meanwhile must go through its writers, which set whole lines above the progress.
type progress struct {
	std      stdio
	wanted   bool
	start    time.Time
	files    fileSizes
	articles atomic.Int64
	bars     *mpb.Progress
	bar      *mpb.Bar
}

func newProgress(std stdio, files fileSizes) *progress {
	return &progress{std: std, wanted: isTerminal(std.err) && os.Getenv("TERM") != "dumb", start: time.Now(), files: files}
}

// step notes that one more item was read.
func (p *progress) step(it *fetch.Item) {
	p.articles.Add(1)
	done := p.files.step(it)
	if !p.wanted {
		return
	}
	if p.bar == nil && time.Since(p.start) > patience {
		p.show()
	}
	if p.bar != nil {
		p.bar.SetCurrent(min(done, max(p.files.total-1, 0)))
	}
}

func (p *progress) show() {
	p.bars = mpb.New(mpb.WithOutput(p.std.err), mpb.WithWidth(60))
	line := mpb.PrependDecorators(decor.Any(func(decor.Statistics) string { return p.rate() }))
	if p.files.total == 0 { // nobody knows how much is to come
		p.bar = p.bars.New(0, mpb.NopStyle(), line)
		return
	}
	p.bar = p.bars.AddBar(p.files.total, line,
		mpb.AppendDecorators(decor.Percentage(), decor.Name(", left "), decor.NewAverageETA(decor.ET_STYLE_GO, p.start, nil)))
}

func (p *progress) rate() string {
	n := p.articles.Load()
	return fmt.Sprintf("%d read, %.0f/s ", n, float64(n)/max(time.Since(p.start).Seconds(), .001))
}

// end takes the line away.
func (p *progress) end() {
	if p.bar != nil {
		p.bar.Abort(true)
		p.bars.Wait()
		p.bar, p.wanted = nil, false
	}
}

// stdout and stderr write beside the line.
func (p *progress) stdout() io.Writer {
	return beside{p, p.std.out, func() bool { return isTerminal(p.std.out) }}
}

func (p *progress) stderr() io.Writer {
	return beside{p, p.std.err, func() bool { return true }}
}

// beside writes to a file, or above the progress line when that is shown on the same terminal.
type beside struct {
	p    *progress
	file *os.File
	same func() bool
}

func (b beside) Write(data []byte) (int, error) {
	if b.p.bar != nil && b.same() {
		return b.p.bars.Write(data)
	}
	return b.file.Write(data)
}
