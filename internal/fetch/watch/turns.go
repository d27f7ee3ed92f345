package watch

import (
	"context"
	"fmt"
	"time"
)

// Turns shares hosts with other machines: between two requests to one there is its pause, whoever asks.
type Turns interface {
	// Ask takes the turn at a host that was left alone for pause, and gives 0; else it gives how long until then.
	Ask(ctx context.Context, host string, pause time.Duration) (wait time.Duration, err error)
	// Line gives how long to stay away from a host that others wait for: each who asks stands behind the one before.
	Line(ctx context.Context, host string, pause time.Duration) (time.Duration, error)
	// Rest leaves a host alone for some time.
	Rest(ctx context.Context, host string, wait time.Duration) error
}

// Wait is the error of a page whose host is busy: it is to be asked for later.
type Wait struct{ For time.Duration }

// Error says how long.
func (w *Wait) Error() string { return fmt.Sprintf("the host is busy: to be asked in %s", w.For) }

// turn takes the turn of a host that is free as far as the lane knows. When another machine has it, the host is not free.
func (l *lane) turn(h *hostState) (bool, error) {
	if l.w.Turns == nil {
		return true, nil
	}
	wait, err := l.w.Turns.Ask(l.ctx, h.name, h.pause)
	if err == nil && wait > 0 {
		h.free = l.w.Clock.Now().Add(wait)
	}
	return err == nil && wait == 0, err
}

// rest tells the others that a host wants to be left alone. If they cannot be told, the host tells them itself.
func (l *lane) rest(h *hostState, wait time.Duration) {
	if l.w.Turns != nil {
		_ = l.w.Turns.Rest(l.ctx, h.name, wait)
	}
}
