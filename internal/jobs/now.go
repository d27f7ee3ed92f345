package jobs

import (
	"context"

	"bilan/internal/register"
)

// Now is the queue of a register without one: jobs are done at once, in this process, before their cause is kept. A process that
// is killed meanwhile has not kept the cause, which will come up again; what jobs kept already is then kept once.
type Now struct {
	Register register.Register
	Do       Do
	Tell     func(j Job, err error, last bool)

	tally Tally
}

var _ Queue = (*Now)(nil)

// Hand does the jobs, one after the other, and what follows from them, then keeps the cause. A job that fails for good is told
// and counted, and hinders no other; another failure ends it, and the cause is not kept.
func (n *Now) Hand(ctx context.Context, cause func(register.Writer) error, list []Job) error {
	for len(list) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		next, err := n.one(ctx, list[0])
		if err != nil {
			return err
		}
		list = append(next, list[1:]...)
	}
	return n.Register.Update(ctx, cause)
}

// one does one job and gives what follows from it.
func (n *Now) one(ctx context.Context, j Job) (next []Job, err error) {
	err = n.Do(ctx, j, func(_ register.Writer, follow ...Job) error {
		next = follow
		return nil
	})
	switch {
	case err == nil:
		n.tally.Done++
	case !Final(err):
		return nil, err
	default:
		n.tally.GivenUp++
		if n.Tell != nil {
			n.Tell(j, err, true)
		}
	}
	return next, nil
}

// Work has nothing to do.
func (n *Now) Work(context.Context, Do, Options) error { return nil }

// Tally counts what was done.
func (n *Now) Tally(context.Context) (Tally, error) { return n.tally, nil }

// Failures has none: they were told.
func (n *Now) Failures(context.Context, int) ([]Failure, error) { return nil, nil }

// Retry has nothing to try again.
func (n *Now) Retry(context.Context) (int64, error) { return 0, nil }
