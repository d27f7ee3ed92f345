package desk

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"bilan/internal/keep"
	"bilan/internal/register/blob"
	"bilan/internal/register/sqlite"
)

// newKeeper makes a keeper over an empty register.
func newKeeper(t testing.TB) *keep.Keeper {
	t.Helper()
	dir := t.TempDir()
	reg, err := sqlite.Open(t.Context(), dir+"/bilan.db")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { reg.Close() })
	blobs, err := blob.Open(t.Context(), dir+"/captures")
	if err != nil {
		t.Fatal(err)
	}
	return &keep.Keeper{Register: reg, Blobs: blobs, Version: "test"}
}

func newDesk(t testing.TB, change func(*Config)) *Desk {
	t.Helper()
	c := Config{Keeper: newKeeper(t)}
	if change != nil {
		change(&c)
	}
	d, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// ask sends a request to a desk.
func ask(d *Desk, method, target string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://localhost"+target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
		}
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, r)
	return w
}

func TestEveryRouteDeclaresItsRole(t *testing.T) {
	d := newDesk(t, nil)
	for _, r := range d.Routes() {
		if r.Role <= Undeclared || r.Role > Admin {
			t.Errorf("%s %s: no role", r.Method, r.Pattern)
		}
		if r.Method == "" || r.Handler == nil {
			t.Errorf("%s %s: no method or handler", r.Method, r.Pattern)
		}
		if r.Method != http.MethodGet && r.Role == Reader && !strings.HasPrefix(r.Pattern, "/saved") { // what they saved is theirs alone
			t.Errorf("%s %s: a reader changes nothing", r.Method, r.Pattern)
		}
	}
	_, err := New(Config{Keeper: newKeeper(t), Parts: []Part{{Routes: func(*Desk) []Route {
		return []Route{{Method: "GET", Pattern: "/open", Handler: notFound}}
	}}}})
	if err == nil || !strings.Contains(err.Error(), "no role") {
		t.Errorf("a route without a role: %v", err)
	}
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	d := newDesk(t, nil)
	for _, target := range []string{"/", "/nothing", "/static/desk.css", "/static/none"} {
		h := ask(d, "GET", target).Header()
		csp := h.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'self'") || strings.Contains(csp, "unsafe") || !strings.Contains(csp, "frame-ancestors") {
			t.Errorf("%s: policy %q", target, csp)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") == "" {
			t.Errorf("%s: headers %v", target, h)
		}
	}
}

func TestOnlyThisMachineWithoutAccounts(t *testing.T) {
	d := newDesk(t, nil)
	for host, want := range map[string]int{"localhost:8080": 200, "127.0.0.1:8080": 200, "[::1]:8080": 200, "evil.example": 421, "evil.example:8080": 421, "127.0.0.1.evil.example": 421} {
		if got := ask(d, "GET", "/", "Host", host).Code; got != want {
			t.Errorf("host %s: %d, want %d", host, got, want)
		}
	}
	l, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Skip(err)
	}
	defer l.Close()
	if err := d.Serve(t.Context(), l); err == nil {
		t.Error("it serves everybody without accounts")
	}
}

func TestOtherSitesCannotPost(t *testing.T) {
	d := newDesk(t, nil)
	for _, c := range []struct {
		site string
		want int
	}{{"cross-site", 403}, {"same-site", 403}, {"same-origin", 303}} {
		if got := ask(d, "POST", "/preferences", "Sec-Fetch-Site", c.site).Code; got != c.want {
			t.Errorf("%s: %d, want %d", c.site, got, c.want)
		}
	}
}

func TestOwnPath(t *testing.T) {
	for in, want := range map[string]string{"/a?b=c": "/a?b=c", "": "/", "//evil.example": "/", "https://evil.example": "/", "/\\evil.example": "/", "/a\r\nb": "/", "javascript:alert(1)": "/", "/\t/evil": "/"} {
		if got := OwnPath(in); got != want {
			t.Errorf("OwnPath(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLanguageIsChosen(t *testing.T) {
	d := newDesk(t, nil)
	for _, c := range []struct{ target, cookie, accept, want string }{
		{"/", "", "", "en"}, {"/?lang=ru", "lang=fr", "", "ru"}, {"/", "lang=fr", "ru", "fr"}, {"/", "", "fr-CA,en;q=0.5", "fr"}, {"/?lang=xx", "", "ru;q=0.9, de", "ru"}, {"/", "", "!!", "en"},
	} {
		w := ask(d, "GET", c.target, "Cookie", c.cookie, "Accept-Language", c.accept)
		if !strings.Contains(w.Body.String(), `<html lang="`+c.want+`" dir="ltr"`) {
			t.Errorf("%+v: %.80s", c, w.Body.String())
		}
	}
}

func TestAPanicIsAPage(t *testing.T) {
	d := newDesk(t, func(c *Config) {
		c.Parts = []Part{{Routes: func(*Desk) []Route {
			return []Route{{Method: "GET", Pattern: "/broken", Role: Public, Handler: func(http.ResponseWriter, *http.Request) error { panic("secret") }}}
		}}}
	})
	w := ask(d, "GET", "/broken")
	if w.Code != 500 || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("%d %s", w.Code, w.Body.String())
	}
}

func TestRolesAreAsked(t *testing.T) {
	d := newDesk(t, func(c *Config) {
		c.LoginPath = "/login"
		c.Authorise = func(r *http.Request) (Identity, error) {
			return Identity{Name: r.Header.Get("X-Who"), Role: RoleNamed(r.Header.Get("X-Who"))}, nil
		}
		c.Parts = []Part{{Routes: func(*Desk) []Route {
			ok := func(w http.ResponseWriter, _ *http.Request) error { w.WriteHeader(204); return nil }
			return []Route{{Method: "GET", Pattern: "/edit", Role: Editor, Handler: ok}, {Method: "POST", Pattern: "/edit", Role: Editor, Handler: ok}}
		}}}
	})
	for who, want := range map[string][2]int{"": {303, 401}, "reader": {403, 403}, "reviewer": {403, 403}, "editor": {204, 204}, "admin": {204, 204}} {
		if got := ask(d, "GET", "/edit", "X-Who", who, "Host", "desk.example").Code; got != want[0] {
			t.Errorf("%q gets: %d, want %d", who, got, want[0])
		}
		if got := ask(d, "POST", "/edit", "X-Who", who).Code; got != want[1] {
			t.Errorf("%q posts: %d, want %d", who, got, want[1])
		}
	}
}

func TestServeEndsWithItsContext(t *testing.T) {
	d := newDesk(t, nil)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- d.Serve(ctx, l) }()
	stream, err := http.Get("http://" + l.Addr().String() + "/live") // an open stream does not hold it up
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	stop()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Error("it does not end")
	}
}
