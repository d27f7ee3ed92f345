package desk

import "net/http"

// keyHelp is a key and what it does.
type keyHelp struct{ Key, Text string }

func (d *Desk) helpRoutes() []Route {
	return []Route{{Method: "GET", Pattern: "/help", Role: Public, Handler: d.help}}
}

// keyGroups are the keys of the pages; the texts are messages.
var keyGroups = []struct {
	Title string
	Keys  []keyHelp
}{
	{"keys.everywhere", []keyHelp{{"?", "keys.help"}, {"/", "keys.search"}, {"g s", "nav.situations"}, {"g r", "nav.review"}, {"g a", "nav.add"}, {"g l", "nav.log"}}},
	{"keys.moment", []keyHelp{{"[", "asof.earlier"}, {"]", "asof.later"}}},
	{"keys.review", []keyHelp{{"a", "review.accept"}, {"c", "review.correct"}, {"r", "review.reject"}, {"j", "review.join"}, {"p", "review.split"}, {"s", "review.skip"}, {"u", "review.undo"}, {"n", "note.title"}, {"o", "review.open"}}},
}

func (d *Desk) help(w http.ResponseWriter, r *http.Request) error {
	return d.Page(w, r, "help", VisitOf(r).Locale.T("keys.title"), keyGroups)
}
