// Package read is the pure core: it alone knows the order of the stages. The same article gives the same reading,
// byte for byte; it uses no clock, network, file or global state and is safe for concurrent use.
package read

import (
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/internal/analysis"
	"bilan/internal/annotate"
	"bilan/internal/extract"
	"bilan/internal/segment"
	"bilan/lang"
)

// Article reads the claims out of an article with its language's pack. Relative dates resolve against the article's
// publication, or now when it has none; a zero now leaves them unresolved.
func Article(p *lang.Pack, g *gazetteer.Gazetteer, a bilan.Article, now time.Time) bilan.Reading {
	body := Analyse(p, g, &a, now)
	r := bilan.Reading{Schema: bilan.ReadingSchema, Article: a, Claims: []bilan.Claim{}, Numbers: []bilan.Number{}, Problems: []bilan.Problem{}}
	r.Claims = append(r.Claims, extract.Claims(body)...)
	r.Claims = append(r.Claims, extract.Untold(r.Claims, extract.Claims(body.Title))...)
	r.Numbers = append(r.Numbers, numbers(body, r.Claims)...)
	r.Problems = append(r.Problems, body.Problems...)
	r.Problems = append(r.Problems, unexplained(body, r.Numbers)...)
	body.Title.Free()
	body.Free()
	return r
}

// Analyse annotates an article's body and title without reading claims; `bilan lang why` shows the result.
func Analyse(p *lang.Pack, g *gazetteer.Gazetteer, a *bilan.Article, now time.Time) *analysis.Doc {
	body := segment.Body(p, a)
	body.Title = segment.Title(p, a)
	for _, d := range []*analysis.Doc{body.Title, body} {
		if d.Published.IsZero() {
			d.Published = now
		}
		annotateDoc(d, g)
	}
	return body
}

func annotateDoc(d *analysis.Doc, g *gazetteer.Gazetteer) {
	for _, s := range stages {
		s.run(d, g)
	}
}

// stage is one annotator of the core.
type stage struct {
	name string
	run  func(*analysis.Doc, *gazetteer.Gazetteer)
}

// stages lists the annotators in order; each needs what those before it found.
var stages = []stage{
	{"numbers", alone(annotate.Numbers)},
	{"places", annotate.Places},
	{"times", alone(annotate.Times)},
	{"actors", annotate.Actors},
	{"number roles", alone(annotate.NumberRoles)},
	{"chunks", alone(annotate.Chunks)},
	{"clauses", alone(annotate.Clauses)},
	{"attributions", alone(annotate.Attributions)},
	{"moods", alone(annotate.Moods)},
	{"garbled", alone(annotate.Garbled)},
	{"zone times", alone(annotate.ZoneTimes)},
}

// alone makes a stage of an annotator that needs no gazetteer.
func alone(run func(*analysis.Doc)) func(*analysis.Doc, *gazetteer.Gazetteer) {
	return func(d *analysis.Doc, _ *gazetteer.Gazetteer) { run(d) }
}
