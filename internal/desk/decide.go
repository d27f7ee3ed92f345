package desk

import (
	"context"

	"bilan"
)

// leastRole gives the role that an action asks for where it is not that of all decisions.
var leastRole = map[bilan.Action]Role{bilan.Note: Coder, bilan.Publish: Editor}

// Decide writes down what somebody decided, when their role allows it, and tells open pages.
func (d *Desk) Decide(ctx context.Context, who Identity, j bilan.Judgement) (bilan.Judgement, error) {
	least, ok := leastRole[j.Action]
	if !ok {
		least = Reviewer
	}
	if who.Role < least {
		return j, errForbidden
	}
	if j.Action == bilan.Undo && who.Role < Editor {
		if err := d.own(ctx, who.Name, j.Targets); err != nil {
			return j, err
		}
	}
	j.Who = who.Name
	done, err := d.config.Keeper.Decide(ctx, j)
	if err == nil {
		d.Changed()
	}
	return done, err
}

// own refuses to take back what others decided: that is for editors.
func (d *Desk) own(ctx context.Context, name string, seqs []string) error {
	if err := d.ledger.update(ctx); err != nil {
		return err
	}
	for _, seq := range seqs {
		if by, ok := d.ledger.decider(seq); ok && by != name {
			return errForbidden
		}
	}
	return nil
}

// Pasted makes an input of a text with what is said of it.
func Pasted(text, address, title, publisher, published string) Input {
	return given{text, address, title, publisher, published}.pasted()
}

// MayPublish reports whether somebody may show a situation to the public.
func (i Identity) MayPublish() bool { return i.Role >= Editor }
