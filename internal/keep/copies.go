package keep

import (
	"context"
	"slices"
	"strings"
	"time"

	"bilan"
	"bilan/internal/register"
)

// Copies is what an article shares with others: whose words it has, who has its words, and the states of its page.
type Copies struct {
	Article  bilan.RecordArticle   `json:"article"`
	CopiedBy []bilan.RecordArticle `json:"copied_by"`
	Versions []Version             `json:"versions"`
}

// Version is a state of a page and what it changed of the one before.
type Version struct {
	Article bilan.RecordArticle `json:"article"`
	Changes []bilan.Change      `json:"changes"`
}

// Copies gives what an article shares with others, now or of what was known at a moment; an error of code not_found when the
// article was not known then.
func (k *Keeper) Copies(ctx context.Context, article string, asOf time.Time) (Copies, error) {
	var out Copies
	err := k.Register.View(ctx, func(r register.Reader) error {
		a, err := r.Article(ctx, article)
		if err != nil {
			return err
		}
		j, err := judgedAt(ctx, r, asOf)
		if err != nil {
			return err
		}
		part, err := k.storyAt(ctx, r, a.Story, j, asOf)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(part.Articles, func(x bilan.RecordArticle) bool { return x.ID == article }) {
			return bilan.Errorf(bilan.CodeNotFound, "find "+article, "the article was not known then")
		}
		url := ""
		for _, x := range part.Articles {
			if x.ID == article {
				out.Article, url = x, x.URL
			}
		}
		return out.fill(ctx, r, part, url)
	})
	return out, err
}

func (c *Copies) fill(ctx context.Context, r register.Reader, part *bilan.Record, url string) error {
	c.CopiedBy, c.Versions = []bilan.RecordArticle{}, []Version{}
	for _, x := range part.Articles {
		if x.CopyOf != nil && x.CopyOf.Article == c.Article.ID {
			c.CopiedBy = append(c.CopiedBy, x)
		}
		if url == "" || x.URL != url {
			continue
		}
		v := Version{Article: x, Changes: []bilan.Change{}}
		if x.VersionOf != nil {
			var err error
			if v.Changes, err = versionChanges(ctx, r, *x.VersionOf, x.ID); err != nil {
				return err
			}
		}
		c.Versions = append(c.Versions, v)
	}
	slices.SortStableFunc(c.Versions, func(a, b Version) int { return moment(a.Article.Published).Compare(moment(b.Article.Published)) })
	return nil
}

func versionChanges(ctx context.Context, r register.Reader, before, after string) ([]bilan.Change, error) {
	a, err := Reading(ctx, r, before)
	if err != nil {
		return nil, err
	}
	b, err := Reading(ctx, r, after)
	if err != nil {
		return nil, err
	}
	return differences(a, b), nil
}

// differences tells what a later reading of a page changed: lines taken out and put in, which hold figures and chains.
func differences(a, b *bilan.Reading) []bilan.Change {
	out := []bilan.Change{}
	old, new := lines(a), lines(b)
	for _, l := range old {
		if !slices.Contains(new, l) {
			out = append(out, bilan.Change{Kind: "sentence_deleted", From: l})
		}
	}
	for _, l := range new {
		if !slices.Contains(old, l) {
			out = append(out, bilan.Change{Kind: "sentence_added", To: l})
		}
	}
	return append(out, figureChanges(a, b)...)
}

// lines gives the sentences of a text, roughly: up to a full stop before a blank.
func lines(r *bilan.Reading) []string {
	var out []string
	for _, p := range strings.Split(r.Article.Text, "\n") {
		for _, s := range strings.SplitAfter(p, ". ") {
			if s = strings.TrimSpace(s); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

// figureChanges compares casualties of one outcome and class, in their order, by value and by chain.
func figureChanges(a, b *bilan.Reading) []bilan.Change {
	var out []bilan.Change
	old := casualties(a)
	for key, now := range casualties(b) {
		was, ok := old[key]
		if !ok {
			continue
		}
		if x, y := was.Casualty.Count.Span.Text, now.Casualty.Count.Span.Text; x != y {
			out = append(out, bilan.Change{Kind: "figure", From: x, To: y})
		}
		if x, y := chainText(was), chainText(now); x != y {
			out = append(out, bilan.Change{Kind: "chain", From: x, To: y})
		}
	}
	slices.SortFunc(out, func(x, y bilan.Change) int { return strings.Compare(x.Kind+x.From+x.To, y.Kind+y.From+y.To) })
	return out
}

// casualties gives the first casualty claim of each outcome and class.
func casualties(r *bilan.Reading) map[string]*bilan.Claim {
	out := map[string]*bilan.Claim{}
	for i := range r.Claims {
		c := &r.Claims[i]
		if c.Casualty == nil || c.Casualty.Scope == "background" {
			continue
		}
		key := string(c.Casualty.Outcome) + " " + string(c.Casualty.Victims.Class)
		if out[key] == nil {
			out[key] = c
		}
	}
	return out
}

func chainText(c *bilan.Claim) string {
	var names []string
	for _, h := range c.Attribution {
		names = append(names, h.Name)
	}
	return strings.Join(names, " > ")
}
