// Package accounttest holds the one suite of tests that every store of accounts passes.
package accounttest

import (
	"sync"
	"testing"
	"time"

	"bilan"
	"bilan/internal/account"

	"github.com/google/go-cmp/cmp"
)

var moment = time.Date(2022, 1, 6, 8, 30, 0, 123456000, time.UTC)

func user(name string, role account.Role) account.User {
	return account.User{Name: name, Role: role, Password: "$hash of " + name, Made: moment}
}

func pass(hash string, kind account.PassKind, user string) account.Pass {
	hash = (hash + "0000000000000000000000000000000000000000000000000000000000000000")[:64]
	return account.Pass{ID: hash[:10], Hash: hash, Kind: kind, User: user, Made: moment, Expires: moment.Add(time.Hour)}
}

// Run runs the suite; open gives a new, empty store.
func Run(t *testing.T, open func(*testing.T) account.Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, account.Store)
	}{{"users", testUsers}, {"change", testChange}, {"passes", testPasses}, {"drop", testDrop}, {"redeem", testRedeem}, {"redeem at once", testRedeemOnce}, {"last admin", testLastAdmin}} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func coded(t *testing.T, what string, err error, code bilan.Code) {
	t.Helper()
	if bilan.ErrorCode(err) != code {
		t.Errorf("%s: got %v (%s), want code %s", what, err, bilan.ErrorCode(err), code)
	}
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func testUsers(t *testing.T, s account.Store) {
	ctx := t.Context()
	list, err := s.Users(ctx)
	must(t, err)
	same(t, "none", len(list), 0)
	b, a := user("борис", account.Reader), user("anna", account.Admin)
	must(t, s.AddUser(ctx, b))
	must(t, s.AddUser(ctx, a))
	coded(t, "twice", s.AddUser(ctx, a), bilan.CodeConflict)
	got, err := s.User(ctx, "борис")
	must(t, err)
	same(t, "user", got, b)
	_, err = s.User(ctx, "nobody")
	coded(t, "nobody", err, bilan.CodeNotFound)
	list, err = s.Users(ctx)
	must(t, err)
	same(t, "all", list, []account.User{a, b})
}

func testChange(t *testing.T, s account.Store) {
	ctx := t.Context()
	must(t, s.AddUser(ctx, user("a", account.Admin)))
	must(t, s.AddUser(ctx, user("b", account.Admin)))
	must(t, s.ChangeUser(ctx, "a", func(u *account.User, admins int) error {
		same(t, "other admins", admins, 1)
		u.Role, u.Disabled, u.Password = account.Coder, true, "new"
		return nil
	}))
	got, err := s.User(ctx, "a")
	must(t, err)
	same(t, "changed", got, account.User{Name: "a", Role: account.Coder, Disabled: true, Password: "new", Made: moment})
	no := bilan.Errorf(bilan.CodeConflict, "", "no")
	coded(t, "refused", s.ChangeUser(ctx, "b", func(u *account.User, admins int) error { u.Role = account.Reader; return no }), bilan.CodeConflict)
	if got, _ = s.User(ctx, "b"); got.Role != account.Admin {
		t.Error("a refused change was kept")
	}
	coded(t, "nobody", s.ChangeUser(ctx, "c", func(*account.User, int) error { return nil }), bilan.CodeNotFound)
}

func testPasses(t *testing.T, s account.Store) {
	ctx := t.Context()
	must(t, s.AddUser(ctx, user("a", account.Admin)))
	old, p, other := pass("aa", account.Token, "a"), pass("bb", account.Token, "a"), pass("cc", account.Invitation, "")
	old.Made = moment.Add(-time.Minute)
	p.Label, p.Scopes = "export – каждый день", []account.Scope{account.MayAdd, account.MayJudge}
	other.Role = account.Editor
	for _, x := range []account.Pass{old, p, other} {
		must(t, s.AddPass(ctx, x))
	}
	coded(t, "twice", s.AddPass(ctx, p), bilan.CodeConflict)
	got, err := s.Pass(ctx, p.Hash)
	must(t, err)
	same(t, "pass", got, p)
	list, err := s.Passes(ctx, account.Token, "a")
	must(t, err)
	same(t, "of a", list, []account.Pass{p, old})
	list, err = s.Passes(ctx, account.Invitation, "")
	must(t, err)
	same(t, "of all", list, []account.Pass{other})
	later := moment.Add(48 * time.Hour)
	must(t, s.Extend(ctx, p.Hash, later))
	got, _ = s.Pass(ctx, p.Hash)
	same(t, "extended", got.Expires, later)
	coded(t, "extend none", s.Extend(ctx, pass("dd", account.Token, "a").Hash, later), bilan.CodeNotFound)
	must(t, s.Sweep(ctx, moment.Add(2*time.Hour)))
	_, err = s.Pass(ctx, old.Hash)
	coded(t, "swept", err, bilan.CodeNotFound)
	_, err = s.Pass(ctx, p.Hash)
	must(t, err)
}

func testDrop(t *testing.T, s account.Store) {
	ctx := t.Context()
	for _, n := range []string{"a", "b"} {
		must(t, s.AddUser(ctx, user(n, account.Reader)))
	}
	a1, a2, a3, b := pass("a1", account.Session, "a"), pass("a2", account.Session, "a"), pass("a3", account.Token, "a"), pass("b1", account.Session, "b")
	for _, x := range []account.Pass{a1, a2, a3, b} {
		must(t, s.AddPass(ctx, x))
	}
	must(t, s.DropPasses(ctx, account.Session, "a", a2.Hash))
	for hash, there := range map[string]bool{a1.Hash: false, a2.Hash: true, a3.Hash: true, b.Hash: true} {
		if _, err := s.Pass(ctx, hash); (err == nil) != there {
			t.Errorf("%s: %v, want there: %t", hash[:2], err, there)
		}
	}
	must(t, s.DropPass(ctx, b.Hash))
	coded(t, "again", s.DropPass(ctx, b.Hash), bilan.CodeNotFound)
}

func testRedeem(t *testing.T, s account.Store) {
	ctx := t.Context()
	p := pass("ii", account.Invitation, "")
	must(t, s.AddPass(ctx, p))
	must(t, s.AddUser(ctx, user("taken", account.Reader)))
	coded(t, "a name that is taken", s.Redeem(ctx, p.Hash, user("taken", account.Reader)), bilan.CodeConflict)
	must(t, s.Redeem(ctx, p.Hash, user("new", account.Reader)))
	coded(t, "again", s.Redeem(ctx, p.Hash, user("newer", account.Reader)), bilan.CodeNotFound)
	if _, err := s.User(ctx, "newer"); err == nil {
		t.Error("an invitation was good twice")
	}
}

func testRedeemOnce(t *testing.T, s account.Store) {
	ctx := t.Context()
	p := pass("ii", account.Invitation, "")
	must(t, s.AddPass(ctx, p))
	var wg sync.WaitGroup
	for _, n := range []string{"a", "b", "c", "d", "e"} {
		wg.Go(func() { s.Redeem(ctx, p.Hash, user(n, account.Reader)) })
	}
	wg.Wait()
	list, err := s.Users(ctx)
	must(t, err)
	same(t, "users", len(list), 1)
}

// testLastAdmin takes the role from two admins at once: one of them stays.
func testLastAdmin(t *testing.T, s account.Store) {
	ctx := t.Context()
	a := account.New(s, time.Now)
	for _, n := range []string{"a", "b"} {
		must(t, s.AddUser(ctx, user(n, account.Admin)))
	}
	var wg sync.WaitGroup
	for _, n := range []string{"a", "b"} {
		wg.Go(func() { a.SetRole(ctx, n, account.Reader) })
	}
	wg.Wait()
	admins := 0
	list, err := s.Users(ctx)
	must(t, err)
	for _, u := range list {
		if u.Role == account.Admin {
			admins++
		}
	}
	same(t, "admins", admins, 1)
}
