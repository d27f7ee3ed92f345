package account

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"bilan"
)

// Role is what a user may do; each includes those before it in Roles.
type Role string

// The roles.
const (
	Reader   Role = "reader"   // reads everything
	Coder    Role = "coder"    // adds dispatches, writes notes
	Reviewer Role = "reviewer" // decides about claims
	Editor   Role = "editor"   // takes back what others decided, publishes
	Admin    Role = "admin"    // keeps accounts
)

// Roles lists the roles, the least first.
var Roles = []Role{Reader, Coder, Reviewer, Editor, Admin}

// RoleNames are the names of Roles.
var RoleNames = []string{"reader", "coder", "reviewer", "editor", "admin"}

// User is a person who may use the desk.
type User struct {
	Name     string // unique, small letters
	Role     Role
	Password string // argon2id in PHC form; "" lets nobody in
	Disabled bool
	Made     time.Time
}

// PassKind says what a pass is for.
type PassKind string

// The kinds of pass.
const (
	Session    PassKind = "session"
	Token      PassKind = "token"
	Invitation PassKind = "invitation"
)

// Pass is a secret that was given out.
type Pass struct {
	ID      string // the beginning of Hash: names the pass to people
	Hash    string // SHA-256 of the secret, hexadecimal
	Kind    PassKind
	User    string  // whose; of an invitation who invites
	Label   string  // of a token: what it is for
	Role    Role    // of an invitation: of the user to come
	Scopes  []Scope // of a token
	Made    time.Time
	Expires time.Time
}

// Scope is something that an API token may do besides reading, as far as the role of its user lets it.
type Scope string

// The scopes.
const (
	MayAdd     Scope = "add"     // add dispatches
	MayJudge   Scope = "judge"   // decide about claims
	MayPublish Scope = "publish" // publish situations
)

// Scopes lists the scopes.
var Scopes = []Scope{MayAdd, MayJudge, MayPublish}

const longestName = 60

// checkName says what is wrong with a user's name: it stands in addresses, logs and on the record.
func checkName(name string) error {
	wrong := name == "" || utf8.RuneCountInString(name) > longestName || name == "local" || strings.ToLower(name) != name || !utf8.ValidString(name) ||
		strings.ContainsFunc(name, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-@", r)
		})
	if wrong {
		return bilan.Errorf(bilan.CodeInvalid, "name a user", "a name has up to %d small letters, digits and . _ - @", longestName)
	}
	return nil
}

func checkRole(r Role) error {
	if !slices.Contains(Roles, r) {
		return bilan.Errorf(bilan.CodeInvalid, "give a role", "no role is called %q", r)
	}
	return nil
}

func checkScopes(list []Scope) error {
	for _, s := range list {
		if !slices.Contains(Scopes, s) {
			return bilan.Errorf(bilan.CodeInvalid, "make a token", "no scope is called %q", s)
		}
	}
	return nil
}
