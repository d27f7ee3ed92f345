package export

import (
	"bufio"
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"

	"bilan"
)

// RecordJSON writes a record as the bilan.record/1 contract has it.
func RecordJSON(w io.Writer, r *bilan.Record) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	return e.Encode(r)
}

// RecordTable writes a record for a person: each event with its figures, each figure with who held which value from when,
// and the missions.
func RecordTable(w io.Writer, r *bilan.Record, o Options) error {
	t := &recordTable{table{out: bufio.NewWriter(w), width: tableWidth(o), ink: ink(o.Color)}}
	events := slices.Clone(r.Events)
	slices.SortStableFunc(events, func(a, b bilan.Happening) int {
		return cmp.Or(strings.Compare(a.Start, b.Start), strings.Compare(a.ID, b.ID))
	})
	for i := range events {
		t.event(r, &events[i])
	}
	t.background(r)
	t.copies(r)
	if len(r.Articles) == 0 {
		t.line("nothing is recorded")
	}
	return t.out.Flush()
}

type recordTable struct{ table }

// event writes an event that has figures or a mission; one without is only a place where dispatches met.
func (t *recordTable) event(r *bilan.Record, e *bilan.Happening) {
	figures := figuresOf(r, e.ID)
	var missions []*bilan.Mission
	for i := range r.Missions {
		if r.Missions[i].Event == e.ID {
			missions = append(missions, &r.Missions[i])
		}
	}
	if len(figures)+len(missions) == 0 {
		return
	}
	t.gap()
	t.block("", clean(cmp.Or(e.Title, e.ID)), t.ink.title)
	t.block("", clean(join(" · ", string(e.Type), placeText(e.Place), since(e.Start), told(articlesOf(r, e.ID)), e.ID)), t.ink.dim)
	for _, f := range figures {
		t.figure(f)
	}
	for _, m := range missions {
		t.mission(m)
	}
}

func (t *recordTable) gap() {
	if t.any {
		t.line("")
	}
	t.any = true
}

// background writes the figures of no event: other happenings told as context.
func (t *recordTable) background(r *bilan.Record) {
	if figures := figuresOf(r, ""); len(figures) > 0 {
		t.gap()
		t.line(t.ink.title("Told as background"))
		for _, f := range figures {
			t.figure(f)
		}
	}
}

func (t *recordTable) figure(f *bilan.Figure) {
	t.line("")
	head := outcomeText(f.Outcome)
	if f.Class != bilan.Unspecified {
		head += ", " + strings.ReplaceAll(string(f.Class), "_", " ")
	}
	place := ""
	if f.Place != nil {
		place = f.Place.Name
	}
	t.block("  ", clean(join(" · ", head, place, f.Scope, f.ID)), func(s string) string { return t.ink.kind(bilan.KindCasualty, s) })
	for i := range f.Entries {
		t.entry(&f.Entries[i])
	}
	t.contradictions(f)
}

// contradictions writes the pairs that nothing excuses, the first few of many.
func (t *recordTable) contradictions(f *bilan.Figure) {
	const most = 3
	n := 0
	for _, c := range f.Contradictions {
		if c.Why != nil {
			continue
		}
		if n++; n <= most {
			a, b := &f.Entries[c.Entries[0]], &f.Entries[c.Entries[1]]
			t.block("    ", clean("≠ "+a.Origin.Name+": "+EntryValue(a)+" against "+b.Origin.Name+": "+EntryValue(b)), t.ink.warn)
		}
	}
	if n > most {
		t.line("    " + t.ink.warn("≠ "+counted(n-most, "more contradiction")))
	}
}

func (t *recordTable) entry(e *bilan.Entry) {
	status := string(e.Status)
	if e.Until != nil {
		status += " " + day(*e.Until)
	}
	facts := []piece{{EntryValue(e), plain}, {clean(e.Origin.Name), t.ink.who}, {"from " + day(e.From), plain}}
	style := plain
	if e.Status != bilan.EntryHeld {
		style = t.ink.warn
	}
	facts = append(facts, piece{status, style}, piece{counted(e.Outlets, "outlet") + ", " + counted(e.Origins, "origin"), t.ink.dim})
	for _, l := range wrapStyled(facts, t.width-4) {
		t.line("    " + l)
	}
}

func (t *recordTable) mission(m *bilan.Mission) {
	t.line("")
	t.block("  ", clean(join(" · ", m.Force, "to "+m.Host, m.Status, m.ID)), func(s string) string { return t.ink.kind(bilan.KindDeployment, s) })
	if m.Decided != nil {
		t.block("    ", clean("decided "+m.Decided.Date+" by "+m.Decided.Body), plain)
	}
	for _, s := range m.Timeline {
		t.block("    ", s.Date+" "+s.Status, plain)
	}
	for _, c := range m.Contributors {
		line := c.Country
		if c.Strength != nil {
			line += " " + countText(&bilan.Count{Low: c.Strength.Low, High: c.Strength.High, Qualifier: c.Strength.Qualifier})
		}
		t.block("    ", clean(join(" · ", line, c.Units)), plain)
	}
	for _, k := range m.Tasks {
		t.block("    ", clean("task: “"+k.Text+"”"), t.ink.words)
	}
}

// copies lists who took over whose words.
func (t *recordTable) copies(r *bilan.Record) {
	names := map[string]string{}
	for i := range r.Articles {
		a := &r.Articles[i]
		names[a.ID] = cmp.Or(a.Publisher, a.ID) + ", " + day(a.Published)
	}
	first := true
	for i := range r.Articles {
		a := &r.Articles[i]
		if a.CopyOf == nil && a.VersionOf == nil {
			continue
		}
		if first {
			t.gap()
			t.line(t.ink.title("Copies and versions"))
		}
		first = false
		how, of := "version of", a.VersionOf
		if a.CopyOf != nil {
			how, of = string(a.CopyOf.Kind)+" ("+strconv.Itoa(int(a.CopyOf.Share*100+0.5))+" %) of", &a.CopyOf.Article
		}
		t.block("  ", clean(names[a.ID]+" · "+how+" "+names[*of]), plain)
	}
}

func figuresOf(r *bilan.Record, event string) []*bilan.Figure {
	var out []*bilan.Figure
	for i := range r.Figures {
		if r.Figures[i].Event == event {
			out = append(out, &r.Figures[i])
		}
	}
	slices.SortStableFunc(out, func(a, b *bilan.Figure) int {
		return cmp.Or(rankOf(a.Outcome)-rankOf(b.Outcome), len(b.Entries)-len(a.Entries), strings.Compare(a.ID, b.ID))
	})
	return out
}

// rankOf orders outcomes for people: the dead first.
func rankOf(o bilan.Outcome) int {
	return slices.Index([]bilan.Outcome{bilan.Killed, bilan.Injured, bilan.Casualties, bilan.Missing, bilan.Abducted, bilan.Detained, bilan.Displaced}, o)
}

func articlesOf(r *bilan.Record, event string) int {
	n := 0
	for i := range r.Articles {
		if slices.Contains(r.Articles[i].Events, event) {
			n++
		}
	}
	return n
}

// MissionTable writes missions for a person.
func MissionTable(w io.Writer, list []bilan.Mission, o Options) error {
	t := &recordTable{table{out: bufio.NewWriter(w), width: tableWidth(o), ink: ink(o.Color)}}
	for i := range list {
		t.mission(&list[i])
	}
	if len(list) == 0 {
		t.line("no missions")
	}
	return t.out.Flush()
}

// Clean takes out of hostile text what could command a terminal.
func Clean(s string) string { return clean(s) }

// EntryValue writes an entry's value for people: "164", "at least 13", "20–30".
func EntryValue(e *bilan.Entry) string {
	return countText(&bilan.Count{Low: e.Low, High: e.High, Qualifier: e.Qualifier})
}

func outcomeText(o bilan.Outcome) string {
	if o == bilan.Casualties {
		return "killed or injured"
	}
	return string(o)
}

// day shortens a moment to the minute, in the clock that told it.
func day(t string) string {
	if len(t) >= 16 {
		return t[:10] + " " + t[11:16]
	}
	return t
}

func since(t string) string {
	if t == "" {
		return ""
	}
	return "from " + t
}

func told(n int) string { return counted(n, "dispatch") }

// counted writes a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if strings.HasSuffix(noun, "ch") {
		return strconv.Itoa(n) + " " + noun + "es"
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// join puts what is not empty together.
func join(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}
