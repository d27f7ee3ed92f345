package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"bilan"
	"bilan/internal/analysis"
	"bilan/internal/extract"
	"bilan/lang"
)

// whyPrinter prints an annotated dispatch for a linguist, one list after the other, in the order in which they are made.
type whyPrinter struct {
	out io.Writer
	tab *tabwriter.Writer
}

func (w *whyPrinter) heading(s string) { fmt.Fprintf(w.out, "\n%s\n", s) }

// list prints the rows of a list under its heading; an empty list is left out.
func (w *whyPrinter) list(name string, n int, row func(i int) []string) {
	if n == 0 {
		return
	}
	w.heading(name)
	w.tab = tabwriter.NewWriter(w.out, 0, 8, 2, ' ', 0)
	for i := range n {
		fmt.Fprintln(w.tab, "  "+strings.Join(row(i), "\t"))
	}
	w.tab.Flush()
}

func (w *whyPrinter) print(d *analysis.Doc) {
	if d.Title != nil && d.Title.Text != "" {
		fmt.Fprintln(w.out, "TITLE")
		w.print(d.Title)
		fmt.Fprintln(w.out, "\nTEXT")
	}
	w.list("tokens", len(d.Tokens), func(i int) []string { return tokenRow(d, i) })
	w.list("sentences", len(d.Sentences), func(i int) []string {
		return []string{words(d, d.Sentences[i].From, d.Sentences[i].To)}
	})
	w.list("quotations", len(d.Quotes), func(i int) []string {
		q := &d.Quotes[i]
		return []string{words(d, q.From, q.To), fmt.Sprintf("depth %d", q.Depth), unless(q.Closed, "not closed")}
	})
	w.list("numbers and why they have their role", len(d.Numbers), func(i int) []string { return numberRow(d, &d.Numbers[i]) })
	w.list("times", len(d.Times), func(i int) []string {
		t := &d.Times[i]
		return []string{words(d, t.From, t.To), t.When.Value, t.When.Precision, unless(!t.Vague, "not resolved")}
	})
	w.list("places", len(d.Places), func(i int) []string {
		p := &d.Places[i]
		return []string{words(d, p.From, p.To), p.Place.Name, p.Place.Country, p.Place.Precision, unless(!p.Dateline, "dateline")}
	})
	w.list("actors", len(d.Actors), func(i int) []string { return actorRow(d, &d.Actors[i]) })
	w.list("phrases", len(d.Chunks), func(i int) []string { return chunkRow(d, i) })
	w.list("clauses", len(d.Clauses), func(i int) []string { return clauseRow(d, &d.Clauses[i]) })
	w.list("who says so", len(d.Attributions), func(i int) []string { return attributionRow(d, &d.Attributions[i]) })
	w.list("not simply asserted", len(d.Moods), func(i int) []string {
		m := &d.Moods[i]
		return []string{words(d, m.CueFrom, m.CueTo), string(m.Assertion), "covers " + words(d, m.ScopeFrom, m.ScopeTo), m.Rule}
	})
	w.list("rules fired", len(d.Fired), func(i int) []string { return firedRow(d, &d.Fired[i]) })
}

// signals lists, for each claim, its confidence and what speaks for and against it.
func (w *whyPrinter) signals(d *analysis.Doc) {
	claims := extract.Claims(d)
	found := extract.SignalsOf(d, claims)
	w.list("confidence and what it comes from", len(claims), func(i int) []string {
		said := "not estimated"
		if claims[i].Confidence > 0 {
			said = fmt.Sprintf("%.2f", claims[i].Confidence)
		}
		var why []string
		for _, s := range found[i] {
			why = append(why, s.String())
		}
		return []string{said, claims[i].Span.Text, strings.Join(why, ", ")}
	})
}

func tokenRow(d *analysis.Doc, i int) []string {
	t := &d.Tokens[i]
	known := unless(t.Known || t.Is(analysis.Punct) || t.Is(analysis.Digit), "guessed")
	return []string{fmt.Sprint(i), d.Text[t.Start:t.End], strings.Join(d.Pack.TagNames(t.Tags), " "), known}
}

func numberRow(d *analysis.Doc, n *analysis.Number) []string {
	noun := ""
	if n.Noun >= 0 && n.Noun < len(d.Tokens) {
		noun = "counts " + words(d, n.Noun, n.Noun+1)
	}
	return []string{words(d, n.From, n.To), bounds(n), cmp.Or(string(n.Role), "no role"), noun, n.Why}
}

func bounds(n *analysis.Number) string {
	show := func(v *int64) string {
		if v == nil {
			return "…"
		}
		return fmt.Sprint(*v)
	}
	if n.Low == nil && n.High == nil {
		return fmt.Sprint(n.Value)
	}
	return fmt.Sprintf("%s–%s %s", show(n.Low), show(n.High), n.Qualifier)
}

func actorRow(d *analysis.Doc, a *analysis.Actor) []string {
	form := [...]string{"full name", "short form", "pronoun", "group", "capital"}
	return []string{words(d, a.From, a.To), a.FullName(), string(a.Kind), a.Country, form[min(int(a.Form), len(form)-1)], unless(a.Role == "", "role "+a.Role)}
}

func chunkRow(d *analysis.Doc, i int) []string {
	c := &d.Chunks[i]
	kind := [...]string{"noun phrase", "verb group"}[min(int(c.Kind), 1)]
	var notes []string
	for _, n := range []struct {
		on   bool
		text string
	}{{c.Passive, "passive"}, {c.Negated, "negated"}, {c.Finite, "finite"}} {
		if n.on {
			notes = append(notes, n.text)
		}
	}
	if c.Tense != lang.None {
		notes = append(notes, d.Pack.TagName(c.Tense))
	}
	return []string{fmt.Sprint(i), words(d, c.From, c.To), kind, "head " + words(d, c.Head, c.Head+1), strings.Join(notes, " ")}
}

func clauseRow(d *analysis.Doc, c *analysis.Clause) []string {
	kind := [...]string{"main", "that", "relative", "adverbial", "coordinate", "participial"}
	part := func(name string, chunk int) string {
		if chunk < 0 || chunk >= len(d.Chunks) {
			return ""
		}
		return name + " " + words(d, d.Chunks[chunk].From, d.Chunks[chunk].To)
	}
	var objects []string
	for _, o := range c.Objects {
		objects = append(objects, part("object", o))
	}
	return []string{words(d, c.From, c.To), kind[min(int(c.Kind), len(kind)-1)], part("subject", c.Subject), part("verb", c.Verb), strings.Join(objects, ", ")}
}

func attributionRow(d *analysis.Doc, a *analysis.Attribution) []string {
	kind := [...]string{"fronted", "closing", "mother clause", "sentence after", "bracket", "quotation frame", "heading", "carried on", "verb left out"}
	var names []string
	for _, h := range a.Chain {
		names = append(names, cmp.Or(h.Resolved, h.Name))
	}
	return []string{words(d, a.CueFrom, a.CueTo), kind[min(int(a.Kind), len(kind)-1)], "← " + strings.Join(names, " ← "), "covers " + words(d, a.ScopeFrom, a.ScopeTo)}
}

func firedRow(d *analysis.Doc, f *analysis.Firing) []string {
	row := []string{f.Rule.ID, f.Rule.Layer + " → " + f.Rule.Emit, words(d, f.From, f.To)}
	for _, c := range f.Caps {
		row = append(row, c.Name+" = "+words(d, c.From, c.To))
	}
	return row
}

// numbers prints the roles as the reading has them, with the claims they went into.
func (w *whyPrinter) numbers(list []bilan.Number) {
	w.list("numbers in the reading", len(list), func(i int) []string {
		n := &list[i]
		return []string{n.Span.Text, fmt.Sprint(n.Value), string(n.Role), unless(n.Claim == "", "claim "+n.Claim)}
	})
}

// words gives the text of tokens [from,to) on one line, cut in its middle when it is long.
func words(d *analysis.Doc, from, to int) string {
	if from < 0 || to > len(d.Tokens) || from >= to {
		return ""
	}
	s := strings.Join(strings.Fields(d.Text[d.Tokens[from].Start:d.Tokens[to-1].End]), " ")
	if r := []rune(s); len(r) > 72 {
		return string(r[:40]) + " … " + string(r[len(r)-28:])
	}
	return s
}

func unless(cond bool, text string) string {
	if cond {
		return ""
	}
	return text
}
