package main

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"net/http"
	"time"

	"bilan"
	"bilan/internal/desk"
	"bilan/internal/fetch"
	"bilan/internal/fetch/safe"
	"bilan/internal/fetch/watch"
	"bilan/internal/keep"
	"bilan/internal/register"
)

// deskReader reads what a person adds on the desk: a page, a text, or a file of any form.
func deskReader(e *engine) func(context.Context, desk.Input) ([]keep.Addition, error) {
	return func(ctx context.Context, in desk.Input) ([]keep.Addition, error) {
		maker, err := e.maker()
		if err != nil {
			return nil, err
		}
		a := &adder{engine: e, now: time.Now}
		var out []keep.Addition
		for it := range itemsOf(ctx, &in) {
			it.Name, it.URL = in.Name, cmp.Or(it.URL, in.URL)
			it.Title, it.Publisher, it.Published = cmp.Or(it.Title, in.Title), cmp.Or(it.Publisher, in.Publisher), cmp.Or(it.Published, in.Published)
			r := a.one(ctx, maker, it)
			if r.err != nil {
				return nil, r.err
			}
			out = append(out, r.Addition)
		}
		return out, nil
	}
}

// itemsOf gives what is in an input: a page that was fetched, or the items of what was given.
func itemsOf(ctx context.Context, in *desk.Input) iter.Seq[fetch.Item] {
	if in.At.IsZero() {
		return fetch.Bytes(ctx, cmp.Or(in.Name, "-"), in.Data)
	}
	return func(yield func(fetch.Item) bool) {
		yield(fetch.Item{Kind: fetch.PageKind(in.MediaType), Data: in.Data, Bytes: len(in.Data), At: in.At, Status: in.Status, Header: in.Header, ContentType: in.MediaType})
	}
}

// deskFetcher gets the page at an address that a person gives on the desk. It goes to the log of captures before it is kept.
func deskFetcher(client watch.Getter, log *captureLog) func(context.Context, string) (desk.Input, error) {
	return func(ctx context.Context, address string) (desk.Input, error) {
		a, err := client.Get(ctx, address, http.Header{})
		if errors.Is(err, safe.ErrBlocked) {
			return desk.Input{}, fetchFault{err, desk.ErrRefused}
		}
		if err != nil {
			return desk.Input{}, err
		}
		it := watch.Item(a)
		if it.Err != nil && bilan.ErrorCode(it.Err) == bilan.CodeInvalid {
			return desk.Input{}, fetchFault{it.Err, desk.ErrNoPage}
		}
		if it.Err != nil {
			return desk.Input{}, it.Err
		}
		return desk.Input{Name: it.Name, URL: it.URL, MediaType: it.ContentType, Data: it.Data, At: it.At, Status: it.Status, Header: it.Header,
			Archive: func(ctx context.Context) error { return log.write(ctx, a) }}, nil
	}
}

// watched gives the sources that `bilan watch` follows, as it left them.
func watched(r register.Register) func(context.Context) ([]desk.Source, error) {
	return func(ctx context.Context) ([]desk.Source, error) {
		list, err := watch.States(ctx, settings{r})
		out := make([]desk.Source, len(list))
		for i, s := range list {
			out[i] = desk.Source{Name: s.Name, Kind: s.Kind, URL: s.URL, Visited: s.Visited, Changed: s.Changed, Next: s.Next, Captures: s.Captures, Errors: s.Errors, LastError: s.LastError}
		}
		return out, err
	}
}

// fetchFault is an error that the desk has words of its own for.
type fetchFault struct {
	error
	kind error
}

// Unwrap gives the error.
func (f fetchFault) Unwrap() error { return f.error }

// Is reports whether it is of a kind.
func (f fetchFault) Is(kind error) bool { return kind == f.kind }
