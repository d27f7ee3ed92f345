package registertest

import (
	"context"
	"testing"

	"bilan"
	"bilan/internal/register"
)

func testArticle(t *testing.T, s Store) {
	r := s.Open(t)
	full := article("a", "Заголовок", "text", "k")
	bare := &register.Article{ID: "b", Capture: bilan.Capture{SHA256: Sha("b"), Seen: moment}, Reading: []byte("{}")}
	elsewhere := article("c", "other URL", "text")
	elsewhere.URL = ""
	big := article("d", "large", "text")
	big.Reading = make([]byte, 3<<20)
	put(t, r, full, bare, elsewhere, big)
	view(t, r, func(ctx context.Context, r register.Reader) error {
		for _, a := range []*register.Article{full, bare, elsewhere, big} {
			got, err := r.Article(ctx, a.ID)
			if err != nil {
				return err
			}
			same(t, "article "+a.ID, got, kept(a))
		}
		known, err := r.Known(ctx, []string{"x", "c", "a", "y"})
		same(t, "known", known, []string{"c", "a"})
		return err
	})
}

// testReplace keeps one article again and again: with the same bytes nothing changes, with a newer reading all but the
// capture's row does.
func testReplace(t *testing.T, s Store) {
	r := s.Open(t)
	old := article("a", "Old title", "old words", "old", "both")
	put(t, r, old)
	update(t, r, func(ctx context.Context, w register.Writer) error {
		return w.PutStory(ctx, &register.Story{ID: "s", Articles: []string{"a"}})
	})
	put(t, r, old)
	put(t, r, old, old)
	newer := article("a", "New title", "new words", "new", "both")
	newer.Reader, newer.Reading, newer.Digest, newer.Lang, newer.Told = "r2", []byte(`{"v":2}`), []byte("d2"), "fr", "2022-01-07"
	newer.Capture.Seen = moment.AddDate(0, 0, 1)
	put(t, r, newer)
	view(t, r, func(ctx context.Context, r register.Reader) error {
		want := kept(newer)
		want.Capture, want.Story = old.Capture, "s"
		got, err := r.Article(ctx, "a")
		same(t, "article", got, want)
		if err != nil {
			return err
		}
		sharing, err := r.Sharing(ctx, []string{"old", "new", "both"}, 5)
		same(t, "keys", sharing, map[string][]string{"new": {"a"}, "both": {"a"}})
		if err != nil {
			return err
		}
		c, err := r.Counts(ctx)
		same(t, "counts", c, register.Counts{Captures: 1, Articles: 1, Stories: 1})
		return err
	})
}

// testRefuse offers what cannot be kept.
func testRefuse(t *testing.T, s Store) {
	r := s.Open(t)
	put(t, r, article("a", "kept", "text"))
	for name, c := range map[string]struct {
		spoil func(*register.Article)
		code  bilan.Code
	}{
		"no id":         {func(a *register.Article) { a.ID = "" }, bilan.CodeInvalid},
		"no reading":    {func(a *register.Article) { a.Reading = nil }, bilan.CodeInvalid},
		"no capture":    {func(a *register.Article) { a.Capture = bilan.Capture{} }, bilan.CodeInvalid},
		"short sha":     {func(a *register.Article) { a.Capture.SHA256 = "abcd" }, bilan.CodeInvalid},
		"big letters":   {func(a *register.Article) { a.Capture.SHA256 = "AB" + a.Capture.SHA256[2:] }, bilan.CodeInvalid},
		"zero byte":     {func(a *register.Article) { a.Title = "a\x00b" }, bilan.CodeInvalid},
		"not UTF-8":     {func(a *register.Article) { a.URL = "a\xff" }, bilan.CodeInvalid},
		"other capture": {func(a *register.Article) { a.ID = "a" }, bilan.CodeConflict},
	} {
		a := article("b", "title", "text")
		c.spoil(a)
		err := r.Update(t.Context(), func(w register.Writer) error { return w.PutArticle(t.Context(), a) })
		coded(t, name, err, c.code)
	}
}

func testArticlePages(t *testing.T, s Store) {
	r := s.Open(t)
	all := numbered(25)
	put(t, r, all...)
	view(t, r, func(ctx context.Context, r register.Reader) error {
		var got, want []register.Article
		for _, a := range all {
			k := kept(a)
			k.Reading, k.Digest = nil, nil
			want = append(want, k)
		}
		for page := (register.Page{Limit: 10}); ; page.After = got[len(got)-1].ID {
			list, err := r.Articles(ctx, page)
			if err != nil || len(list) == 0 {
				same(t, "articles in pages", got, want)
				return err
			}
			got = append(got, list...)
		}
	})
}

func testCaptures(t *testing.T, s Store) {
	r := s.Open(t)
	one, two := article("a", "first line of a file", "text"), article("b", "second line", "text")
	two.Capture = one.Capture
	put(t, r, one, two, article("c", "other", "text"))
	view(t, r, func(ctx context.Context, r register.Reader) error {
		got, err := r.Capture(ctx, one.Capture.SHA256)
		same(t, "capture", got, one.Capture)
		if err != nil {
			return err
		}
		list, err := r.Captures(ctx, register.Page{Limit: 10})
		if len(list) != 2 || err != nil || list[0].SHA256 > list[1].SHA256 {
			t.Fatalf("captures: %v %v", list, err)
		}
		rest, err := r.Captures(ctx, register.Page{After: list[0].SHA256, Limit: 10})
		same(t, "page of captures", rest, list[1:])
		return err
	})
}

func testSharing(t *testing.T, s Store) {
	r := s.Open(t)
	put(t, r, numbered(12)...)
	put(t, r, article("z", "long keys", "text", "ключ", "", "twice", "twice"))
	view(t, r, func(ctx context.Context, r register.Reader) error {
		got, err := r.Sharing(ctx, []string{"shared", "own3", "nobody's", "ключ", "", "twice"}, 4)
		same(t, "newest that share", got, map[string][]string{
			"shared": {"a011", "a010", "a009", "a008"}, "own3": {"a003"}, "ключ": {"z"}, "": {"z"}, "twice": {"z"}})
		return err
	})
}

func testDigests(t *testing.T, s Store) {
	r := s.Open(t)
	put(t, r, numbered(3)...)
	view(t, r, func(ctx context.Context, r register.Reader) error {
		got, err := r.Digests(ctx, []string{"a002", "a000", "a002"})
		same(t, "digests", got, [][]byte{[]byte("digest of a002"), []byte("digest of a000"), []byte("digest of a002")})
		return err
	})
}

func testNotFound(t *testing.T, s Store) {
	r := s.Open(t)
	put(t, r, article("a", "title", "text"))
	for name, f := range map[string]func(ctx context.Context, w register.Writer) error{
		"article": func(ctx context.Context, w register.Writer) error { _, err := w.Article(ctx, "x"); return err },
		"capture": func(ctx context.Context, w register.Writer) error { _, err := w.Capture(ctx, Sha("x")); return err },
		"digests": func(ctx context.Context, w register.Writer) error {
			_, err := w.Digests(ctx, []string{"a", "x"})
			return err
		},
		"stories of": func(ctx context.Context, w register.Writer) error {
			_, err := w.StoriesOf(ctx, []string{"a", "x"})
			return err
		},
		"story": func(ctx context.Context, w register.Writer) error { _, err := w.Story(ctx, "x"); return err },
		"stories after": func(ctx context.Context, w register.Writer) error {
			_, err := w.Stories(ctx, register.Page{After: "x", Limit: 1})
			return err
		},
		"search after": func(ctx context.Context, w register.Writer) error {
			_, err := w.Search(ctx, "title", register.Page{After: "x", Limit: 1})
			return err
		},
		"drop story": func(ctx context.Context, w register.Writer) error { return w.DropStory(ctx, "x") },
		"put story": func(ctx context.Context, w register.Writer) error {
			return w.PutStory(ctx, &register.Story{ID: "s", Articles: []string{"a", "x"}})
		},
	} {
		coded(t, name, r.Update(t.Context(), func(w register.Writer) error { return f(t.Context(), w) }), bilan.CodeNotFound)
	}
	coded(t, "view", r.View(t.Context(), func(rd register.Reader) error { _, err := rd.Article(t.Context(), "x"); return err }), bilan.CodeNotFound)
}
