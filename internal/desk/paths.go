package desk

import (
	"net/http"
	"net/url"

	"bilan"
)

// to gives the address of a page: to("figures", id) is /figures/ID; more names and values make its query, empty ones left out.
func to(what, id string, query ...string) string {
	path := "/" + what // the list of all is to("", "")
	if id != "" {
		path += "/" + url.PathEscape(id)
	}
	q := url.Values{}
	for i := 0; i+1 < len(query); i += 2 {
		if query[i+1] != "" {
			q.Set(query[i], query[i+1])
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// parseForm reads a form, of either encoding.
func parseForm(r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return bilan.Errorf(bilan.CodeInvalid, "read the form", "%w", err)
	}
	return nil
}
