package watch

import "context"

// Hand gives pages to others, who fetch them, together with the state of their source: both are kept, or neither.
type Hand func(ctx context.Context, name, value string, links []Link) error

// handed is a page that is to be given to others with the state in which it is dealt with.
type handed struct {
	doc  *document
	link Link
}

// handOver notes pages that others fetch. v.mu is held.
func (v *visit) handOver(d *document, link Link) {
	d.deal(link, false)
	v.handed = append(v.handed, handed{d, link})
	v.kept++
}

// keep keeps a state of the source, with the pages that were noted.
func (v *visit) keep(ctx context.Context, st *State) error {
	if v.w.Hand == nil || len(v.handed) == 0 {
		return st.save(ctx, v.w.Memory)
	}
	name, value, err := st.setting()
	if err != nil {
		return err
	}
	links := make([]Link, len(v.handed))
	for i, h := range v.handed {
		links[i] = h.link
	}
	if err := v.w.Hand(ctx, name, value, links); err != nil {
		v.takeBack()
		return err
	}
	v.handed = nil
	return nil
}

// takeBack makes pages new again that could not be given over: the next visit finds them.
func (v *visit) takeBack() {
	for _, h := range v.handed {
		h.doc.undo(h.link)
	}
	v.state.Captures -= int64(len(v.handed))
	v.handed = nil
}
