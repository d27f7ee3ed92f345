package watch

import (
	"context"
	"sync"
	"time"

	"bilan"
	"bilan/internal/fetch/safe"
)

// Singles fetches single pages, for workers, with the manners of a Watcher. It may be used by many goroutines.
type Singles struct {
	Fetcher Fetcher
	Clock   Clock
	Agent   string
	Turns   Turns

	mu    sync.Mutex
	hosts map[string]*single
}

// single is a host that pages are fetched from, one at a time.
type single struct {
	mu      sync.Mutex
	lane    *lane
	waiting int // for mu, with the one that has it; guarded by that of Singles
}

// patience is how long pages of one host are waited for in all; those that would wait longer come back later.
const patience = 8 * time.Second

// Get fetches a page, each redirect once the turn of its host has come. When that takes long the error is a Wait.
func (s *Singles) Get(ctx context.Context, address string) (*safe.Answer, error) {
	var before []safe.Hop
	for {
		a, err := s.step(ctx, address)
		if err != nil {
			return nil, err
		}
		a.Hops = append(before, a.Hops...)
		switch {
		case a.Onward == "":
			return a, nil
		case len(a.Hops) > safe.MaxRedirects:
			return nil, bilan.Errorf(bilan.CodeLimit, "fetch "+address, "more than %d redirects", safe.MaxRedirects)
		}
		address, before = a.Onward, a.Hops
	}
}

// step makes one request.
func (s *Singles) step(ctx context.Context, address string) (*safe.Answer, error) {
	h, ok := s.enter(address)
	if !ok {
		return nil, s.later(ctx, hostOf(address))
	}
	defer s.leave(h)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.lane.ctx = ctx
	return s.get(h.lane, address)
}

// get asks for robots.txt when it is not known, and then for the page.
func (s *Singles) get(l *lane, address string) (*safe.Answer, error) {
	h := l.host(address)
	if h.robots == nil || !s.Clock.Now().Before(h.until) {
		if err := s.await(l, h); err != nil {
			return nil, err
		}
		h.err = l.askRobots(h, address)
		l.posted = nil // what it would tell other lanes: their turns are asked for
		if h.err != nil {
			return nil, h.err
		}
	}
	if err := s.await(l, h); err != nil {
		return nil, err
	}
	return l.get(address, nil)
}

// await waits for the host's turn.
func (s *Singles) await(l *lane, h *hostState) error {
	for {
		now := s.Clock.Now()
		if h.free.Sub(now) > patience {
			return s.later(l.ctx, h.name)
		}
		if h.free.After(now) {
			s.Clock.Sleep(l.ctx, h.free, nil)
		}
		if err := l.ctx.Err(); err != nil {
			return err
		}
		if mine, err := l.turn(h); mine || err != nil {
			return err
		}
	}
}

// later sends a page to the end of the line.
func (s *Singles) later(ctx context.Context, host string) error {
	wait, err := s.Turns.Line(ctx, host, Pause)
	if err != nil {
		return err
	}
	return &Wait{For: wait}
}

// enter lets as many pages of a host wait as patience lasts.
func (s *Singles) enter(address string) (*single, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := hostOf(address)
	h := s.hosts[name]
	if h == nil {
		if s.hosts == nil {
			s.hosts = map[string]*single{}
		}
		w := &Watcher{Fetcher: s.Fetcher, Clock: s.Clock, Agent: s.Agent, Turns: s.Turns}
		h = &single{lane: newLane(w, nil)}
		w.lanes = []*lane{h.lane}
		s.hosts[name] = h
	}
	if h.waiting >= int(patience/Pause) {
		return nil, false
	}
	h.waiting++
	return h, true
}

func (s *Singles) leave(h *single) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h.waiting--
}
