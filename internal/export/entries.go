package export

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"bilan"
)

// EntryFormats lists how entries are exported, in order.
var EntryFormats = []string{"csv", "jsonl", "geojson"}

// Entries writes the entries of a record, part by part, and counts them.
type Entries struct {
	out   io.Writer
	csv   *csv.Writer
	form  string
	Count int
}

// row is one entry with its figure and event.
type row struct {
	EventID        string            `json:"event_id,omitempty"`
	EventType      string            `json:"event_type,omitempty"`
	EventTitle     string            `json:"event_title,omitempty"`
	EventStart     string            `json:"event_start,omitempty"`
	FigureID       string            `json:"figure_id"`
	Outcome        bilan.Outcome     `json:"outcome"`
	Class          bilan.Class       `json:"class"`
	Scope          string            `json:"scope"`
	Place          string            `json:"place,omitempty"`
	Country        string            `json:"country,omitempty"`
	GeoNames       int64             `json:"geonames,omitempty"`
	Lat            *float64          `json:"lat,omitempty"`
	Lon            *float64          `json:"lon,omitempty"`
	PlacePrecision string            `json:"place_precision,omitempty"`
	Low            *int64            `json:"low"`
	High           *int64            `json:"high"`
	Qualifier      bilan.Qualifier   `json:"qualifier"`
	Origin         string            `json:"origin"`
	OriginKind     bilan.ActorKind   `json:"origin_kind,omitempty"`
	OriginCountry  string            `json:"origin_country,omitempty"`
	From           string            `json:"from"`
	Until          string            `json:"until,omitempty"`
	Status         bilan.EntryStatus `json:"status"`
	Origins        int               `json:"origins"`
	Outlets        int               `json:"outlets"`
	FirstToldBy    string            `json:"first_told_by"`
	Claims         []string          `json:"claims"`
	EndedBy        string            `json:"ended_by,omitempty"`
}

// columns are the columns of the CSV, in order, as the JSON names them.
var columns = []string{"event_id", "event_type", "event_title", "event_start", "figure_id", "outcome", "class", "scope", "place", "country", "geonames", "lat",
	"lon", "place_precision", "low", "high", "qualifier", "origin", "origin_kind", "origin_country", "from", "until", "status", "origins", "outlets",
	"first_told_by", "claims", "ended_by"}

// NewEntries begins an export in a format of EntryFormats.
func NewEntries(w io.Writer, format string) (*Entries, error) {
	e := &Entries{out: w, form: format}
	switch format {
	case "csv":
		e.csv = csv.NewWriter(w)
		return e, e.csv.Write(columns)
	case "jsonl":
		return e, nil
	case "geojson":
		_, err := io.WriteString(w, `{"type":"FeatureCollection","features":[`)
		return e, err
	}
	return nil, bilan.Errorf(bilan.CodeInvalid, "export", "no format is called %q", format)
}

// Write writes the entries of one part of the record.
func (e *Entries) Write(r *bilan.Record) error {
	events := map[string]*bilan.Happening{}
	for i := range r.Events {
		events[r.Events[i].ID] = &r.Events[i]
	}
	for i := range r.Figures {
		for k := range r.Figures[i].Entries {
			if err := e.row(rowOf(events[r.Figures[i].Event], &r.Figures[i], &r.Figures[i].Entries[k])); err != nil {
				return err
			}
		}
	}
	return nil
}

// Close ends the export; it does not close what is beneath.
func (e *Entries) Close() error {
	switch e.form {
	case "csv":
		e.csv.Flush()
		return e.csv.Error()
	case "geojson":
		_, err := io.WriteString(e.out, "\n]}\n")
		return err
	}
	return nil
}

func rowOf(ev *bilan.Happening, f *bilan.Figure, e *bilan.Entry) *row {
	r := &row{FigureID: f.ID, Outcome: f.Outcome, Class: f.Class, Scope: f.Scope, Low: e.Low, High: e.High, Qualifier: e.Qualifier, Origin: e.Origin.Name,
		OriginKind: e.Origin.Kind, OriginCountry: e.Origin.Country, From: e.From, Status: e.Status, Origins: e.Origins, Outlets: e.Outlets,
		FirstToldBy: e.FirstToldBy, Claims: e.Claims, EndedBy: e.EndedBy}
	if ev != nil {
		r.EventID, r.EventType, r.EventTitle, r.EventStart = ev.ID, string(ev.Type), ev.Title, ev.Start
	}
	if p := f.Place; p != nil {
		r.Place, r.Country, r.GeoNames, r.PlacePrecision = p.Name, p.Country, p.GeoNames, p.Precision
		if p.Lat != 0 || p.Lon != 0 {
			r.Lat, r.Lon = &p.Lat, &p.Lon
		}
	}
	if e.Until != nil {
		r.Until = *e.Until
	}
	return r
}

func (e *Entries) row(r *row) error {
	e.Count++
	switch e.form {
	case "csv":
		return e.csv.Write(cells(r))
	case "geojson":
		return e.feature(r)
	}
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	_, err = e.out.Write(append(line, '\n'))
	return err
}

// feature writes an entry as a point; one without coordinates has a null geometry, as RFC 7946 has it.
func (e *Entries) feature(r *row) error {
	f := struct {
		Type       string `json:"type"`
		Geometry   any    `json:"geometry"`
		Properties *row   `json:"properties"`
	}{Type: "Feature", Properties: r}
	if r.Lat != nil {
		f.Geometry = map[string]any{"type": "Point", "coordinates": []float64{*r.Lon, *r.Lat}}
	}
	b, err := json.Marshal(&f)
	if err != nil {
		return err
	}
	sep := ",\n"
	if e.Count == 1 {
		sep = "\n"
	}
	_, err = io.WriteString(e.out, sep+string(b))
	return err
}

// cells writes a row for a spreadsheet: text that it could take for a formula gets an apostrophe in front.
func cells(r *row) []string {
	return []string{safe(r.EventID), r.EventType, safe(r.EventTitle), r.EventStart, safe(r.FigureID), string(r.Outcome), string(r.Class), r.Scope, safe(r.Place),
		r.Country, number(r.GeoNames), float(r.Lat), float(r.Lon), r.PlacePrecision, whole(r.Low), whole(r.High), string(r.Qualifier), safe(r.Origin),
		string(r.OriginKind), r.OriginCountry, safe(r.From), safe(r.Until), string(r.Status), strconv.Itoa(r.Origins), strconv.Itoa(r.Outlets),
		safe(r.FirstToldBy), safe(strings.Join(r.Claims, " ")), safe(r.EndedBy)}
}

// safe keeps a spreadsheet from running a cell: OWASP's list of beginnings.
func safe(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) || strings.HasPrefix(s, "＝") || strings.HasPrefix(s, "＋") || strings.HasPrefix(s, "－") || strings.HasPrefix(s, "＠") {
		return "'" + s
	}
	return s
}

func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func float(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}

func whole(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}
