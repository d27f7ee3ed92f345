package account_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/internal/account"
	"bilan/internal/register/sqlite"
)

const good = "correct horse battery"

// clock is a time that tests move.
type clock struct{ t time.Time }

func (c *clock) now() time.Time { return c.t }

func fresh(t *testing.T) (*account.Accounts, account.Store, *clock) {
	t.Helper()
	r, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "r.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	c := &clock{time.Date(2022, 1, 6, 8, 0, 0, 0, time.UTC)}
	s := r.(account.Store)
	return account.New(s, c.now), s, c
}

func add(t *testing.T, a *account.Accounts, name string, role account.Role) {
	t.Helper()
	if err := a.Add(t.Context(), name, role, good); err != nil {
		t.Fatal(err)
	}
}

func login(t *testing.T, a *account.Accounts, name string) string {
	t.Helper()
	secret, err := a.Login(t.Context(), name, good, "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

func TestLogin(t *testing.T) {
	a, s, _ := fresh(t)
	ctx := t.Context()
	add(t, a, "anna", account.Reviewer)
	secret := login(t, a, " Anna ")
	u, err := a.Session(ctx, secret)
	if err != nil || u.Name != "anna" || u.Role != account.Reviewer {
		t.Fatalf("%v %v", u, err)
	}
	for _, c := range [][2]string{{"anna", "wrong horse battery"}, {"nobody", good}, {"anna", ""}, {"anna", strings.Repeat("x", 5000)}} {
		if _, err := a.Login(ctx, c[0], c[1], "192.0.2.2"); !errors.Is(err, account.ErrWrong) {
			t.Errorf("%q: %v", c[0], err)
		}
	}
	kept, _ := s.User(ctx, "anna")
	if !strings.HasPrefix(kept.Password, "$argon2id$v=19$m=19456,t=2,p=1$") || strings.Contains(kept.Password, good) {
		t.Errorf("kept as %q", kept.Password)
	}
	list, _ := s.Passes(ctx, account.Session, "anna")
	if len(list) != 1 || strings.Contains(secret, list[0].Hash) || strings.Contains(list[0].Hash, secret) {
		t.Errorf("the secret itself is kept: %+v", list)
	}
	if err := a.Logout(ctx, secret); err != nil {
		t.Error(err)
	}
	if _, err := a.Session(ctx, secret); bilan.ErrorCode(err) != bilan.CodeNotFound {
		t.Errorf("after logging out: %v", err)
	}
}

func TestSessionsEnd(t *testing.T) {
	a, _, c := fresh(t)
	add(t, a, "anna", account.Reader)
	ctx := t.Context()
	idle, used := login(t, a, "anna"), login(t, a, "anna")
	begun := c.t
	for c.t.Sub(begun) < 13*24*time.Hour {
		c.t = c.t.Add(5 * time.Hour)
		if _, err := a.Session(ctx, used); err != nil {
			t.Fatalf("in use, after %v: %v", c.t.Sub(begun), err)
		}
	}
	if _, err := a.Session(ctx, idle); err == nil {
		t.Error("an idle session did not end")
	}
	c.t = begun.Add(14*24*time.Hour + time.Minute)
	if _, err := a.Session(ctx, used); err == nil {
		t.Error("a session did not end after two weeks")
	}
}

func TestSessionsEndWithWhatTheyStandFor(t *testing.T) {
	a, _, _ := fresh(t)
	add(t, a, "anna", account.Reader)
	add(t, a, "root", account.Admin)
	ctx := t.Context()
	one, two := login(t, a, "anna"), login(t, a, "anna")
	if err := a.ChangePassword(ctx, "anna", "not the old one", "another horse battery", one, "p"); bilan.ErrorCode(err) != bilan.CodeInvalid {
		t.Errorf("with a wrong old password: %v", err)
	}
	if err := a.ChangePassword(ctx, "anna", good, "another horse battery", one, "p"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Session(ctx, one); err != nil {
		t.Error("the own session ended")
	}
	if _, err := a.Session(ctx, two); err == nil {
		t.Error("another session went on")
	}
	if err := a.Disable(ctx, "anna", true); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Session(ctx, one); err == nil {
		t.Error("a disabled user has a session")
	}
	if _, err := a.Login(ctx, "anna", "another horse battery", "p"); !errors.Is(err, account.ErrWrong) {
		t.Errorf("a disabled user: %v", err)
	}
	if err := a.Disable(ctx, "root", true); bilan.ErrorCode(err) != bilan.CodeConflict {
		t.Errorf("the last admin: %v", err)
	}
}

func TestInvitation(t *testing.T) {
	a, _, c := fresh(t)
	ctx := t.Context()
	secret, err := a.Invite(ctx, "root", account.Editor, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Accept(ctx, secret, "boris", "short"); bilan.ErrorCode(err) != bilan.CodeInvalid {
		t.Errorf("a short password: %v", err)
	}
	session, err := a.Accept(ctx, secret, "boris", good)
	if err != nil {
		t.Fatal(err)
	}
	if u, err := a.Session(ctx, session); err != nil || u.Role != account.Editor {
		t.Errorf("%v %v", u, err)
	}
	if _, err := a.Accept(ctx, secret, "other", good); bilan.ErrorCode(err) != bilan.CodeNotFound {
		t.Errorf("twice: %v", err)
	}
	late, _ := a.Invite(ctx, "root", account.Admin, time.Hour)
	c.t = c.t.Add(61 * time.Minute)
	if _, err := a.Accept(ctx, late, "other", good); bilan.ErrorCode(err) != bilan.CodeNotFound {
		t.Errorf("too late: %v", err)
	}
	for _, wrong := range []string{"", "bli_", session, "bli_" + strings.Repeat("a", 32)} {
		if _, err := a.Accept(ctx, wrong, "other", good); bilan.ErrorCode(err) != bilan.CodeNotFound {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func TestTokens(t *testing.T) {
	a, _, c := fresh(t)
	ctx := t.Context()
	add(t, a, "anna", account.Coder)
	add(t, a, "boris", account.Coder)
	secret, err := a.NewToken(ctx, "anna", "nightly export", []account.Scope{account.MayAdd}, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	u, scopes, err := a.Token(ctx, secret)
	if err != nil || u.Name != "anna" || len(scopes) != 1 || scopes[0] != account.MayAdd {
		t.Errorf("%v %v %v", u, scopes, err)
	}
	if _, err := a.Session(ctx, secret); err == nil {
		t.Error("a token is a session")
	}
	list, _ := a.Passes(ctx, account.Token, "anna")
	if err := a.Revoke(ctx, account.Token, "boris", list[0].ID); bilan.ErrorCode(err) != bilan.CodeNotFound {
		t.Errorf("another's token: %v", err)
	}
	if err := a.Revoke(ctx, account.Token, "anna", list[0].ID); err != nil {
		t.Error(err)
	}
	if _, _, err := a.Token(ctx, secret); err == nil {
		t.Error("a revoked token is good")
	}
	secret, _ = a.NewToken(ctx, "anna", "x", nil, time.Hour)
	c.t = c.t.Add(time.Hour)
	if _, _, err := a.Token(ctx, secret); err == nil {
		t.Error("an ended token is good")
	}
	for _, label := range []string{"", " ", "a\nb"} {
		if _, err := a.NewToken(ctx, "anna", label, nil, 0); bilan.ErrorCode(err) != bilan.CodeInvalid {
			t.Errorf("label %q: %v", label, err)
		}
	}
	if _, err := a.NewToken(ctx, "anna", "x", []account.Scope{"all"}, 0); bilan.ErrorCode(err) != bilan.CodeInvalid {
		t.Errorf("unknown scope: %v", err)
	}
}

func TestThrottle(t *testing.T) {
	a, _, c := fresh(t)
	add(t, a, "anna", account.Reader)
	ctx := t.Context()
	tried := 0
	guess := func(name, place string) bool {
		_, err := a.Login(ctx, name, "wrong horse battery", place)
		var slow *account.Throttled
		if !errors.As(err, &slow) {
			tried++
		}
		return slow != nil
	}
	for range 12 {
		guess("anna", "192.0.2.1")
	}
	if tried != 10 || !guess("anna", "198.51.100.7") {
		t.Errorf("of 12 guesses of one name %d were tried", tried)
	}
	if _, err := a.Login(ctx, "anna", good, "192.0.2.1"); err == nil {
		t.Error("the right password is told apart while throttled")
	}
	tried = 0
	for i := range 40 {
		guess(strings.Repeat("n", i+1), "203.0.113.9")
	}
	if tried != 30 {
		t.Errorf("of 40 guesses from one address %d were tried", tried)
	}
	c.t = c.t.Add(16 * time.Minute)
	login(t, a, "anna")
}

func TestNamesAndPasswords(t *testing.T) {
	a, _, _ := fresh(t)
	ctx := t.Context()
	for _, name := range []string{"", "a b", "a/b", "local", "a\x00", "<b>", strings.Repeat("a", 61), "a\u202eb"} {
		if err := a.Add(ctx, name, account.Reader, good); bilan.ErrorCode(err) != bilan.CodeInvalid {
			t.Errorf("name %q: %v", name, err)
		}
	}
	for _, p := range []string{"", "short", "aaaaaaaaaaaaaaaa", "abcabcabcabcabc", "annabella and more", strings.Repeat("long ", 300)} {
		err := a.Add(ctx, "annabella", account.Reader, p)
		if bilan.ErrorCode(err) != bilan.CodeInvalid || p != "" && strings.Contains(err.Error(), p) {
			t.Errorf("password %q: %v", p, err)
		}
	}
	if err := a.Add(ctx, "o.k-1", "boss", good); bilan.ErrorCode(err) != bilan.CodeInvalid {
		t.Errorf("role: %v", err)
	}
	if err := a.Add(ctx, "zoé", account.Reader, "mot de passé long"); err != nil {
		t.Error(err)
	}
	if _, err := a.Login(ctx, "zoé", "mot de passe\u0301 long", "p"); err != nil {
		t.Errorf("the same letters typed otherwise: %v", err)
	}
}

// TestUnknownNamesTakeAsLong compares the least times, which noise of the machine disturbs least.
func TestUnknownNamesTakeAsLong(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	a, _, c := fresh(t)
	add(t, a, "anna", account.Reader)
	least := func(name string) time.Duration {
		best := time.Hour
		for range 15 {
			c.t = c.t.Add(20 * time.Minute)
			begun := time.Now()
			if _, err := a.Login(context.Background(), name, "wrong horse battery", "p"); !errors.Is(err, account.ErrWrong) {
				t.Fatal(err)
			}
			best = min(best, time.Since(begun))
		}
		return best
	}
	known, unknown := least("anna"), least("nobody")
	t.Logf("known %v, unknown %v", known, unknown)
	if unknown < known*2/3 || known < unknown*2/3 {
		t.Errorf("known names take %v, unknown ones %v", known, unknown)
	}
}
