package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"bilan"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// The cost of a hash: OWASP's second choice for argon2id, about 30 ms. atOnce bounds the memory of many logins at once.
const (
	argonTime   = 2
	argonMemory = 19 << 10 // KiB
	argonLanes  = 1
	keySize     = 32
	saltSize    = 16
	atOnce      = 4
)

const (
	shortestPassword = 12 // letters
	longestPassword  = 1024
)

// hasher makes and compares hashes of passwords, few at a time.
type hasher struct{ slots chan struct{} }

func newHasher() *hasher { return &hasher{make(chan struct{}, atOnce)} }

// prepared gives a password in the one form in which letters with accents are the same whatever typed them.
func prepared(password string) []byte { return []byte(norm.NFKC.String(password)) }

// checkPassword says what is wrong with a new password; it does not tell the password.
func checkPassword(name, password string) error {
	n := utf8.RuneCountInString(password)
	switch {
	case n < shortestPassword || len(password) > longestPassword:
		return bilan.Errorf(bilan.CodeInvalid, "set a password", "a password has %d letters at least and %d bytes at most", shortestPassword, longestPassword)
	case strings.Contains(strings.ToLower(password), name) && len(name) > 3 || few(password):
		return bilan.Errorf(bilan.CodeInvalid, "set a password", "this password is easy to guess")
	}
	return nil
}

// few reports whether a password is made of fewer than five different letters.
func few(password string) bool {
	seen := map[rune]bool{}
	for _, r := range password {
		seen[r] = true
	}
	return len(seen) < 5
}

// hash makes the hash of a password, in PHC form.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltSize)
	rand.Read(salt) // never fails
	key, err := h.key(ctx, password, salt)
	if err != nil {
		return "", err
	}
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonLanes, b64(salt), b64(key)), nil
}

// key waits for a free place and derives a key.
func (h *hasher) key(ctx context.Context, password string, salt []byte) ([]byte, error) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
		return argon2.IDKey(prepared(password), salt, argonTime, argonMemory, argonLanes, keySize), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// noPassword is compared with where there is no user, so that this takes as long: its key is of no password.
var noPassword = "$argon2id$v=19$m=19456,t=2,p=1$" + strings.Repeat("A", 22) + "$" + strings.Repeat("A", 43)

// matches compares a password with a hash, in the same time for all passwords and for no hash at all.
func (h *hasher) matches(ctx context.Context, hash, password string) (bool, error) {
	if len(password) > longestPassword {
		password = ""
	}
	known := hash != ""
	if !known {
		hash = noPassword
	}
	salt, want, err := parts(hash)
	if err != nil {
		return false, bilan.Errorf(bilan.CodeInternal, "compare a password", "%w", err)
	}
	key, err := h.key(ctx, password, salt)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(key, want) == 1 && known, nil
}

// parts takes salt and key out of a hash. All hashes have one cost; another cost would need another branch here.
func parts(hash string) (salt, key []byte, err error) {
	want := fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$", argon2.Version, argonMemory, argonTime, argonLanes)
	rest, ok := strings.CutPrefix(hash, want)
	a, b, two := strings.Cut(rest, "$")
	if !ok || !two {
		return nil, nil, errors.New("the hash that is kept is not of this program")
	}
	salt, err = base64.RawStdEncoding.DecodeString(a)
	key, err2 := base64.RawStdEncoding.DecodeString(b)
	return salt, key, errors.Join(err, err2)
}
