package extract

import (
	"slices"
	"sort"
	"strings"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// host finds where a force goes or stands, sets the host country and gives the place: told in the evidence as a
// destination (of a force that leaves, as what it leaves), else by an adjective ("the Haitian capital"), else in the
// sentence, else that of the last deployment of the paragraph, else the article's own country.
func (r *deploymentReader) host(m *movement, lo, hi, end int, dep *bilan.Deployment) *bilan.Place {
	d := r.d
	from := d.Chunks[m.forces[0]].From
	inForce := func(p *analysis.Place) bool {
		return p.From >= from && p.From < end && !(m.leaving && len(r.demonyms(from, end)) > 0)
	}
	s := d.SentenceOf(lo)
	if p := r.destination(lo, hi, m, inForce, dep.Contributors, true); p != nil {
		dep.Host = p.Country
		return p
	}
	if c := r.byAdjective(lo, hi, from, end, dep.Contributors); c != "" {
		dep.Host = c
		return nil
	}
	if p := r.destination(s.From, s.To, m, inForce, dep.Contributors, false); p != nil && !m.bare {
		dep.Host = p.Country
		return p
	}
	if r.last != nil && r.last.Host != "" && !sender(dep.Contributors, r.last.Host) && (d.SentenceOf(lo).Para == d.Sentences[r.lastSent].Para || r.isRest(m.forces[0]) || r.isPronoun(m.forces[0])) {
		dep.Host = r.last.Host
		return nil
	}
	for _, c := range r.home {
		if !sender(dep.Contributors, c) {
			dep.Host = c
			return nil
		}
	}
	if len(r.home) == 1 {
		dep.Host = r.home[0]
	}
	return nil
}

func sender(list []bilan.Contributor, country string) bool {
	return slices.ContainsFunc(list, func(c bilan.Contributor) bool { return c.Country == country })
}

// destination gives the place in [lo,hi) that a movement goes to or, leaving, comes from. The country of a sender
// counts only as a named destination in it (near), and a country only when it sends nobody.
func (r *deploymentReader) destination(lo, hi int, m *movement, skip func(*analysis.Place) bool, senders []bilan.Contributor, near bool) *bilan.Place {
	d := r.d
	var best *analysis.Place
	for i := r.focus.firstPlace(lo); i < len(d.Places) && d.Places[i].From < hi; i++ {
		p := &d.Places[i]
		if p.Dateline || p.Place.Country == "" || skip(p) || p.To > hi {
			continue
		}
		if a := d.ActorAt(p.From); a != nil && !(a.Form == analysis.Capital || a.From == p.From && a.To == p.To) {
			continue
		}
		ch := d.ChunkAt(p.From)
		prep := -1
		if ch != nil {
			prep = ch.Prep
		}
		going := !d.Has(prep, lang.From) && !d.Has(prep, lang.Of) || m.leaving || d.Has(prep, lang.Locative) && !d.Has(prep, lang.From)
		if !going || m.sender >= 0 && ch != nil && p.From >= d.Chunks[m.sender].From && p.To <= d.Chunks[m.sender].To {
			if p.Place.Precision == "country" || near {
				continue
			}
		}
		if sender(senders, p.Place.Country) && !(near && p.Place.Precision != "country" && d.Has(prep, lang.Locative)) {
			continue
		}
		if best == nil || fineness(p.Place.Precision) > fineness(best.Place.Precision) {
			best = p
		}
	}
	if best == nil {
		return nil
	}
	return &best.Place
}

// byAdjective gives the country of an adjective in [lo,hi) that goes with a place or another noun than the force.
func (r *deploymentReader) byAdjective(lo, hi, from, end int, senders []bilan.Contributor) string {
	d := r.d
	for i := sort.Search(len(d.Demonyms), func(i int) bool { return d.Demonyms[i].Tok >= lo }); i < len(d.Demonyms) && d.Demonyms[i].Tok < hi; i++ {
		dm := &d.Demonyms[i]
		ch := d.ChunkAt(dm.Tok)
		if dm.Tok >= from && dm.Tok < end || sender(senders, dm.Country) || ch == nil || !d.Has(ch.Prep, lang.Locative) || d.Has(ch.Prep, lang.From) {
			continue
		}
		if h := &d.Tokens[ch.Head]; h.Has(lang.PlaceHead) || h.Has(lang.Settlement) || h.Has(lang.Region) || h.Has(lang.Country) || h.Has(lang.Capital) {
			return dm.Country
		}
	}
	return ""
}

// mainCountry lists the countries an article tells of, those told most first; its title's counts thrice.
func mainCountry(d *analysis.Doc) []string {
	seen := map[string]int{}
	var list []string
	note := func(c string, n int) {
		if c == "" {
			return
		}
		if seen[c] == 0 {
			list = append(list, c)
		}
		seen[c] += n
	}
	if d.Title != nil {
		for i := range d.Title.Places {
			note(d.Title.Places[i].Place.Country, 3)
		}
	}
	for i := range d.Places {
		p := &d.Places[i]
		if a := d.ActorAt(p.From); a == nil {
			note(p.Place.Country, 1)
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return seen[list[i]] > seen[list[j]] })
	return list
}

// foldWords cuts a name into folded words.
func foldWords(s string) []string { return strings.Fields(strings.ToLower(s)) }

func containsWord(list []string, w string) bool { return slices.Contains(list, w) }
