package account

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"strings"
)

const (
	secretSize = 20 // bytes: 160 bits
	idLength   = 10 // hexadecimal digits of a hash that name a pass to people
)

// prefixes tell what a secret is to who finds one in a file, and to scanners of secrets.
var prefixes = map[PassKind]string{Session: "bls_", Token: "blt_", Invitation: "bli_"}

var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

func newSecret(kind PassKind) string {
	b := make([]byte, secretSize)
	rand.Read(b) // never fails
	return prefixes[kind] + letters.EncodeToString(b)
}

// shaped reports whether a text can be a secret of a kind, so that nothing else is looked for.
func shaped(kind PassKind, secret string) bool {
	rest, ok := strings.CutPrefix(secret, prefixes[kind])
	return ok && len(rest) == letters.EncodedLen(secretSize)
}

func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
