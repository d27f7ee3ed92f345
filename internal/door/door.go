// Package door lets people into a desk that others can reach: who asks is found by their session or API token, and the pages
// to log in, to take an invitation and to keep accounts are a part of the desk.
package door

import (
	"embed"
	"io/fs"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"bilan"
	"bilan/internal/account"
	"bilan/internal/desk"
)

//go:embed templates messages
var files embed.FS

// LoginPath is the page on which people say who they are.
const LoginPath = "/login"

// Door is the way into a desk.
type Door struct {
	Accounts *account.Accounts
	URL      string // address under which people reach the desk; with https, cookies go over it alone
	Proxy    bool   // a proxy stands in front, which says in X-Forwarded-For who asks
}

// Part gives the pages of the door.
func (d *Door) Part() (desk.Part, error) {
	templates, err := fs.Sub(files, "templates")
	if err != nil {
		return desk.Part{}, err
	}
	messages, err := fs.Sub(files, "messages")
	return desk.Part{Routes: d.routes, Templates: templates, Messages: messages, Links: []desk.Link{
		{Path: "/account", Key: "account.link", Role: desk.Reader}, {Path: "/accounts", Key: "accounts.link", Role: desk.Admin}}}, err
}

func (d *Door) routes(k *desk.Desk) []desk.Route {
	p := &pages{Door: d, desk: k}
	return []desk.Route{
		{Method: "GET", Pattern: LoginPath, Role: desk.Public, Handler: p.login},
		{Method: "POST", Pattern: LoginPath, Role: desk.Public, Handler: p.enter, MaxBody: 16 << 10},
		{Method: "POST", Pattern: "/logout", Role: desk.Public, Handler: p.leave},
		{Method: "GET", Pattern: "/invitation/{secret}", Role: desk.Public, Handler: p.invitation},
		{Method: "POST", Pattern: "/invitation/{secret}", Role: desk.Public, Handler: p.accept, MaxBody: 16 << 10},
		{Method: "GET", Pattern: "/account", Role: desk.Reader, Handler: p.own},
		{Method: "POST", Pattern: "/account/password", Role: desk.Reader, Handler: p.password, MaxBody: 16 << 10},
		{Method: "POST", Pattern: "/account/tokens", Role: desk.Reader, Handler: p.newToken},
		{Method: "POST", Pattern: "/account/tokens/revoke", Role: desk.Reader, Handler: p.revokeToken},
		{Method: "GET", Pattern: "/accounts", Role: desk.Admin, Handler: p.all},
		{Method: "POST", Pattern: "/accounts/invite", Role: desk.Admin, Handler: p.invite},
		{Method: "POST", Pattern: "/accounts/revoke", Role: desk.Admin, Handler: p.revoke},
		{Method: "POST", Pattern: "/accounts/change", Role: desk.Admin, Handler: p.change},
	}
}

// Authorise tells who sends a request. Who shows nothing that is good is nobody.
func (d *Door) Authorise(r *http.Request) (desk.Identity, error) {
	if strings.HasPrefix(r.URL.Path, "/static/") {
		return desk.Identity{}, nil
	}
	if secret, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return d.byToken(r, strings.TrimSpace(secret))
	}
	secret := d.session(r)
	if secret == "" {
		return desk.Identity{}, nil
	}
	u, err := d.Accounts.Session(r.Context(), secret)
	return identity(u, err)
}

func identity(u account.User, err error) (desk.Identity, error) {
	if bilan.ErrorCode(err) == bilan.CodeNotFound {
		return desk.Identity{}, nil
	}
	if err != nil {
		return desk.Identity{}, err
	}
	return desk.Identity{Name: u.Name, Role: desk.RoleNamed(string(u.Role))}, nil
}

// byToken tells who speaks through a token: its user on the routes that its scopes name, a reader on others. It opens
// nothing but what reads and the API.
func (d *Door) byToken(r *http.Request, secret string) (desk.Identity, error) {
	u, scopes, err := d.Accounts.Token(r.Context(), secret)
	who, err := identity(u, err)
	if err != nil || within(r, scopes) {
		return who, err
	}
	who.Role = min(who.Role, desk.Reader)
	return who, nil
}

// scopeOf names the scope that a path of the API asks for when something is changed there.
var scopeOf = map[string]account.Scope{"/api/v1/articles": account.MayAdd, "/api/v1/preview": account.MayAdd, "/api/v1/judgements": account.MayJudge, "/api/v1/publications": account.MayPublish}

// within reports whether the scopes allow what a request asks for, as far as the role allows it.
func within(r *http.Request, scopes []account.Scope) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return r.URL.Path == "/api/v1/queue" && slices.Contains(scopes, account.MayJudge)
	}
	for path, scope := range scopeOf {
		if r.URL.Path == path || strings.HasPrefix(r.URL.Path, path+"/") {
			return slices.Contains(scopes, scope)
		}
	}
	return false
}

func (d *Door) secure(r *http.Request) bool {
	return r.TLS != nil || strings.HasPrefix(d.URL, "https://")
}

// cookieName is that of the session: over TLS one that no other host or path can set.
func (d *Door) cookieName(r *http.Request) string {
	if d.secure(r) {
		return "__Host-bilan"
	}
	return "bilan"
}

func (d *Door) session(r *http.Request) string {
	c, err := r.Cookie(d.cookieName(r))
	if err != nil {
		return ""
	}
	return c.Value
}

// keep gives the browser the session, or with "" takes it away.
func (d *Door) keep(w http.ResponseWriter, r *http.Request, secret string) {
	c := &http.Cookie{Name: d.cookieName(r), Value: secret, Path: "/", HttpOnly: true, Secure: d.secure(r), SameSite: http.SameSiteLaxMode, MaxAge: int((14 * 24 * time.Hour).Seconds())}
	if secret == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// place is the address of who asks, as failed logins are counted by: of IPv6 the network.
func (d *Door) place(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if list := r.Header.Values("X-Forwarded-For"); d.Proxy && len(list) > 0 {
		last := list[len(list)-1]
		host = strings.TrimSpace(last[strings.LastIndexByte(last, ',')+1:])
	}
	ip := net.ParseIP(host)
	if ip != nil && ip.To4() == nil {
		return ip.Mask(net.CIDRMask(64, 128)).String()
	}
	return host[:min(len(host), 100)]
}
