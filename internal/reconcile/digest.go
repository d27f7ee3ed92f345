package reconcile

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"bilan"
	"bilan/lang"
)

// Dispatch makes of a reading what reconciling needs of it. p is the pack of the reading's language; seen is when it was
// captured, the time it is told when it does not say itself (zero when unknown). Without a pack the reading has no claims, and
// the dispatch joins others by its words only.
func (g *Digester) Dispatch(p *lang.Pack, r *bilan.Reading, seen time.Time) *Dispatch {
	a := &r.Article
	words := lang.Words(a.Text)
	d := &Dispatch{ID: a.ID, URL: a.URL, Title: a.Title, Publisher: a.Publisher, Outlet: outletKey(a.Publisher), Published: a.Published, Seen: seen, Lang: a.Lang,
		Words: len(words), Shingles: shingles(words), Numbers: numbers(r.Numbers)}
	d.Told = toldAt(a, seen)
	d.Credits = g.credits(r)
	if p == nil {
		return d
	}
	h := &happenings{g: g, pack: p, r: r, d: d}
	for i := range r.Claims {
		g.claim(p, d, h, &r.Claims[i])
	}
	h.finish()
	d.sameSources()
	return d
}

// sameSources gives to tellings by "the same source" the chain of the telling before them.
func (d *Dispatch) sameSources() {
	order := make([]*Telling, len(d.Tellings))
	for i := range d.Tellings {
		order[i] = &d.Tellings[i]
	}
	slices.SortStableFunc(order, func(a, b *Telling) int { return cmp.Compare(a.Start, b.Start) })
	var last []Source
	for _, t := range order {
		if n := len(t.Chain); n > 0 && slices.Equal(t.Chain[n-1].Offices, []string{"same"}) && last != nil {
			t.Chain = last
		}
		if len(t.Chain) > 0 {
			last = t.Chain
		}
	}
}

// toldAt is when an article was published: a day without a clock is its noon in UTC, so that it stands between what was
// told in the morning and in the evening.
func toldAt(a *bilan.Article, seen time.Time) time.Time {
	t, ok := a.PublishedAt()
	switch {
	case !ok:
		return seen
	case len(a.Published) == len(time.DateOnly):
		return t.Add(12 * time.Hour)
	}
	return t
}

// claim takes in what reconciling uses of a claim.
func (g *Digester) claim(p *lang.Pack, d *Dispatch, h *happenings, c *bilan.Claim) {
	switch c.Kind {
	case bilan.KindCasualty:
		t := g.telling(p, c)
		t.Happened = -1
		if c.Casualty.Scope != "background" {
			t.Happened = h.of(c)
		}
		d.Tellings = append(d.Tellings, t)
	case bilan.KindDeployment, bilan.KindDecision:
		d.Acts = append(d.Acts, g.act(p, c))
		h.of(c)
	default:
		h.hint(c)
	}
}

func (g *Digester) telling(p *lang.Pack, c *bilan.Claim) Telling {
	k := c.Casualty
	t := Telling{Claim: c.ID, Outcome: k.Outcome, Class: k.Victims.Class, Scope: k.Scope, Assertion: c.Assertion, PartOf: k.PartOf,
		Low: k.Count.Low, High: k.Count.High, Qualifier: k.Count.Qualifier, Chain: g.chain(p, c.Attribution), Spot: g.spot(c.Place, p.Code), Start: c.Span.Start}
	if c.Time != nil {
		t.Day = c.Time.Value
	}
	return t
}

func (g *Digester) chain(p *lang.Pack, hops []bilan.Hop) []Source {
	var out []Source
	for i := range hops {
		out = append(out, g.source(p, &hops[i]))
	}
	return out
}

// numbers gives the numbers that a translation keeps, in order.
func numbers(list []bilan.Number) []int64 {
	var out []int64
	for _, n := range list {
		switch n.Role {
		case bilan.RoleDate, bilan.RoleClock, bilan.RoleOrdinal:
			continue
		}
		if n.Value > 1 && n.Span.In == "" {
			out = append(out, int64(n.Value))
		}
	}
	return out
}

// credits gives the skeletons of the words in brackets, in credits and of media in chains: who the text may be taken from.
func (g *Digester) credits(r *bilan.Reading) []string {
	var out []string
	for i := range r.Claims {
		for _, h := range r.Claims[i].Attribution {
			if h.Kind == bilan.ActorMedia {
				out = append(out, outletKey(h.Name))
			}
		}
	}
	text := r.Article.Text
	for _, line := range strings.Split(text, "\n") {
		if n := utf8.RuneCountInString(line); n > 0 && n < 120 && !strings.HasSuffix(strings.TrimSpace(line), ".") {
			out = append(out, capitals(line)...)
		}
	}
	for rest := text; ; {
		_, after, ok := strings.Cut(rest, "(")
		if !ok {
			break
		}
		inside, tail, _ := strings.Cut(after, ")")
		if len(inside) < 160 {
			out = append(out, capitals(inside)...)
		}
		rest = tail
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// capitals gives the keys of runs of words with capitals; a sign ends a run.
func capitals(s string) []string {
	var out, run []string
	flush := func() {
		if len(run) > 0 {
			out = append(out, outletKey(strings.Join(run, " ")))
		}
		run = nil
	}
	for _, w := range strings.Fields(s) {
		bare := strings.Trim(w, "«»\"“”,.:;/()")
		if r, _ := utf8.DecodeRuneInString(bare); !unicode.IsUpper(r) {
			flush()
			continue
		}
		run = append(run, bare)
		if !strings.HasSuffix(w, bare) {
			flush()
		}
	}
	flush()
	return out
}

// outletKey is what the names of one medium share: the skeletons of its words but for those that say that it is one.
func outletKey(name string) string {
	var out []string
	for _, w := range lang.Words(name) {
		if k := skeleton(w); len(k) > 1 && !mediaWords[k] {
			out = append(out, k)
		}
	}
	return strings.Join(out, " ")
}

// mediaWords are skeletons of "agency", "agence", «агентство», "news", "the", "radio" and the like.
var mediaWords = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields("agency agence агентство news the les presse-agentur radio радио télévision television tv тв channel chaîne канал avec from by") {
		out[skeleton(w)] = true
	}
	return out
}()
