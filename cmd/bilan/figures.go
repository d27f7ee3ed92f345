package main

import (
	"bufio"
	"context"
	"errors"
	"time"

	"bilan"
	"bilan/internal/export"
	"bilan/internal/keep"
	"bilan/internal/reconcile"
)

// figuresCmd shows figures with their entries.
type figuresCmd struct {
	ID string `arg:"" optional:"" help:"An event, figure or mission, by its id; without one, the events told last."`
	answerFlags
	momentFlag
	Country string `placeholder:"CC" help:"Only events of a country (ISO 3166-1: KZ)."`
	Limit   int    `default:"20" placeholder:"N" help:"Show at most N stories."`
}

func (c *figuresCmd) Run(ctx context.Context, std stdio) error {
	asOf, err := c.moment()
	if err != nil {
		return err
	}
	return c.with(ctx, func(k *keep.Keeper) error {
		rec, err := c.record(ctx, k, asOf)
		if err != nil {
			return err
		}
		return c.answer(std, rec, func() error { return printRecord(std, rec) })
	})
}

var errEnough = errors.New("enough")

func (c *figuresCmd) record(ctx context.Context, k *keep.Keeper, asOf time.Time) (*bilan.Record, error) {
	if c.ID != "" {
		return c.at(k).Find(ctx, c.ID, asOf)
	}
	out, n := bilan.Record{Schema: bilan.RecordSchema}, 0
	err := c.at(k).Parts(ctx, asOf, func(part *bilan.Record) error {
		if len(part.Figures)+len(part.Missions) == 0 || c.Country != "" && !inCountry(part, c.Country) {
			return nil
		}
		reconcile.Merge(&out, *part)
		if n++; n >= c.Limit {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	reconcile.Sort(&out)
	return &out, err
}

func inCountry(r *bilan.Record, country string) bool {
	for i := range r.Events {
		if p := r.Events[i].Place; p != nil && p.Country == country {
			return true
		}
	}
	return false
}

// printRecord writes a record for a person.
func printRecord(std stdio, r *bilan.Record) error {
	w := bufio.NewWriter(std.out)
	return unwritten(firstError(export.RecordTable(w, r, terminalOptions(std.out)), w.Flush()))
}

// whoCmd tells who held a value.
type whoCmd struct {
	Value int64 `arg:"" help:"The number: who said 164?"`
	answerFlags
	momentFlag
	Limit int `default:"20" placeholder:"N" help:"Show at most N stories."`
}

func (c *whoCmd) Run(ctx context.Context, std stdio) error {
	asOf, err := c.moment()
	if err != nil {
		return err
	}
	return c.with(ctx, func(k *keep.Keeper) error {
		rec, err := c.at(k).Who(ctx, c.Value, c.Limit, asOf)
		if err != nil {
			return err
		}
		return c.answer(std, rec, func() error { return printRecord(std, &rec) })
	})
}

// missionsCmd shows missions.
type missionsCmd struct {
	Host string `arg:"" optional:"" help:"Only missions in a country (ISO 3166-1: KZ)."`
	answerFlags
	momentFlag
}

func (c *missionsCmd) Run(ctx context.Context, std stdio) error {
	asOf, err := c.moment()
	if err != nil {
		return err
	}
	return c.with(ctx, func(k *keep.Keeper) error {
		out := []bilan.Mission{}
		err := c.at(k).Parts(ctx, asOf, func(part *bilan.Record) error {
			for _, m := range part.Missions {
				if c.Host == "" || m.Host == c.Host {
					out = append(out, m)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		return c.answer(std, out, func() error {
			w := bufio.NewWriter(std.out)
			return unwritten(firstError(export.MissionTable(w, out, terminalOptions(std.out)), w.Flush()))
		})
	})
}
