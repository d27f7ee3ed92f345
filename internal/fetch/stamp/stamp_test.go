package stamp

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/digitorus/timestamp"

	"bilan"
	"bilan/internal/fetch/safe"
)

// authority is one of this test's own.
type authority struct {
	root, cert *x509.Certificate
	key        crypto.Signer
	now        time.Time
	change     func(*timestamp.Timestamp) // what a wrong one answers
	status     int
	asked      int
}

func newAuthority(t *testing.T, usage x509.ExtKeyUsage) *authority {
	t.Helper()
	a := &authority{now: time.Now().UTC().Truncate(time.Second), status: http.StatusOK}
	rootKey := newKey(t)
	a.key = newKey(t)
	root := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test root"}, NotBefore: a.now.AddDate(-1, 0, 0), NotAfter: a.now.AddDate(1, 0, 0),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	leaf := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "Test authority"}, NotBefore: root.NotBefore, NotAfter: root.NotAfter,
		ExtKeyUsage: []x509.ExtKeyUsage{usage}, KeyUsage: x509.KeyUsageDigitalSignature}
	if usage == x509.ExtKeyUsageTimeStamping { // RFC 3161 wants it critical
		leaf.ExtKeyUsage = nil
		leaf.ExtraExtensions = []pkix.Extension{{Id: []int{2, 5, 29, 37}, Critical: true, Value: []byte{0x30, 0x0a, 0x06, 0x08, 0x2b, 6, 1, 5, 5, 7, 3, 8}}}
	}
	a.root = signed(t, root, root, rootKey.Public(), rootKey)
	a.cert = signed(t, leaf, a.root, a.key.Public(), rootKey)
	return a
}

func newKey(t *testing.T) crypto.Signer {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func signed(t *testing.T, c, by *x509.Certificate, key crypto.PublicKey, with crypto.Signer) *x509.Certificate {
	t.Helper()
	der, err := x509.CreateCertificate(rand.Reader, c, by, key, with)
	if err != nil {
		t.Fatal(err)
	}
	out, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (a *authority) roots() *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(a.root)
	return p
}

// Post answers a request as an authority does.
func (a *authority) Post(_ context.Context, address, contentType string, body []byte) (*safe.Answer, error) {
	a.asked++
	if strings.Contains(address, "down") {
		return nil, bilan.Errorf(bilan.CodeUnavailable, "fetch "+address, "no route")
	}
	req, err := timestamp.ParseRequest(body)
	if err != nil || contentType != "application/timestamp-query" || !req.Certificates {
		return nil, errors.New("a bad request")
	}
	ts := &timestamp.Timestamp{HashAlgorithm: req.HashAlgorithm, HashedMessage: req.HashedMessage, Time: a.now, Nonce: req.Nonce, Policy: []int{1, 2, 3}, SerialNumber: big.NewInt(7), AddTSACertificate: true}
	if a.change != nil {
		a.change(ts)
	}
	answer, err := ts.CreateResponseWithOpts(a.cert, a.key, crypto.SHA256)
	return &safe.Answer{Status: a.status, Header: http.Header{"Content-Type": {replyType}}, Body: answer}, err
}

func folder(t *testing.T) Folder {
	t.Helper()
	d := Folder{t.TempDir()}
	for name, text := range map[string]string{"a.warc.gz": "first", "b.warc.gz": "second", "notes.txt": "x"} {
		if err := os.WriteFile(filepath.Join(d.Dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// TestFolder stamps what is there, what comes, and what grows, and finds what was changed.
func TestFolder(t *testing.T) {
	d, a := folder(t), newAuthority(t, x509.ExtKeyUsageTimeStamping)
	stamp := func(want int, authorities ...string) error {
		t.Helper()
		n, err := d.Stamp(t.Context(), a, authorities)
		if n != want {
			t.Errorf("%d tokens, want %d", n, want)
		}
		return err
	}
	if err := stamp(2, "https://down.example.org/tsr", "https://one.example.org/tsr"); bilan.ErrorCode(err) != bilan.CodeUnavailable || a.asked != 3 {
		t.Errorf("an authority that is down: %v, asked %d times", err, a.asked)
	}
	if err := stamp(2, "https://one.example.org/tsr", "https://two.example.org/"); err != nil { // the second authority's
		t.Error(err)
	}
	if err := stamp(0, "https://one.example.org/tsr", "https://two.example.org/"); err != nil {
		t.Error(err)
	}
	appendTo(t, filepath.Join(d.Dir, "b.warc.gz"), " and more")
	if err := stamp(1, "https://one.example.org/tsr"); err != nil {
		t.Error(err)
	}
	appendTo(t, filepath.Join(d.Dir, "a.warc.gz"), " not stamped")
	checks, files, err := d.Verify(t.Context(), a.roots())
	if err != nil || len(checks) != 5 || len(files) != 2 || files[0].Covered != 5 || files[1].Covered != files[1].Size {
		t.Errorf("%v %+v %+v", err, checks, files)
	}
	for _, c := range checks {
		if c.Err != nil || c.Chain != nil || !c.Time.Equal(a.now) || c.Authority != "CN=Test authority" {
			t.Errorf("%+v", c)
		}
	}
	if checks, _, _ := d.Verify(t.Context(), newAuthority(t, x509.ExtKeyUsageTimeStamping).roots()); checks[0].Err != nil || checks[0].Chain == nil {
		t.Errorf("a root that is not known: %+v", checks[0])
	}
	if err := os.WriteFile(filepath.Join(d.Dir, "b.warc.gz"), []byte("Second and more"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(d.Dir, "a.warc.gz"), 3); err != nil {
		t.Fatal(err)
	}
	checks, _, err = d.Verify(t.Context(), a.roots())
	for _, c := range checks {
		if c.Err == nil {
			t.Errorf("%s holds for changed bytes", c.Path)
		}
	}
	if err != nil || len(checks) != 5 {
		t.Error(err, len(checks))
	}
}

func appendTo(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteString(text)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestWrongAnswers keeps nothing that an authority answers wrongly.
func TestWrongAnswers(t *testing.T) {
	other := sha256.Sum256([]byte("other"))
	for name, a := range map[string]func() *authority{
		"other bytes": func() *authority {
			return with(newAuthority(t, x509.ExtKeyUsageTimeStamping), func(ts *timestamp.Timestamp) { ts.HashedMessage = other[:] })
		},
		"other request": func() *authority {
			return with(newAuthority(t, x509.ExtKeyUsageTimeStamping), func(ts *timestamp.Timestamp) { ts.Nonce = big.NewInt(1) })
		},
		"no nonce": func() *authority {
			return with(newAuthority(t, x509.ExtKeyUsageTimeStamping), func(ts *timestamp.Timestamp) { ts.Nonce = nil })
		},
		"no certificate": func() *authority {
			return with(newAuthority(t, x509.ExtKeyUsageTimeStamping), func(ts *timestamp.Timestamp) { ts.AddTSACertificate = false })
		},
		"expired": func() *authority {
			return with(newAuthority(t, x509.ExtKeyUsageTimeStamping), func(ts *timestamp.Timestamp) { ts.Time = ts.Time.AddDate(9, 0, 0) })
		},
		"a certificate for servers": func() *authority { return newAuthority(t, x509.ExtKeyUsageServerAuth) },
		"status 500": func() *authority {
			a := newAuthority(t, x509.ExtKeyUsageTimeStamping)
			a.status = 500
			return a
		},
	} {
		d := folder(t)
		n, err := d.Stamp(t.Context(), a(), []string{"https://tsa.example.org/"})
		left, _ := filepath.Glob(filepath.Join(d.Dir, "*"))
		if n != 0 || bilan.ErrorCode(err) != bilan.CodeUnavailable || len(left) != 3 {
			t.Errorf("%s: %d tokens, %v, %v", name, n, err, left)
		}
	}
}

func with(a *authority, change func(*timestamp.Timestamp)) *authority {
	a.change = change
	return a
}

// TestOpenSSL has OpenSSL verify a token that was kept, and ours one that OpenSSL made.
func TestOpenSSL(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("openssl is not installed")
	}
	d, a := folder(t), newAuthority(t, x509.ExtKeyUsageTimeStamping)
	if _, err := d.Stamp(t.Context(), a, []string{"https://tsa.example.org/"}); err != nil {
		t.Fatal(err)
	}
	in := func(name string) string { return filepath.Join(d.Dir, name) }
	write := func(name string, kind string, der []byte) {
		if err := os.WriteFile(in(name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	key, err := x509.MarshalPKCS8PrivateKey(a.key)
	if err != nil {
		t.Fatal(err)
	}
	write("root.pem", "CERTIFICATE", a.root.Raw)
	write("cert.pem", "CERTIFICATE", a.cert.Raw)
	write("key.pem", "PRIVATE KEY", key)
	tokens, _ := filepath.Glob(in("a.warc.gz.*.tsr"))
	if len(tokens) != 1 {
		t.Fatal(tokens)
	}
	appendTo(t, in("a.warc.gz"), " and more")
	c := exec.Command("sh", "-c", "head -c 5 a.warc.gz | openssl ts -verify -data /dev/stdin -CAfile root.pem -in "+filepath.Base(tokens[0]))
	c.Dir = d.Dir
	out, err := c.CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("Verification: OK")) {
		t.Errorf("%v %s", err, out)
	}
	digest := sha256.Sum256([]byte("first"))
	query, nonce, err := request(digest[:])
	if err != nil {
		t.Fatal(err)
	}
	config := "[tsa]\ndefault_tsa=own\n[own]\nserial=" + in("serial") + "\ncrypto_device=builtin\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\naccuracy=secs:1\n"
	if err := errors.Join(os.WriteFile(in("tsa.cnf"), []byte(config), 0o600), os.WriteFile(in("q.tsq"), query, 0o600)); err != nil {
		t.Fatal(err)
	}
	out, err = exec.Command("openssl", "ts", "-reply", "-config", in("tsa.cnf"), "-queryfile", in("q.tsq"), "-signer", in("cert.pem"), "-inkey", in("key.pem"), "-out", in("r.tsr")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v %s", err, out)
	}
	answer, err := os.ReadFile(in("r.tsr"))
	if err != nil {
		t.Fatal(err)
	}
	if s, err := Verify(answer, digest[:], nonce, a.roots()); err != nil || s.Chain != nil || time.Since(s.Time) > time.Hour {
		t.Errorf("%v %+v", err, s)
	}
}

// FuzzVerify reads any answer without a crash, and believes none.
func FuzzVerify(f *testing.F) {
	f.Add([]byte{0x30, 0x03, 0x02, 0x01, 0x00})
	f.Fuzz(func(t *testing.T, answer []byte) {
		digest := sha256.Sum256(answer)
		if _, err := Verify(answer, digest[:], nil, nil); err == nil {
			t.Error("believed")
		}
	})
}
