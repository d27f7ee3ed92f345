// Package jobs says what is left to be done, by any machine: fetch a page, read a capture. A job is enqueued in the transaction
// that keeps its cause, and ended in the one that keeps what it made, so none is lost, and one that is done twice shows once.
//
// A Queue holds jobs. That of a register in PostgreSQL keeps them there (package postgres); Now does them at once, in this
// process. docs/jobs.md draws the states.
package jobs

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"bilan"
	"bilan/internal/register"
)

// Kind is what a job does.
type Kind string

// The kinds of job.
const (
	Read  Kind = "read"  // a capture, whose row and blob are kept, into claims
	Fetch Kind = "fetch" // a page that a source names
)

// Kinds lists the kinds of job.
var Kinds = []Kind{Read, Fetch}

// Job is one thing to do.
type Job struct {
	Kind Kind   `json:"-"`
	URL  string `json:"url,omitempty"`
	// Of Read: the capture, as it came this time. Its row may tell of the same bytes from elsewhere.
	SHA256    string    `json:"sha256,omitempty"`
	Name      string    `json:"name,omitempty"`
	MediaType string    `json:"media_type,omitempty"`
	Seen      time.Time `json:"seen,omitzero"`
	Size      int64     `json:"size,omitempty"`
	// Of Fetch.
	Source  string `json:"source,omitempty"`  // URL of the source that names the page
	Version string `json:"version,omitempty"` // as the source tells it
}

// ToRead is the job of reading a capture.
func ToRead(c *bilan.Capture) Job {
	return Job{Kind: Read, URL: c.URL, SHA256: c.SHA256, Name: c.Name, MediaType: c.MediaType, Seen: c.Seen, Size: c.Size}
}

// Capture is the capture that a job reads.
func (j *Job) Capture() bilan.Capture {
	return bilan.Capture{SHA256: j.SHA256, URL: j.URL, Name: j.Name, MediaType: j.MediaType, Seen: j.Seen, Size: j.Size}
}

// About names what a job is about.
func (j *Job) About() string {
	switch {
	case j.Kind == Fetch || j.URL != "":
		return j.URL
	case j.Name != "":
		return j.Name
	}
	return j.SHA256
}

// End ends a job and enqueues what follows from it, in the transaction of w; it is called by whoever does the job where it keeps
// what the job made. ErrEnded says that the job was ended by another worker: that transaction must keep nothing.
type End func(w register.Writer, next ...Job) error

// ErrEnded is the error of ending a job that is not this worker's any more.
var ErrEnded = errors.New("another worker has ended the job")

// Do does a job. Errors of the codes invalid, limit and not_found give it up at once, all others let it be tried again later.
type Do func(ctx context.Context, j Job, end End) error

// Final says whether an error gives a job up at once: another try would end as this one did.
func Final(err error) bool {
	switch bilan.ErrorCode(err) {
	case bilan.CodeInvalid, bilan.CodeLimit, bilan.CodeNotFound:
		return true
	}
	return false
}

// Postponed is the error of a job that is to be done later; it is no failure.
type Postponed struct{ Wait time.Duration }

// Error says how long.
func (p *Postponed) Error() string { return "to be done in " + p.Wait.String() }

// Queue holds jobs.
type Queue interface {
	// Hand gives jobs over together with what cause writes: both are kept, or neither.
	Hand(ctx context.Context, cause func(register.Writer) error, list []Job) error
	// Work does jobs until ctx ends; with Once, until none is left that can be done now. It ends when those begun have ended.
	Work(ctx context.Context, do Do, o Options) error
	// Tally counts jobs by state.
	Tally(ctx context.Context) (Tally, error)
	// Failures lists jobs whose last try failed, those given up first, the last first.
	Failures(ctx context.Context, limit int) ([]Failure, error)
	// Retry lets all jobs that were given up, or wait for another try, be done now; it gives how many.
	Retry(ctx context.Context) (int64, error)
}

// Options say how to work.
type Options struct {
	AtOnce map[Kind]int // how many jobs of a kind are in hand at once; kinds that are not named are left to others
	Once   bool
	// Tell is told of each try that failed, and whether it was the last.
	Tell func(j Job, err error, last bool)
	// Pause is how long to wait after the n-th try of a job failed; nil for a few seconds that grow to hours.
	Pause func(n int) time.Duration
	Log   *slog.Logger // of the queue itself
}

// Tally counts jobs.
type Tally struct {
	Waiting int64 `json:"waiting"`  // to be done, now or at their time
	Running int64 `json:"running"`  // in somebody's hand
	Again   int64 `json:"again"`    // failed, to be tried again
	GivenUp int64 `json:"given_up"` // failed for good; kept for 30 days
	Done    int64 `json:"done"`     // in the last hour
}

// Left is how many jobs are not at their end.
func (t *Tally) Left() int64 { return t.Waiting + t.Running + t.Again }

// Failure is a job whose last try failed.
type Failure struct {
	Kind    Kind      `json:"kind"`
	About   string    `json:"about"`
	Error   string    `json:"error"`
	Tries   int       `json:"tries"`
	At      time.Time `json:"at"`
	GivenUp bool      `json:"given_up"`
	Next    time.Time `json:"next,omitzero"` // when it is tried again
}
