package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strings"
	"time"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/export"
	"bilan/internal/keep"
)

const feedItems = 100 // the newest changes that a feed holds

func (d *Desk) roomAtom(w http.ResponseWriter, r *http.Request) error {
	return d.roomFeed(w, r, "feed.atom", "application/atom+xml; charset=utf-8", export.Atom)
}

func (d *Desk) roomJSONFeed(w http.ResponseWriter, r *http.Request) error {
	return d.roomFeed(w, r, "feed.json", "application/feed+json; charset=utf-8", export.JSONFeed)
}

func (d *Desk) roomFeed(w http.ResponseWriter, r *http.Request, name, media string, write func(io.Writer, *export.Feed) error) error {
	p, err := d.publicationOf(r)
	if err != nil {
		return err
	}
	f := d.feed(r, VisitOf(r).Locale, p)
	f.Self = f.Page + "/" + name
	w.Header().Set("Content-Type", media)
	w.Header().Set("Access-Control-Allow-Origin", "*")
	return write(w, f)
}

// feed makes the feed of what changed in a situation.
func (d *Desk) feed(r *http.Request, l *i18n.Locale, p *publication) *export.Feed {
	page := d.base(r) + p.Base
	f := &export.Feed{ID: urn("publication", p.Base), Title: p.Title, Lang: l.Code, Page: page, Updated: instant(p.Situation.From)}
	for _, c := range keep.ChangesOf(&p.Situation.Record) {
		at := instant(c.At)
		if at.IsZero() || len(f.Items) == feedItems {
			continue
		}
		f.Items = append(f.Items, d.feedItem(l, page, &c, at))
		if at.After(f.Updated) {
			f.Updated = at
		}
	}
	return f
}

func (d *Desk) feedItem(l *i18n.Locale, page string, c *keep.Change, at time.Time) export.FeedItem {
	x := export.FeedItem{At: at, Link: page}
	if c.Entry == nil {
		x.ID = urn(append([]string{c.What, c.Force, c.Host}, c.Claims...)...)
		x.Title = l.T("change."+c.What) + ": " + c.Force + " → " + d.country(l, c.Host)
		x.Text = x.Title
		return x
	}
	first := urn("told", c.Entry.Claims[0])
	x.ID = first
	if c.What != "told" {
		x.ID, x.Related = urn(c.What, c.Entry.Claims[0], c.Entry.EndedBy), first
	}
	x.Title = l.T("change."+c.What) + ": " + entryValue(l, c.Entry) + " " + strings.ToLower(figureTitle(l, c.Figure))
	x.Author = c.Entry.Origin.Name
	x.Text = joined(" · ", x.Title, c.Entry.Origin.Name, l.Moment(c.At))
	x.Link = page + to("figures", c.Figure.ID)
	if f := c.Figure.Place; f != nil {
		x.Text = joined(" · ", x.Text, d.placeName(l, f.Name, f.Country, f.GeoNames))
		x.Lat, x.Lon = f.Lat, f.Lon
	}
	return x
}

// urn names a change by the claims that it is of, which keep their names: a feed gives an item the same name for ever.
func urn(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	b := sum[:16]
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80 // a UUID of version 8
	h := hex.EncodeToString(b)
	return "urn:uuid:" + h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// liveBlog describes a situation in the words of schema.org. Templates write it as JSON that no text can leave.
func (d *Desk) liveBlog(r *http.Request, l *i18n.Locale, p *publication) map[string]any {
	f := d.feed(r, l, p)
	var posts []map[string]any
	for _, x := range f.Items {
		post := map[string]any{"@type": "BlogPosting", "@id": x.ID, "headline": x.Title, "articleBody": x.Text, "datePublished": x.At.UTC().Format(time.RFC3339), "url": x.Link}
		if x.Author != "" {
			post["author"] = map[string]any{"@type": "Organization", "name": x.Author}
		}
		if x.Related != "" {
			post["correction"] = map[string]any{"@type": "CorrectionComment", "text": x.Title, "datePublished": post["datePublished"]}
		}
		posts = append(posts, post)
	}
	out := map[string]any{"@context": "https://schema.org", "@type": "LiveBlogPosting", "@id": f.Page, "url": f.Page, "headline": p.Title, "inLanguage": l.Code,
		"description": l.T("foot.method"), "publisher": map[string]any{"@type": "Organization", "name": "Bilan"}, "dateModified": f.Updated.UTC().Format(time.RFC3339), "liveBlogUpdate": posts}
	if begun := instant(p.Situation.From); !begun.IsZero() {
		out["datePublished"], out["coverageStartTime"] = begun.UTC().Format(time.RFC3339), begun.UTC().Format(time.RFC3339)
		out["coverageEndTime"] = f.Updated.UTC().Format(time.RFC3339)
	}
	if p.Event != nil {
		out["about"] = d.eventLD(l, p.Event)
	}
	return out
}

func (d *Desk) eventLD(l *i18n.Locale, e *bilan.Happening) map[string]any {
	out := map[string]any{"@type": "Event", "name": d.eventTitle(l, e)}
	if e.Start != "" {
		out["startDate"] = e.Start
	}
	if e.End != nil {
		out["endDate"] = *e.End
	}
	if e.Place != nil {
		out["location"] = placeLD(e.Place.Name, e.Place.Country, e.Place.Lat, e.Place.Lon)
	}
	return out
}

func placeLD(name, country string, lat, lon float64) map[string]any {
	out := map[string]any{"@type": "Place", "name": name}
	if country != "" {
		out["address"] = map[string]any{"@type": "PostalAddress", "addressCountry": country}
	}
	if lat != 0 || lon != 0 {
		out["geo"] = map[string]any{"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}
	}
	return out
}

// claimsOf describes a figure in the words of schema.org: a claim an entry, and what is observed where a count is exact.
func (d *Desk) claimsOf(r *http.Request, l *i18n.Locale, p *publication, f *bilan.Figure) []map[string]any {
	titles := map[string]bilan.RecordArticle{}
	for _, a := range p.Situation.Record.Articles {
		titles[a.ID] = a
	}
	page := d.base(r) + p.Base + to("figures", f.ID)
	var out []map[string]any
	for i := range f.Entries {
		e := &f.Entries[i]
		text := entryValue(l, e) + " " + strings.ToLower(figureTitle(l, f))
		c := map[string]any{"@context": "https://schema.org", "@type": "Claim", "@id": urn("told", e.Claims[0]), "text": text, "name": text, "url": page,
			"claimInterpreter": map[string]any{"@type": "Organization", "name": "Bilan"}, "author": map[string]any{"@type": "Organization", "name": e.Origin.Name},
			"creativeWorkStatus": string(e.Status), "datePublished": e.From}
		var seen []map[string]any
		for _, id := range e.Articles {
			seen = append(seen, workLD(titles[id]))
		}
		c["appearance"], c["firstAppearance"] = seen, workLD(titles[e.FirstToldBy])
		out = append(out, c)
		if e.Low != nil && e.High != nil && *e.Low == *e.High {
			o := map[string]any{"@context": "https://schema.org", "@type": "Observation", "measuredProperty": string(f.Outcome), "value": *e.Low, "observationDate": e.From,
				"measurementMethod": l.T("foot.method"), "isBasedOn": urn("told", e.Claims[0])}
			if f.Place != nil {
				o["observationAbout"] = placeLD(f.Place.Name, f.Place.Country, f.Place.Lat, f.Place.Lon)
			}
			out = append(out, o)
		}
	}
	return out
}

func workLD(a bilan.RecordArticle) map[string]any {
	out := map[string]any{"@type": "NewsArticle", "headline": a.Title, "publisher": map[string]any{"@type": "Organization", "name": a.Publisher}}
	if a.Published != "" {
		out["datePublished"] = a.Published
	}
	if webAddress(a.URL) {
		out["url"] = a.URL
	}
	return out
}

// webAddress reports whether a link may lead there.
func webAddress(url string) bool {
	return strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://")
}
