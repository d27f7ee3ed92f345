package door

import (
	"net/http"
	"strings"

	"bilan/internal/account"
	"bilan/internal/desk"
)

// peopleView is the page on which accounts are kept.
type peopleView struct {
	Users               []userLine
	Tokens, Invitations []passLine
	Roles               []account.Role
	Link                string // of an invitation just made
}

// userLine is a user in the list.
type userLine struct {
	Name, Made string
	Role       account.Role
	Disabled   bool
	Self       bool
}

func (p *pages) all(w http.ResponseWriter, r *http.Request) error {
	return p.showAll(w, r, "")
}

func (p *pages) showAll(w http.ResponseWriter, r *http.Request, link string) error {
	v := peopleView{Roles: account.Roles, Link: link}
	users, err := p.Accounts.Users(r.Context())
	if err != nil {
		return err
	}
	visit := desk.VisitOf(r)
	for _, u := range users {
		v.Users = append(v.Users, userLine{u.Name, visit.Locale.Day(u.Made.Format("2006-01-02")), u.Role, u.Disabled, u.Name == visit.Who.Name})
	}
	if v.Tokens, err = p.lines(r, account.Token, ""); err != nil {
		return err
	}
	if v.Invitations, err = p.lines(r, account.Invitation, ""); err != nil {
		return err
	}
	return p.desk.Page(w, r, "accounts", text(r, "accounts.title"), v)
}

func (p *pages) invite(w http.ResponseWriter, r *http.Request) error {
	if err := p.bySession(r); err != nil {
		return err
	}
	who, role := desk.VisitOf(r).Who.Name, account.Role(r.PostForm.Get("role"))
	secret, err := p.Accounts.Invite(r.Context(), who, role, 0)
	if err != nil {
		return err
	}
	p.desk.Log().Info("invitation made", "who", who, "role", string(role))
	return p.showAll(w, r, p.base(r)+"/invitation/"+secret)
}

// base is the address of the desk, as links that are given away begin.
func (p *pages) base(r *http.Request) string {
	if p.URL != "" {
		return strings.TrimRight(p.URL, "/")
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

func (p *pages) revoke(w http.ResponseWriter, r *http.Request) error {
	if err := p.bySession(r); err != nil {
		return err
	}
	kind := account.Token
	if r.PostForm.Get("kind") == string(account.Invitation) {
		kind = account.Invitation
	}
	if err := p.Accounts.Revoke(r.Context(), kind, "", r.PostForm.Get("id")); err != nil {
		return err
	}
	return p.back(w, r)
}

func (p *pages) back(w http.ResponseWriter, r *http.Request) error {
	http.Redirect(w, r, "/accounts", http.StatusSeeOther)
	return nil
}

// change gives a user another role, or lets them in no more.
func (p *pages) change(w http.ResponseWriter, r *http.Request) error {
	if err := p.bySession(r); err != nil {
		return err
	}
	f, who := r.PostForm, desk.VisitOf(r).Who.Name
	name := f.Get("name")
	var err error
	if role := f.Get("role"); role != "" {
		err = p.Accounts.SetRole(r.Context(), name, account.Role(role))
	} else {
		err = p.Accounts.Disable(r.Context(), name, f.Get("disabled") == "yes")
	}
	if err != nil {
		return err
	}
	p.desk.Log().Info("account changed", "who", who, "name", name, "role", f.Get("role"), "disabled", f.Get("disabled"))
	return p.back(w, r)
}
