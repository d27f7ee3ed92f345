package door

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"bilan"
	"bilan/internal/account"
	"bilan/internal/desk"
)

// pages answers the routes of the door.
type pages struct {
	*Door
	desk *desk.Desk
}

// form is what the pages that ask for a name and a password show.
type form struct {
	Next, Name, Role, Fault string
	Shortest                int
}

func text(r *http.Request, key string, args ...any) string {
	return desk.VisitOf(r).Locale.T(key, args...)
}

func (p *pages) login(w http.ResponseWriter, r *http.Request) error {
	return p.desk.Page(w, r, "login", text(r, "login.title"), form{Next: desk.OwnPath(r.URL.Query().Get("next"))})
}

// enter logs in. What was typed as name is not logged: some type their password there.
func (p *pages) enter(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	f := form{Next: desk.OwnPath(r.PostForm.Get("next")), Name: r.PostForm.Get("name")}
	secret, err := p.Accounts.Login(r.Context(), f.Name, r.PostForm.Get("password"), p.place(r))
	var slow *account.Throttled
	switch {
	case errors.As(err, &slow):
		w.Header().Set("Retry-After", strconv.Itoa(int(slow.Wait.Seconds())+1))
		f.Fault = text(r, "login.throttled", "n", int(slow.Wait.Minutes())+1)
		p.desk.Log().Warn("login throttled", "address", p.place(r))
		return p.desk.PageStatus(w, r, http.StatusTooManyRequests, "login", text(r, "login.title"), f)
	case errors.Is(err, account.ErrWrong):
		f.Fault = text(r, "login.wrong")
		p.desk.Log().Warn("login failed", "address", p.place(r))
		return p.desk.PageStatus(w, r, http.StatusUnauthorized, "login", text(r, "login.title"), f)
	case err != nil:
		return err
	}
	p.entered(w, r, secret, f.Next)
	return nil
}

// entered begins a session in the browser, in the place of an older one.
func (p *pages) entered(w http.ResponseWriter, r *http.Request, secret, next string) {
	if old := p.session(r); old != "" {
		if err := p.Accounts.Logout(r.Context(), old); err != nil {
			p.desk.Log().Warn("an old session did not end", "error", err.Error())
		}
	}
	p.desk.Log().Info("login", "address", p.place(r))
	p.keep(w, r, secret)
	http.Redirect(w, r, next, http.StatusSeeOther)
}

func (p *pages) leave(w http.ResponseWriter, r *http.Request) error {
	if err := p.Accounts.Logout(r.Context(), p.session(r)); err != nil {
		return err
	}
	p.keep(w, r, "")
	w.Header().Set("Clear-Site-Data", `"cache"`)
	http.Redirect(w, r, LoginPath, http.StatusSeeOther)
	return nil
}

func parse(r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return bilan.Errorf(bilan.CodeInvalid, "read the form", "%w", err)
	}
	return nil
}

func (p *pages) invitation(w http.ResponseWriter, r *http.Request) error {
	in, err := p.Accounts.Invitation(r.Context(), r.PathValue("secret"))
	if err != nil {
		return p.ended(w, r, err)
	}
	return p.showInvitation(w, r, http.StatusOK, form{Role: string(in.Role)})
}

func (p *pages) showInvitation(w http.ResponseWriter, r *http.Request, status int, f form) error {
	w.Header().Set("Referrer-Policy", "no-referrer") // the address is the secret
	f.Shortest = 12
	return p.desk.PageStatus(w, r, status, "invitation", text(r, "invitation.title"), f)
}

// ended answers who comes with an invitation that is no longer good.
func (p *pages) ended(w http.ResponseWriter, r *http.Request, err error) error {
	if bilan.ErrorCode(err) != bilan.CodeNotFound {
		return err
	}
	return p.showInvitation(w, r, http.StatusNotFound, form{Fault: text(r, "invitation.ended")})
}

func (p *pages) accept(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	in, err := p.Accounts.Invitation(r.Context(), r.PathValue("secret"))
	if err != nil {
		return p.ended(w, r, err)
	}
	f := form{Role: string(in.Role), Name: r.PostForm.Get("name")}
	if r.PostForm.Get("password") != r.PostForm.Get("again") {
		f.Fault = text(r, "password.differ")
		return p.showInvitation(w, r, http.StatusBadRequest, f)
	}
	secret, err := p.Accounts.Accept(r.Context(), r.PathValue("secret"), f.Name, r.PostForm.Get("password"))
	if err == nil {
		p.entered(w, r, secret, "/")
		return nil
	}
	if f.Fault = fault(r, err); f.Fault == "" {
		return p.ended(w, r, err)
	}
	return p.showInvitation(w, r, desk.Status(err), f)
}

// fault says in the reader's language what is wrong with a name or a password; "" when it is something else.
func fault(r *http.Request, err error) string {
	var e *bilan.Error
	switch {
	case !errors.As(err, &e):
		return ""
	case e.Code == bilan.CodeConflict:
		return text(r, "name.taken")
	case e.Op == "name a user":
		return text(r, "name.invalid")
	case e.Op == "set a password":
		return text(r, "password.weak", "n", 12)
	case e.Op == "change the password":
		return text(r, "password.wrong")
	case e.Op == "make a token":
		return text(r, "token.unnamed")
	}
	return ""
}

// ownView is the page of one's own account.
type ownView struct {
	Fault, Done, Secret string
	Tokens              []passLine
	Scopes              []account.Scope
	Shortest            int
}

// passLine is a token or invitation in a list.
type passLine struct {
	ID, Label, User, Until string
	Role                   account.Role
	Scopes                 []account.Scope
}

func (p *pages) lines(r *http.Request, kind account.PassKind, name string) ([]passLine, error) {
	list, err := p.Accounts.Passes(r.Context(), kind, name)
	var out []passLine
	for _, x := range list {
		out = append(out, passLine{x.ID, x.Label, x.User, desk.VisitOf(r).Locale.Day(x.Expires.UTC().Format(time.DateOnly)), x.Role, x.Scopes})
	}
	return out, err
}

func (p *pages) own(w http.ResponseWriter, r *http.Request) error {
	return p.showOwn(w, r, http.StatusOK, ownView{})
}

func (p *pages) showOwn(w http.ResponseWriter, r *http.Request, status int, v ownView) error {
	var err error
	if v.Tokens, err = p.lines(r, account.Token, desk.VisitOf(r).Who.Name); err != nil {
		return err
	}
	v.Scopes, v.Shortest = account.Scopes, 12
	return p.desk.PageStatus(w, r, status, "account", text(r, "account.title"), v)
}

// own pages of a token have no session to change: they are refused.
func (p *pages) bySession(r *http.Request) error {
	if r.Header.Get("Authorization") != "" {
		return bilan.Errorf(bilan.CodeInvalid, "", "an account is kept by people who are logged in, not by tokens")
	}
	return parse(r)
}

func (p *pages) password(w http.ResponseWriter, r *http.Request) error {
	if err := p.bySession(r); err != nil {
		return err
	}
	f, who := r.PostForm, desk.VisitOf(r).Who.Name
	if f.Get("password") != f.Get("again") {
		return p.showOwn(w, r, http.StatusBadRequest, ownView{Fault: text(r, "password.differ")})
	}
	err := p.Accounts.ChangePassword(r.Context(), who, f.Get("old"), f.Get("password"), p.session(r), p.place(r))
	var slow *account.Throttled
	if errors.As(err, &slow) {
		return p.showOwn(w, r, http.StatusTooManyRequests, ownView{Fault: text(r, "login.throttled", "n", int(slow.Wait.Minutes())+1)})
	}
	if message := fault(r, err); message != "" {
		return p.showOwn(w, r, http.StatusBadRequest, ownView{Fault: message})
	}
	if err != nil {
		return err
	}
	p.desk.Log().Info("password changed", "who", who)
	return p.showOwn(w, r, http.StatusOK, ownView{Done: text(r, "password.changed")})
}

func (p *pages) newToken(w http.ResponseWriter, r *http.Request) error {
	if err := p.bySession(r); err != nil {
		return err
	}
	var scopes []account.Scope
	for _, s := range r.PostForm["scope"] {
		scopes = append(scopes, account.Scope(s))
	}
	who := desk.VisitOf(r).Who.Name
	secret, err := p.Accounts.NewToken(r.Context(), who, r.PostForm.Get("label"), scopes, 0)
	if message := fault(r, err); message != "" {
		return p.showOwn(w, r, http.StatusBadRequest, ownView{Fault: message})
	}
	if err != nil {
		return err
	}
	p.desk.Log().Info("token made", "who", who)
	return p.showOwn(w, r, http.StatusOK, ownView{Secret: secret})
}

func (p *pages) revokeToken(w http.ResponseWriter, r *http.Request) error {
	if err := p.bySession(r); err != nil {
		return err
	}
	if err := p.Accounts.Revoke(r.Context(), account.Token, desk.VisitOf(r).Who.Name, r.PostForm.Get("id")); err != nil {
		return err
	}
	http.Redirect(w, r, "/account", http.StatusSeeOther)
	return nil
}
