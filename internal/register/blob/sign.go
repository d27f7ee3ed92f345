package blob

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// keys are what the store knows a caller by.
type keys struct{ id, secret, token string }

// sign signs a request by AWS Signature Version 4: its method, path, query, the headers host and x-amz-*, and the SHA-256 of
// its body.
func (k keys) sign(r *http.Request, region, bodySum string, now time.Time) {
	stamp := now.UTC().Format("20060102T150405Z")
	r.Header.Set("X-Amz-Date", stamp)
	r.Header.Set("X-Amz-Content-Sha256", bodySum)
	if k.token != "" {
		r.Header.Set("X-Amz-Security-Token", k.token)
	}
	scope := stamp[:8] + "/" + region + "/s3/aws4_request"
	names, canonical := canonicalRequest(r, bodySum)
	sum := sha256.Sum256([]byte(canonical))
	text := "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + hex.EncodeToString(sum[:])
	key := []byte("AWS4" + k.secret)
	for _, part := range []string{stamp[:8], region, "s3", "aws4_request", text} {
		key = mac(key, part)
	}
	r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+k.id+"/"+scope+",SignedHeaders="+names+",Signature="+hex.EncodeToString(key))
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}

// canonicalRequest gives the names of the signed headers and the text that is signed.
func canonicalRequest(r *http.Request, bodySum string) (names, text string) {
	values := map[string]string{"host": r.URL.Host}
	for name := range r.Header {
		if lower := strings.ToLower(name); strings.HasPrefix(lower, "x-amz-") || lower == "range" {
			values[lower] = strings.TrimSpace(r.Header.Get(name))
		}
	}
	var list []string
	for name := range values {
		list = append(list, name)
	}
	slices.Sort(list)
	var headers strings.Builder
	for _, name := range list {
		headers.WriteString(name + ":" + values[name] + "\n")
	}
	names = strings.Join(list, ";")
	return names, strings.Join([]string{r.Method, r.URL.EscapedPath(), canonicalQuery(r.URL.Query()), headers.String(), names, bodySum}, "\n")
}

// canonicalQuery sorts a query and escapes it as the signature wants it, a blank as %20.
func canonicalQuery(q url.Values) string { return strings.ReplaceAll(q.Encode(), "+", "%20") }
