package desk

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	inTemplate = regexp.MustCompile(`[({ ]t "([a-z0-9_.]+)"`)
	inCode     = regexp.MustCompile(`\.T\("([a-z0-9_.]+)"|"((?:[a-z_]+\.)+[a-z_]+)"`)
	chosen     = regexp.MustCompile(`choice "[a-z]+" "([a-z]+)"`)      // values of a field
	computed   = regexp.MustCompile(`(?:T\(|print )"([a-z0-9_.]+\.)"`) // names that are put together
)

// TestMessages wants every text that pages ask for, and no text that nothing asks for. That all languages have the same keys
// is checked when a desk is made.
func TestMessages(t *testing.T) {
	d := newDesk(t, nil)
	used, beginnings := map[string]bool{}, []string{}
	for _, src := range sources(t) {
		for _, m := range inTemplate.FindAllStringSubmatch(src, -1) {
			used[m[1]] = true
			if !d.catalog.Locales()[0].Has(m[1]) && !strings.HasSuffix(m[1], ".") {
				t.Errorf("a template asks for %s, which is no message", m[1])
			}
		}
		for _, m := range computed.FindAllStringSubmatch(src, -1) {
			beginnings = append(beginnings, m[1])
		}
		for _, m := range chosen.FindAllStringSubmatch(src, -1) {
			beginnings = append(beginnings, m[1]+".")
		}
		for _, m := range inCode.FindAllStringSubmatch(src, -1) {
			used[m[1]+m[2]] = true
			if m[1] != "" && !strings.HasSuffix(m[1], ".") && !d.catalog.Locales()[0].Has(m[1]) {
				t.Errorf("the code asks for %s, which is no message", m[1])
			}
		}
	}
	for _, l := range d.catalog.Locales() {
		for _, key := range l.Keys() {
			if !used[key] && !slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(key, b) }) {
				t.Errorf("%s: nothing asks for %s", l.Code, key)
			}
		}
	}
}

// TestMessagesOfClosedLists wants a text for each value that a claim or the record can have.
func TestMessagesOfClosedLists(t *testing.T) {
	l := newDesk(t, nil).catalog.Locales()[0]
	for prefix, values := range map[string]string{
		"outcome":      "killed injured missing detained abducted displaced casualties",
		"class":        "civilians protesters security_forces military peacekeepers armed_group journalists medics aid_workers children unspecified",
		"scope":        "incident total new background",
		"event":        "unrest battle attack strike disaster accident crime epidemic migration detention mission other",
		"status":       "requested announced deployed active withdrawing withdrawn",
		"change":       "told held superseded retracted denied unconfirmed requested announced deployed active withdrawing withdrawn",
		"entry.status": "held superseded retracted denied unconfirmed",
		"entry.ended":  "held superseded retracted denied unconfirmed",
		"copy":         "reprint cut mixed translation",
		"count":        "at_least more_than about up_to less_than range vague",
		"qualifier":    "exact at_least more_than about up_to less_than range vague",
		"assertion":    "asserted denied retracted unconfirmed planned",
		"kind":         "casualty statement decision deployment event label",
		"actor":        "media government military police organisation person witness anonymous",
		"action.done":  "accept correct reject join split same_origin set_scope note undo",
		"problem":      "speaker_doubtful number_unexplained date_unresolved garbled language_unsupported text_too_long not_article withdrawn",
		"number":       "victims strength people age money percent distance area weight duration date clock ordinal identifier equipment score other unexplained",
		"version":      "figure chain sentence_deleted sentence_added",
		"plover":       "agree consult support concede cooperate aid retreat request accuse reject threaten protest sanction mobilize coerce assault",
		"source":       "new fine failing late",
		"source.kind":  "feed sitemap page",
		"role":         "public reader coder reviewer editor admin",
	} {
		for _, v := range strings.Fields(values) {
			if !l.Has(prefix + "." + v) {
				t.Errorf("no text %s.%s", prefix, v)
			}
		}
	}
}

// sources gives the templates and the code of the desk.
func sources(t *testing.T) []string {
	var out []string
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(name, "_test.go") || !(strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".html")) {
			return err
		}
		data, err := os.ReadFile(name)
		out = append(out, string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestPluralForms wants each text that depends on a number to have the forms that its language tells apart.
func TestPluralForms(t *testing.T) {
	d := newDesk(t, nil)
	want := map[string]string{"en": "one other", "fr": "one other", "ru": "few many one other"}
	for _, l := range d.catalog.Locales() {
		for _, key := range l.Keys() {
			if forms := strings.Join(l.Forms(key), " "); forms != "" && forms != want[l.Code] {
				t.Errorf("%s %s: %s", l.Code, key, forms)
			}
		}
	}
}
