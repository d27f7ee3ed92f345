package desk

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"bilan/internal/desk/i18n"
)

// Visit is what is known of one request.
type Visit struct {
	Who    Identity
	Locale *i18n.Locale
	Theme  string // light, dark, or "" as the machine has it
}

type visitKey struct{}

// VisitOf gives what is known of a request that came through the table of routes.
func VisitOf(r *http.Request) *Visit {
	v, _ := r.Context().Value(visitKey{}).(*Visit)
	return v
}

const (
	langCookie  = "lang"
	themeCookie = "theme"
)

var themes = []string{"", "light", "dark"}

// visit finds out how somebody wants their pages. Who they are is found out later, by the rules of the route.
func (d *Desk) visit(r *http.Request) *Visit {
	v := &Visit{Theme: cookie(r, themeCookie)}
	if !slices.Contains(themes, v.Theme) {
		v.Theme = ""
	}
	v.Locale = d.catalog.Match([]string{r.URL.Query().Get("lang"), cookie(r, langCookie)}, r.Header.Get("Accept-Language"))
	return v
}

func cookie(r *http.Request, name string) string {
	if c, err := r.Cookie(name); err == nil {
		return c.Value
	}
	return ""
}

// setPreferences keeps language and colours in cookies, and goes back to where somebody was.
func (d *Desk) setPreferences(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	if code := r.PostForm.Get("lang"); d.catalog.Locale(code) != nil {
		setCookie(w, langCookie, code)
	}
	if theme, given := r.PostForm["theme"]; given && slices.Contains(themes, theme[0]) {
		setCookie(w, themeCookie, theme[0])
	}
	http.Redirect(w, r, OwnPath(r.PostForm.Get("back")), http.StatusSeeOther)
	return nil
}

func setCookie(w http.ResponseWriter, name, value string) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()), HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// OwnPath gives a path of this desk to go to, and "/" in the place of anything that leads elsewhere.
func OwnPath(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t\x00") {
		return "/"
	}
	return path
}
