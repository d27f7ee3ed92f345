package door_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"bilan/internal/account"
	"bilan/internal/api"
	"bilan/internal/desk"
	"bilan/internal/door"
	"bilan/internal/health"
	"bilan/internal/keep"
	"bilan/internal/register/blob"
	"bilan/internal/register/sqlite"
)

const good = "correct horse battery"

// house is a desk with a door.
type house struct {
	*desk.Desk
	accounts *account.Accounts
	door     *door.Door
	log      *bytes.Buffer
}

func newHouse(t testing.TB, url string) *house {
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
	k := &keep.Keeper{Register: reg, Blobs: blobs, Version: "test"}
	h := &house{accounts: account.New(reg.(account.Store), time.Now), log: &bytes.Buffer{}}
	h.door = &door.Door{Accounts: h.accounts, URL: url}
	part, err := h.door.Part()
	if err != nil {
		t.Fatal(err)
	}
	h.Desk, err = desk.New(desk.Config{Keeper: k, Authorise: h.door.Authorise, LoginPath: door.LoginPath,
		Log: slog.New(slog.NewJSONHandler(h.log, nil)), Parts: []desk.Part{part, health.New(k, "test").Part(), api.Part(nil)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range account.Roles {
		if err := h.accounts.Add(t.Context(), "a-"+string(r), r, good); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

func (h *house) session(t testing.TB, role account.Role) string {
	t.Helper()
	secret, err := h.accounts.Login(t.Context(), "a-"+string(role), good, "p")
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// ask sends a request; form is that of a POST.
func (h *house) ask(method, target string, form url.Values, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://desk.example"+target, strings.NewReader(form.Encode()))
	ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)
	defer cancel()
	if strings.HasPrefix(target, "/live") {
		cancel() // a stream ends when its reader has gone
	}
	r = r.WithContext(ctx)
	if method != http.MethodGet {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.Handler().ServeHTTP(w, r)
	return w
}

var wildcard = regexp.MustCompile(`\{[^}]*\}`)

// TestRolesAndRoutes asks every route with every role, and with none: it is answered by those whose role suffices, and refused
// to others.
func TestRolesAndRoutes(t *testing.T) {
	h := newHouse(t, "")
	sessions := map[account.Role]string{}
	for _, role := range account.Roles {
		sessions[role] = h.session(t, role)
	}
	asked := 0
	for _, route := range h.Routes() {
		target := wildcard.ReplaceAllString(strings.Replace(route.Pattern, "{$}", "", 1), "x")
		for _, role := range append([]account.Role{""}, account.Roles...) {
			secret := sessions[role]
			if target == "/logout" && role != "" {
				secret = h.session(t, role)
			}
			w := h.ask(route.Method, target, nil, "Cookie", "bilan="+secret)
			asked++
			may := max(desk.RoleNamed(string(role)), desk.Public) >= route.Role
			refused := w.Code == 401 || w.Code == 403 || w.Code == 303 && strings.HasPrefix(w.Header().Get("Location"), "/login?next=")
			if target == "/login" && route.Method == "POST" {
				refused = false // it says 401 to who gives no password
			}
			if may == refused {
				t.Errorf("%s %s as %q: %d, want it to be answered: %t", route.Method, target, role, w.Code, may)
			}
			if !may && role != "" && w.Code != 403 {
				t.Errorf("%s %s as %q: %d, want 403", route.Method, target, role, w.Code)
			}
		}
	}
	t.Logf("%d routes and roles", asked)
}

func TestLoginPage(t *testing.T) {
	h := newHouse(t, "")
	w := h.ask("GET", "/situations/x?as_of=2022-01-09", nil)
	if w.Code != 303 || w.Header().Get("Location") != "/login?next=%2Fsituations%2Fx%3Fas_of%3D2022-01-09" {
		t.Fatalf("%d %s", w.Code, w.Header().Get("Location"))
	}
	for _, lang := range []string{"en", "fr", "ru"} {
		if w := h.ask("GET", "/login?lang="+lang, nil); w.Code != 200 || !strings.Contains(w.Body.String(), `autocomplete="current-password"`) {
			t.Errorf("%s: %d", lang, w.Code)
		}
	}
	w = h.ask("POST", "/login", url.Values{"name": {"a-editor"}, "password": {"wrong"}})
	if w.Code != 401 || w.Header().Get("Set-Cookie") != "" || strings.Contains(w.Body.String(), "wrong\"") {
		t.Errorf("wrong: %d %v", w.Code, w.Header())
	}
	for next, want := range map[string]string{"/search?q=1": "/search?q=1", "https://evil.example": "/", "//evil.example": "/", "": "/"} {
		w = h.ask("POST", "/login", url.Values{"name": {"a-editor"}, "password": {good}, "next": {next}})
		if w.Code != 303 || w.Header().Get("Location") != want {
			t.Errorf("next %q: %d %s", next, w.Code, w.Header().Get("Location"))
		}
	}
	c := w.Result().Cookies()
	if len(c) != 1 || c[0].Name != "bilan" || !c[0].HttpOnly || c[0].SameSite != http.SameSiteLaxMode || c[0].Secure {
		t.Fatalf("cookie %+v", c)
	}
	if w := h.ask("GET", "/account", nil, "Cookie", "bilan="+c[0].Value); w.Code != 200 {
		t.Errorf("with the session: %d", w.Code)
	}
	h.ask("POST", "/logout", nil, "Cookie", "bilan="+c[0].Value)
	if w := h.ask("GET", "/account", nil, "Cookie", "bilan="+c[0].Value); w.Code != 303 {
		t.Errorf("after logging out: %d", w.Code)
	}
	if log := h.log.String(); strings.Contains(log, good) || strings.Contains(log, c[0].Value) || strings.Contains(log, "wrong") {
		t.Errorf("a secret is in the log:\n%s", log)
	}
}

func TestCookieOverTLS(t *testing.T) {
	h := newHouse(t, "https://desk.example")
	w := h.ask("POST", "/login", url.Values{"name": {"a-admin"}, "password": {good}})
	c := w.Result().Cookies()
	if len(c) != 1 || c[0].Name != "__Host-bilan" || !c[0].Secure || c[0].Path != "/" || c[0].Domain != "" {
		t.Errorf("cookie %+v", c)
	}
}

func TestOtherSitesCannotLogIn(t *testing.T) {
	h := newHouse(t, "")
	for _, site := range []string{"cross-site", "same-site"} {
		w := h.ask("POST", "/login", url.Values{"name": {"a-admin"}, "password": {good}}, "Sec-Fetch-Site", site)
		if w.Code != 403 || w.Header().Get("Set-Cookie") != "" {
			t.Errorf("%s: %d", site, w.Code)
		}
	}
}

func TestThrottledLogin(t *testing.T) {
	h := newHouse(t, "")
	tried := 0
	for i := range 100 {
		w := h.ask("POST", "/login", url.Values{"name": {"a-admin"}, "password": {"guess"}})
		if w.Code == 401 {
			tried++
		} else if w.Code != 429 || w.Header().Get("Retry-After") == "" {
			t.Fatalf("guess %d: %d", i, w.Code)
		}
	}
	if tried != 10 {
		t.Errorf("%d guesses of 100 were tried", tried)
	}
}

func TestInvitationPage(t *testing.T) {
	h := newHouse(t, "https://desk.example")
	admin := "__Host-bilan=" + h.session(t, account.Admin)
	w := h.ask("POST", "/accounts/invite", url.Values{"role": {"coder"}}, "Cookie", admin)
	link := regexp.MustCompile(`https://desk\.example(/invitation/bli_[a-z2-7]+)`).FindStringSubmatch(w.Body.String())
	if w.Code != 200 || link == nil {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := h.ask("GET", link[1], nil); w.Code != 200 || w.Header().Get("Referrer-Policy") != "no-referrer" || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	for _, c := range []struct {
		name, password, again string
		want                  int
	}{{"new", good, "other", 400}, {"<x>", good, good, 400}, {"new", "short", "short", 400}, {"a-admin", good, good, 409}, {"new", good, good, 303}, {"newer", good, good, 404}} {
		w := h.ask("POST", link[1], url.Values{"name": {c.name}, "password": {c.password}, "again": {c.again}})
		if w.Code != c.want {
			t.Errorf("%+v: %d", c, w.Code)
		}
	}
	if strings.Contains(h.log.String(), link[1][12:]) {
		t.Error("the secret of the invitation is in the log")
	}
}

func TestTokenPage(t *testing.T) {
	h := newHouse(t, "")
	cookie := "bilan=" + h.session(t, account.Reviewer)
	w := h.ask("POST", "/account/tokens", url.Values{"label": {"<script>alert(1)</script>"}, "scope": {"add"}}, "Cookie", cookie)
	token := regexp.MustCompile(`blt_[a-z2-7]{32}`).FindString(w.Body.String())
	if token == "" || strings.Contains(w.Body.String(), "<script>alert") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	bearer := "Bearer " + token
	for _, c := range []struct {
		method, target string
		role           desk.Role
	}{
		{"GET", "/api/v1/situations", desk.Reader}, {"GET", "/review", desk.Reader}, {"POST", "/api/v1/articles", desk.Reviewer}, {"POST", "/api/v1/judgements", desk.Reader},
		{"POST", "/review", desk.Reader}, {"POST", "/api/v1/articlesx", desk.Reader}, {"GET", "/accounts", desk.Reader},
	} {
		r := httptest.NewRequest(c.method, c.target, nil)
		r.Header.Set("Authorization", bearer)
		who, err := h.door.Authorise(r)
		if err != nil || who.Role != c.role || who.Name != "a-reviewer" {
			t.Errorf("%s %s: %v %v, want %v", c.method, c.target, who, err, c.role)
		}
	}
	if w := h.ask("POST", "/account/password", url.Values{"old": {good}}, "Authorization", bearer); w.Code != 400 {
		t.Errorf("a token changes the password: %d", w.Code)
	}
	for _, wrong := range []string{"Bearer x", "Bearer ", bearer + "x"} {
		if w := h.ask("GET", "/account", nil, "Authorization", wrong); w.Code != 303 {
			t.Errorf("%s: %d", wrong, w.Code)
		}
	}
}

func TestAccountsAreKept(t *testing.T) {
	h := newHouse(t, "")
	admin := "bilan=" + h.session(t, account.Admin)
	coder := "bilan=" + h.session(t, account.Coder)
	if w := h.ask("POST", "/accounts/change", url.Values{"name": {"a-coder"}, "role": {"editor"}}, "Cookie", admin); w.Code != 303 {
		t.Fatal(w.Code)
	}
	r := httptest.NewRequest("GET", "/account", nil)
	r.Header.Set("Cookie", coder)
	if who, _ := h.door.Authorise(r); who.Role != desk.Editor {
		t.Errorf("%v", who)
	}
	h.ask("POST", "/accounts/change", url.Values{"name": {"a-coder"}, "disabled": {"yes"}}, "Cookie", admin)
	if w := h.ask("GET", "/account", nil, "Cookie", coder); w.Code != 303 {
		t.Errorf("disabled: %d", w.Code)
	}
	if w := h.ask("POST", "/accounts/change", url.Values{"name": {"a-admin"}, "disabled": {"yes"}}, "Cookie", admin); w.Code != 409 {
		t.Errorf("the last admin: %d", w.Code)
	}
	if w := h.ask("GET", "/accounts", nil, "Cookie", admin); w.Code != 200 || !strings.Contains(w.Body.String(), "a-reader") {
		t.Errorf("%d", w.Code)
	}
}
