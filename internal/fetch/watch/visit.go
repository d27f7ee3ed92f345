package watch

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"bilan"
	"bilan/internal/fetch/safe"
)

// visit is one source and what came of asking it.
type visit struct {
	w      *Watcher
	source Source
	state  *State

	mu      sync.Mutex
	pending int // pages and maps on their way, and the visit itself
	kept    int64
	posted  int         // pages, of at most maxLinks
	docs    []*document // that were read in this visit
	dealt   int         // pages dealt with since the state was kept
	unread  error       // why a file was not read whole
	handed  []handed    // pages to be given to others with the state
}

// run asks the source whether there is something new.
func (v *visit) run(l *lane, _ *task) {
	v.pending, v.posted, v.docs = 1, 0, nil
	l.follow(v.source.URL, v.state.since(), v.asked)
}

// asked takes what the source answers.
func (v *visit) asked(l *lane, a *safe.Answer, err error) {
	if err == nil && a.Status >= 400 {
		err = bilan.Errorf(bilan.CodeUnavailable, "fetch "+v.source.URL, "status %d", a.Status)
	}
	v.state.Visited = v.w.Clock.Now().UTC()
	if err == nil {
		err = v.take(l, a)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.pending--; l.ctx.Err() != nil {
		return
	}
	v.result(err)
	if v.pending == 0 {
		v.end(l)
	}
}

// take takes a document that may have something new.
func (v *visit) take(l *lane, a *safe.Answer) error {
	kind := kindOf(v.source.Kind)
	if kind.Links == nil {
		return v.takePage(l, a)
	}
	if a.Status == http.StatusNotModified {
		return nil
	}
	links, err := linksOf(kind, a)
	if err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	d := v.document(&v.state.Part, a)
	if len(links) > 0 && links[0].Map {
		v.takeIndex(d, links)
	} else {
		v.takeLinks(d, links)
	}
	return nil
}

// takePage keeps the page that is itself the source, when it is not what it was. Page and state are kept together.
func (v *visit) takePage(l *lane, a *safe.Answer) error {
	spread := v.spread()
	p := &Page{Answer: a, Before: v.state.Last, Note: func(k Kept) (name, value string, err error) {
		st := v.after(a, k, spread)
		return st.setting()
	}}
	k, err := v.w.Keep(l.ctx, p)
	if err == nil {
		*v.state = v.after(a, k, spread)
	}
	return err
}

// after is the state of a watched page after a visit that went well.
func (v *visit) after(a *safe.Answer, k Kept, spread float64) State {
	st := *v.state
	st.Last, st.Errors, st.LastError = k.Seen, 0, ""
	if k.New {
		st.Captures++
		st.Changed = st.Visited
	}
	if a.Status != http.StatusNotModified {
		st.ETag, st.LastModified = a.Header.Get("ETag"), a.Header.Get("Last-Modified")
	}
	st.Next = st.Visited.Add(time.Duration(float64(v.source.Every) * spread))
	return st
}

func linksOf(kind Kind, a *safe.Answer) ([]Link, error) {
	base, err := url.Parse(a.URL)
	if err != nil {
		return nil, &bilan.Error{Code: bilan.CodeInvalid, Err: err}
	}
	return kind.Links(a.Body, base)
}

// takeLinks posts the pages of a document that are new. v.mu is held.
func (v *visit) takeLinks(d *document, links []Link) {
	for _, link := range d.fresh(links) {
		if v.posted++; v.posted > maxLinks { // the next visit goes on
			d.cut = true
			return
		}
		if v.w.Hand != nil {
			v.handOver(d, link)
			continue
		}
		v.post(d, link, 0, v.w.Clock.Now())
	}
}

// post gives a page to the lane of its host. v.mu is held.
func (v *visit) post(d *document, link Link, tries int, due time.Time) {
	v.give(link.URL, due, func(l *lane, _ *task) { v.page(l, d, link, tries) })
}

// give gives a task of this visit to the lane of its host. v.mu is held.
func (v *visit) give(address string, due time.Time, do func(*lane, *task)) {
	v.pending++
	v.w.lane(address).post(&task{due: due, url: address, do: do})
}

// page fetches one page.
func (v *visit) page(l *lane, d *document, link Link, tries int) {
	l.follow(link.URL, nil, func(l *lane, a *safe.Answer, err error) { v.got(l, d, link, tries, a, err) })
}

// got keeps one page.
func (v *visit) got(l *lane, d *document, link Link, tries int, a *safe.Answer, err error) {
	if err == nil && (a.Status >= 500 || a.Status == http.StatusTooManyRequests) {
		err = bilan.Errorf(bilan.CodeUnavailable, "fetch "+link.URL, "status %d", a.Status)
	}
	var k Kept
	if err == nil && a.Status == http.StatusOK {
		k, err = v.w.Keep(l.ctx, &Page{Answer: a})
	}
	if l.ctx.Err() != nil {
		return // it is new the next time, too
	}
	failed := bilan.ErrorCode(err) == bilan.CodeUnavailable
	v.mu.Lock()
	defer v.mu.Unlock()
	if failed && tries+1 < maxTries {
		v.post(d, link, tries+1, v.w.Clock.Now().Add(time.Minute<<tries))
	} else {
		d.deal(link, failed)
	}
	if k.New {
		v.kept++
	}
	v.dealtWith(l, err)
}

// dealtWith counts a page or map that is done, and ends the visit after the last.
func (v *visit) dealtWith(l *lane, err error) {
	if err != nil {
		v.state.LastError = fmt.Sprint(err)
	}
	if v.pending--; v.pending == 0 {
		v.end(l)
		return
	}
	if v.dealt++; v.dealt%saveEvery == 0 {
		v.save(l)
	}
}

// result notes whether the visit went well, and when to come again: later after each failure, never all at once.
func (v *visit) result(err error) {
	wait := v.source.Every
	if err != nil {
		v.state.Errors++
		v.state.LastError = fmt.Sprint(err)
		wait = min(wait<<min(v.state.Errors, 10), max(maxBackOff, wait))
	} else {
		v.state.Errors, v.state.LastError = 0, ""
	}
	v.state.Next = v.state.Visited.Add(time.Duration(float64(wait) * v.spread()))
}

// spread is a factor by which times are spread.
func (v *visit) spread() float64 { return 1 + jitter*(2*v.w.Chance()-1) }

// end keeps the state once all pages of a visit are dealt with. A run that is broken off before goes on with the others.
func (v *visit) end(l *lane) {
	for _, d := range slices.Backward(v.docs) { // a source's own document is the first: it is read again until all its parts are done
		if d.cut {
			v.docs[0].cut = true
		}
		d.end()
	}
	v.count()
	if err := v.keep(l.ctx, v.state); err != nil {
		v.state.LastError = fmt.Sprint(err)
	}
	if v.w.Tell != nil {
		v.w.Tell(v.state)
	}
	if v.w.once {
		v.w.done()
		return
	}
	v.next()
}

// next posts the next visit.
func (v *visit) next() {
	do := v.run
	if v.source.Kind == Folder {
		do = v.runFolder
	}
	v.w.lane(v.source.URL).post(&task{due: v.state.Next, url: v.source.URL, do: do, local: v.source.Kind == Folder})
}

// save keeps the state of a visit that goes on: what is dealt with, and that the source is to be asked at once.
func (v *visit) save(l *lane) {
	v.count()
	now := *v.state
	now.Next = now.Visited
	if err := v.keep(l.ctx, &now); err != nil {
		v.state.LastError = fmt.Sprint(err)
	}
}

func (v *visit) count() {
	if v.kept > 0 {
		v.state.Captures += v.kept
		v.state.Changed = v.state.Visited
		v.kept = 0
	}
}
