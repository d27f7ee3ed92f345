package keep

import (
	"context"
	"strings"

	"bilan"
	"bilan/internal/register"
)

// Step is one telling of an entry, with the words.
type Step struct {
	Claim    string      `json:"claim"`
	Article  Teller      `json:"article"`
	Chain    []bilan.Hop `json:"attribution"`
	Words    bilan.Span  `json:"span"`
	Context  string      `json:"context"` // the paragraph around the words
	At       int         `json:"-"`       // where in Context the words begin
	Capture  string      `json:"sha256"`
	Verified bool        `json:"verified"` // the capture's bytes are those of its hash
}

// Teller is the dispatch of a telling.
type Teller struct {
	ID        string `json:"id"`
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"`
	Lang      string `json:"lang,omitempty"`
}

// Steps follows claims to their words, and the words to the capture they stand in, whose bytes are checked.
func (k *Keeper) Steps(ctx context.Context, refs []string) ([]Step, error) {
	var out []Step
	err := k.Register.View(ctx, func(r register.Reader) error {
		for _, ref := range refs {
			s, err := k.step(ctx, r, ref)
			if err != nil {
				return err
			}
			out = append(out, s)
		}
		return nil
	})
	for i := range out {
		_, err := k.Blobs.Get(ctx, out[i].Capture)
		out[i].Verified = err == nil
	}
	return out, err
}

func (k *Keeper) step(ctx context.Context, r register.Reader, ref string) (Step, error) {
	x, c, err := k.told(ctx, r, ref)
	if err != nil {
		return Step{}, err
	}
	a := &x.reading.Article
	from, context := paragraph(a, &c.Span)
	return Step{Claim: ref, Chain: c.Attribution, Words: c.Span, Context: context, At: c.Span.Start - from, Capture: x.sha,
		Article: Teller{ID: a.ID, URL: a.URL, Title: a.Title, Publisher: a.Publisher, Published: a.Published, Lang: a.Lang}}, nil
}

// readArticle is an article that is kept, decoded.
type readArticle struct {
	reading *bilan.Reading
	sha     string // of its capture
}

// kept gives an article that is kept, which changes only when it is read anew.
func (k *Keeper) kept(ctx context.Context, r register.Reader, id string) (readArticle, error) {
	mark, err := r.Setting(ctx, renewal)
	if err != nil {
		return readArticle{}, err
	}
	return remembered(&k.readings, mark, id, readingsKept, func() (readArticle, error) {
		row, err := r.Article(ctx, id)
		if err != nil {
			return readArticle{}, err
		}
		reading, err := decodedReading(&row)
		return readArticle{reading, row.Capture.SHA256}, err
	})
}

// told gives a claim, with the article that tells it.
func (k *Keeper) told(ctx context.Context, r register.Reader, ref string) (readArticle, *bilan.Claim, error) {
	id, claim, err := cutRef(ref)
	if err != nil {
		return readArticle{}, nil, err
	}
	x, err := k.kept(ctx, r, id)
	if err != nil {
		return x, nil, err
	}
	c, err := claimIn(x.reading, claim)
	return x, c, err
}

// ReadingOf gives the reading of an article, remembered since it was asked for last. Nobody changes anything in it.
func (k *Keeper) ReadingOf(ctx context.Context, r register.Reader, article string) (*bilan.Reading, error) {
	x, err := k.kept(ctx, r, article)
	return x.reading, err
}

// ClaimOf gives a claim by its ref, with the reading it stands in, remembered like ReadingOf.
func (k *Keeper) ClaimOf(ctx context.Context, r register.Reader, ref string) (*bilan.Reading, *bilan.Claim, error) {
	x, c, err := k.told(ctx, r, ref)
	return x.reading, c, err
}

// paragraph gives the line of the text that a span begins in, and where it begins.
func paragraph(a *bilan.Article, s *bilan.Span) (from int, line string) {
	if s.In == "title" {
		return 0, a.Title
	}
	if s.Start > len(a.Text) {
		return s.Start, s.Text
	}
	from = strings.LastIndexByte(a.Text[:s.Start], '\n') + 1
	to := strings.IndexByte(a.Text[s.Start:], '\n')
	if to < 0 {
		return from, a.Text[from:]
	}
	return from, a.Text[from : s.Start+to]
}
