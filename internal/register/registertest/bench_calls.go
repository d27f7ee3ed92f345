package registertest

import (
	"context"

	"bilan/internal/register"
)

func (f *filledBench) view(call func(ctx context.Context, r register.Reader) error) error {
	ctx := context.Background()
	return f.r.View(ctx, func(r register.Reader) error { return call(ctx, r) })
}

// oneMore is what one more article asks of a register: who shares its keys, their digests and stories, and keeping it.
func (f *filledBench) oneMore(i int) error {
	a := f.make.Article()
	a.Keys = append(a.Keys, f.keys[i*7919%len(f.keys)][:5]...)
	ctx := context.Background()
	return f.r.Update(ctx, func(w register.Writer) error {
		sharing, err := w.Sharing(ctx, a.Keys, 50)
		if err != nil {
			return err
		}
		var ids []string
		for _, list := range sharing {
			ids = append(ids, list...)
		}
		if _, err := w.Digests(ctx, ids); err != nil {
			return err
		}
		if _, err := w.StoriesOf(ctx, ids); err != nil {
			return err
		}
		if err := w.PutArticle(ctx, a); err != nil {
			return err
		}
		return w.PutStory(ctx, f.make.Story(a.ID))
	})
}

func (f *filledBench) sharing(i int) error {
	return f.view(func(ctx context.Context, r register.Reader) error {
		_, err := r.Sharing(ctx, f.keys[i*7919%len(f.keys)], 50)
		return err
	})
}

func (f *filledBench) digests(i int) error {
	return f.view(func(ctx context.Context, r register.Reader) error {
		var ids []string
		for j := range 50 {
			ids = append(ids, f.ids[(i+j*127)*7919%len(f.ids)])
		}
		_, err := r.Digests(ctx, ids)
		return err
	})
}

func (f *filledBench) values(i int) error {
	return f.view(func(ctx context.Context, r register.Reader) error {
		_, err := r.ValueStories(ctx, int64(i%3000), int64(i%3000), 50)
		return err
	})
}

func (f *filledBench) search(int) error {
	return f.view(func(ctx context.Context, r register.Reader) error {
		_, err := r.Search(ctx, f.make.Word()+" "+f.make.Word(), register.Page{Limit: 20})
		return err
	})
}

func (f *filledBench) phrase(int) error {
	return f.view(func(ctx context.Context, r register.Reader) error {
		_, err := r.Search(ctx, `"`+f.make.Word()+" "+f.make.Word()+`"`, register.Page{Limit: 20})
		return err
	})
}

func (f *filledBench) article(i int) error {
	return f.view(func(ctx context.Context, r register.Reader) error {
		_, err := r.Article(ctx, f.ids[i*7919%len(f.ids)])
		return err
	})
}
