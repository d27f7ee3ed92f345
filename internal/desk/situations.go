package desk

import (
	"net/http"

	"bilan/internal/keep"
)

// listed is how many situations stand on one page.
const listed = 30

func (d *Desk) situationRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/{$}", Role: Reader, Handler: d.situations},
	}
}

// situationsView is the list of what the register tells of.
type situationsView struct {
	List []keep.Situation
	Next string
}

func (d *Desk) situations(w http.ResponseWriter, r *http.Request) error {
	list, next, err := d.config.Keeper.Situations(r.Context(), r.URL.Query().Get("after"), listed)
	if err != nil {
		return err
	}
	return d.Page(w, r, "situations", VisitOf(r).Locale.T("situations.title"), situationsView{list, next})
}
