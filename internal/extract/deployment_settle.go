package extract

import (
	"sort"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// settle gives each deployment that does not say where it is the host of the one before in its paragraph, else the
// country that the article tells of most and that sends nobody, else the nearest host told before or behind. A force of
// the host country has no contributors.
func (r *deploymentReader) settle() {
	sends := map[string]bool{}
	for i := range r.out {
		for _, c := range r.out[i].Deployment.Contributors {
			sends[c.Country] = true
		}
	}
	home := r.home(sends)
	for i := range r.out {
		dep := r.out[i].Deployment
		if dep.Host == "" {
			dep.Host = r.hostOf(i, home)
		} else if len(dep.Contributors) == 1 && dep.Contributors[0].Country == dep.Host {
			dep.Contributors = []bilan.Contributor{}
		}
	}
}

// hostOf gives the host of deployment i, which does not tell it.
func (r *deploymentReader) hostOf(i int, home string) string {
	own := r.out[i].Deployment.Contributors
	fits := func(k int) bool {
		h := r.out[k].Deployment.Host
		return h != "" && !sender(own, h)
	}
	if i > 0 && r.paras[i] == r.paras[i-1] && fits(i-1) {
		return r.out[i-1].Deployment.Host
	}
	if home != "" && !sender(own, home) {
		return home
	}
	for k := i - 1; k >= 0; k-- {
		if fits(k) {
			return r.out[k].Deployment.Host
		}
	}
	for k := i + 1; k < len(r.out); k++ {
		if fits(k) {
			return r.out[k].Deployment.Host
		}
	}
	return home
}

// home gives the country that an article tells of most, those that send nobody first; its
// title's places count thrice.
func (r *deploymentReader) home(sends map[string]bool) string {
	d := r.d
	seen := map[string]int{}
	var list []string
	note := func(c string, n int) {
		if c == "" || n == 0 {
			return
		}
		if seen[c] == 0 {
			list = append(list, c)
		}
		seen[c] += n
	}
	if d.Title != nil {
		for i := range d.Title.Places {
			note(d.Title.Places[i].Place.Country, 6)
		}
	}
	for i := range d.Places {
		if p := &d.Places[i]; !p.Dateline {
			note(p.Place.Country, r.weight(p))
		}
	}
	for i := range r.out {
		note(r.out[i].Deployment.Host, 3)
	}
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if sends[a] != sends[b] {
			return !sends[a]
		}
		return seen[a] > seen[b]
	})
	if len(list) == 0 || len(list) > 1 && sends[list[0]] {
		return r.datelineCountry()
	}
	return list[0]
}

// weight says how much the mention of a place tells that the article is about its country: nothing inside a name or for
// a capital that acts, little for a country that does or undergoes something.
func (r *deploymentReader) weight(p *analysis.Place) int {
	d := r.d
	if a := d.ActorAt(p.From); a != nil && a.Form != analysis.Group {
		return 0
	}
	if d.Has(p.From, lang.Capital) && !d.Has(p.From-1, lang.Prep) {
		return 0
	}
	if ch := d.ChunkAt(p.From); p.Place.Precision == "country" && ch != nil && ch.Prep < 0 {
		return 1
	}
	return 2
}

func (r *deploymentReader) datelineCountry() string {
	for i := range r.d.Places {
		if p := &r.d.Places[i]; p.Dateline && p.Place.Country != "" {
			return p.Place.Country
		}
	}
	return ""
}
