package watch

import (
	"net/http"
	"net/url"
	"slices"

	"bilan"
	"bilan/internal/fetch/safe"
)

const (
	maxMaps  = 20  // of an index, in a visit
	maxParts = 100 // of an index, remembered
)

// takeIndex posts the newest maps of an index that changed since they were read, as far as the index tells. v.mu is held.
func (v *visit) takeIndex(index *document, maps []Link) {
	listed := map[string]bool{}
	for _, m := range maps[:min(len(maps), maxParts)] {
		listed[m.URL] = true
	}
	for address := range v.state.Parts {
		if !listed[address] {
			delete(v.state.Parts, address)
		}
	}
	if v.state.Parts == nil {
		v.state.Parts = map[string]*Part{}
	}
	posted := map[string]bool{}
	for _, m := range maps[:min(len(maps), maxMaps)] {
		part := v.state.Parts[m.URL]
		if part == nil {
			part = &Part{}
			v.state.Parts[m.URL] = part
		}
		if posted[m.URL] || m.Version != "" && part.Version == m.Version {
			continue
		}
		posted[m.URL] = true
		index.cut = index.cut || m.Version == "" // it may change without the index
		v.give(m.URL, v.w.Clock.Now(), func(l *lane, _ *task) { v.part(l, index, m, part) })
	}
}

// part reads one map of an index. The index is read anew until each of its maps was read.
func (v *visit) part(l *lane, index *document, m Link, part *Part) {
	v.mu.Lock()
	since := part.since()
	v.mu.Unlock()
	l.follow(m.URL, since, func(l *lane, a *safe.Answer, err error) { v.gotPart(l, index, m, part, a, err) })
}

// gotPart posts the pages of a map that are new.
func (v *visit) gotPart(l *lane, index *document, m Link, part *Part, a *safe.Answer, err error) {
	var links []Link
	if err == nil {
		links, err = v.linksOfPart(m, a)
	}
	if l.ctx.Err() != nil {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	switch {
	case err != nil:
		index.cut = true
	case a.Status == http.StatusNotModified:
		part.Version = m.Version
	default:
		d := v.document(part, a)
		d.next.Version = m.Version
		v.takeLinks(d, links)
	}
	v.dealtWith(l, err)
}

// linksOfPart gives the links of a map, none when it did not change.
func (v *visit) linksOfPart(m Link, a *safe.Answer) ([]Link, error) {
	switch a.Status {
	case http.StatusNotModified:
		return nil, nil
	case http.StatusOK:
	default:
		return nil, bilan.Errorf(bilan.CodeUnavailable, "fetch "+m.URL, "status %d", a.Status)
	}
	links, err := linksOf(kindOf(v.source.Kind), a)
	if err == nil && len(links) > 0 && links[0].Map {
		err = bilan.Errorf(bilan.CodeInvalid, "read "+m.URL, "an index of sitemaps in an index")
	}
	return links, err
}

// newestFirst sorts links by the time they tell; those that tell none keep their order, at the end.
func newestFirst(links []Link) []Link {
	slices.SortStableFunc(links, func(a, b Link) int { return b.told.Compare(a.told) })
	return links
}

// linkTo makes the link to an address in a document; ok is false for what is no address of the web.
func linkTo(base *url.URL, address, version string) (link Link, ok bool) {
	u, err := base.Parse(address)
	if err != nil || address == "" || u.Scheme != "http" && u.Scheme != "https" {
		return Link{}, false
	}
	u.Fragment = ""
	return Link{URL: u.String(), Version: version}, true
}
