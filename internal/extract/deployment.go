package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// deployments reads forces that are sent, arrive, serve or leave, sentence by sentence: by a verb that moves them, by
// a verb that counts or composes them, by where they are said to be, by a noun of moving them ("l'envoi d'une force"),
// by a list of states with their numbers. The last one told is kept: "they", "another 250" and places left unsaid
// continue it.
func deployments(d *analysis.Doc) []bilan.Claim {
	r := deploymentReader{d: d, focus: newFocus(d), seen: map[int]bool{}, decided: decisions(d)}
	k, n := 0, 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		first := k
		for k < len(d.Clauses) && d.Clauses[k].Sent <= i {
			k++
		}
		from := n
		for n < len(d.Chunks) && d.Chunks[n].From < s.To {
			n++
		}
		if !s.Skip && !d.Is(s.To-1, "?") {
			r.sentence(s, first, k, from, n)
		}
	}
	r.settle()
	return r.out
}

type deploymentReader struct {
	d       *analysis.Doc
	focus   *focus
	out     []bilan.Claim
	paras   []int        // of out
	heads   []string     // of out: the head of each force
	seen    map[int]bool // forces by chunk
	decided []bilan.Claim

	last     *bilan.Deployment // the last one told, nil before
	lastSent int
}

// sentence reads the clauses [k,end), then the phrases [from,to) of a sentence.
func (r *deploymentReader) sentence(s *analysis.Sentence, k, end, from, to int) {
	for _, inner := range []bool{false, true} { // what the sentence says comes before what it adds on the side
		for n := k; n < end; n++ {
			if cl := &r.d.Clauses[n]; cl.Verb >= 0 && !cl.Insert && inner == r.aside(cl) {
				r.clause(n, cl)
			}
		}
	}
	for n := from; n < to; n++ {
		if r.d.Chunks[n].Kind == analysis.NounPhrase {
			r.noun(n)
		}
	}
	r.headcounts(s, from, to)
	r.pairs(s, from, to)
}

// aside reports whether a clause only adds to what its sentence says: a relative, a participle.
func (r *deploymentReader) aside(cl *analysis.Clause) bool {
	return cl.Kind == analysis.Relative || cl.Kind == analysis.Participial || r.d.Has(r.d.Chunks[cl.Verb].From-1, lang.Rel)
}

// moveTags are what happens to a force.
var moveTags = lang.SetOf(lang.Send, lang.Arrive, lang.Serve, lang.Leave)

// A movement is one deployment in the making.
type movement struct {
	forces   []int // chunks, a row of them when several are told at once
	from, to int   // tokens of what moves them
	clause   *analysis.Clause
	verb     *analysis.Chunk
	state    state
	sender   int  // chunk of the state or body that sends, -1
	leaving  bool // the force goes away from the place told
	bare     bool // evidence is what is told here alone, not the clause
}

func (r *deploymentReader) clause(k int, cl *analysis.Clause) {
	v := &r.d.Chunks[cl.Verb]
	if v.Negated || r.staged(cl) {
		return
	}
	switch {
	case v.Tags.Has(lang.Contrib) && r.contributes(k, cl, v):
	case v.Tags.Any(moveTags) && r.moves(k, cl, v):
	case (v.Tags.Has(lang.Begin) || v.Tags.Has(lang.End) || v.Tags.Has(lang.Prolong)) && r.starts(k, cl, v):
	case v.Tags.Has(lang.Ask) && r.asks(cl, v):
	case v.Tags.Has(lang.HandOver) && r.handsOver(cl, v):
	case v.Tags.Has(lang.Change) && r.grows(cl, v):
	case r.stands(cl, v):
	default:
		r.task(cl, v)
	}
}

// staged reports whether the sentence tells of a film, a game, a parade; an exercise is one too unless troops go
// abroad for it.
func (r *deploymentReader) staged(cl *analysis.Clause) bool {
	s := &r.d.Sentences[cl.Sent]
	for i := s.From; i < s.To; i++ {
		if r.d.Has(i, lang.Drill) && !(r.d.Has(i, lang.Exercise) && r.abroad(s)) {
			return true
		}
	}
	return false
}

// abroad reports whether a sentence names a force by its country and another country's place.
func (r *deploymentReader) abroad(s *analysis.Sentence) bool {
	from := r.states(s.From, s.To)
	for i := r.focus.firstPlace(s.From); i < len(r.d.Places) && r.d.Places[i].From < s.To; i++ {
		p := &r.d.Places[i]
		if len(from) > 0 && p.Place.Country != "" && p.Place.Country != from[0].Country {
			return true
		}
	}
	return false
}
