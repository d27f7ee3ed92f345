package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bilan/internal/analysis"
	"bilan/lang"
)

// sentences groups tokens into sentences and those into paragraphs. A line break ends a paragraph, but for a hard
// wrap: the line before ends without a stop and the next begins small.
func sentences(d *analysis.Doc) {
	from := 0
	for i := range d.Tokens {
		switch {
		case i == 0:
		case d.Tokens[i].Is(analysis.Line) && !wrapped(d, i):
			endSentence(d, from, i)
			endPara(d)
			from = i
		case begins(d, from, i), entry(d, from, i):
			endSentence(d, from, i)
			from = i
		}
	}
	if len(d.Tokens) > 0 {
		endSentence(d, from, len(d.Tokens))
		endPara(d)
	}
}

func endSentence(d *analysis.Doc, from, to int) {
	if from >= to {
		return
	}
	for i := from; i < to; i++ {
		d.Tokens[i].Sent = len(d.Sentences)
	}
	d.Sentences = append(d.Sentences, analysis.Sentence{From: from, To: to, Para: len(d.Paras), Section: -1})
}

func endPara(d *analysis.Doc) {
	from := 0
	if n := len(d.Paras); n > 0 {
		from = d.Paras[n-1].To
	}
	if from < len(d.Sentences) {
		d.Paras = append(d.Paras, analysis.Para{From: from, To: len(d.Sentences), Section: -1})
	}
}

// wrapped reports whether the line break before token i is a hard wrap.
func wrapped(d *analysis.Doc, i int) bool {
	gap := d.Text[d.Tokens[i-1].End:d.Tokens[i].Start]
	if strings.Count(gap, "\n") > 1 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(d.Text[d.Tokens[i].Start:])
	return unicode.IsLower(r) && !strings.ContainsAny(d.Tokens[i-1].Fold, ".!?…:;")
}

// begins reports whether token i begins a sentence: a stop stands before it, with only closing marks between.
func begins(d *analysis.Doc, from, i int) bool {
	k := i - 1
	for k > from && closes(d, k) {
		k--
	}
	if !stop(d, k) || abbreviated(d, k) {
		return false
	}
	return opens(d, i)
}

// entry reports whether all that stands before token i in its line is the clock of a live report's entry: "18:40 The
// ministry …", "20 h 45 – La Croix-Rouge …".
func entry(d *analysis.Doc, from, i int) bool {
	if i == from || i > from+5 || !d.Tokens[from].Is(analysis.Digit) || from > 0 && !d.Tokens[from].Is(analysis.Line) || !opens(d, i) || d.Tokens[i].Is(analysis.Digit) || d.Tokens[i].Has(lang.ZoneW) || d.Tokens[i].Has(lang.DayPart) {
		return false
	}
	end := i
	if strings.ContainsAny(d.Tokens[i].Fold, "–—|-:") {
		return false
	}
	if strings.ContainsAny(d.Tokens[i-1].Fold, "–—|-:") {
		end--
	}
	return clock(d.Text[d.Tokens[from].Start:d.Tokens[max(end, from+1)-1].End])
}

// clock reports whether a text is hours and minutes: "18:40", "20 h 45", "9.05", "14h".
func clock(s string) bool {
	h, m, ok := strings.Cut(strings.ReplaceAll(strings.ToLower(s), " ", ""), "h")
	if !ok {
		if h, m, ok = strings.Cut(s, ":"); !ok || len(m) != 2 {
			return false
		}
	}
	return len(h) > 0 && len(h) <= 2 && (m == "" || len(m) == 2) && strings.IndexFunc(h+m, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

func stop(d *analysis.Doc, k int) bool {
	switch d.Tokens[k].Fold {
	case ".", "!", "?", "…", "۔", "։", "。":
		return true
	}
	// "U.S." and "т.е." hold their stop: a sentence may end there
	return strings.HasSuffix(d.Tokens[k].Fold, ".") && !d.Pack.Abbreviation(d.Tokens[k].Fold)
}

func closes(d *analysis.Doc, k int) bool {
	switch d.Tokens[k].Fold {
	case ")", "]", "»", "”", "’":
		return true
	case "\"", "“", "'":
		return !d.Tokens[k].Is(analysis.Space)
	}
	return false
}

// abbreviated reports whether the stop at k belongs to an abbreviation or an initial.
func abbreviated(d *analysis.Doc, k int) bool {
	if d.Tokens[k].Fold != "." || k == 0 || d.Tokens[k].Is(analysis.Space) {
		return false
	}
	w := &d.Words[d.Tokens[k-1].W1-1]
	if w.Fold == "x" && d.Pack.Script == "Latin" && nameless(d, k-1) {
		return false
	}
	if d.Pack.Abbreviation(w.Fold) || d.Pack.Abbreviation(w.Fold+".") {
		return true
	}
	return w.Shape&analysis.Cap != 0 && utf8.RuneCountInString(w.Fold) == 1
}

// nameless reports whether no name stands before token i that an initial could belong to: the network X may end a sentence,
// the X of a name does not.
func nameless(d *analysis.Doc, i int) bool {
	return i > 0 && !d.Tokens[i-1].Is(analysis.Cap)
}

// opens reports whether token i looks like the beginning of a sentence.
func opens(d *analysis.Doc, i int) bool {
	t := &d.Tokens[i]
	if t.Is(analysis.Cap) {
		return true
	}
	if !t.Is(analysis.Space) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(d.Text[t.Start:])
	switch {
	case unicode.IsDigit(r), strings.ContainsRune("«“„\"‘'•([", r):
		return true
	case strings.ContainsRune("—–-", r): // a line of dialogue or a list, not "…! — сказал он"
		return i+1 < len(d.Tokens) && d.Tokens[i+1].Is(analysis.Cap)
	}
	return !unicode.IsLower(r) && unicode.IsLetter(r)
}
