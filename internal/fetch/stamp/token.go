package stamp

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/digitorus/pkcs7"
	"github.com/digitorus/timestamp"

	"bilan"
)

// The media types of a request and its answer.
const (
	queryType = "application/timestamp-query"
	replyType = "application/timestamp-reply"
)

// Stamp is what a token proves.
type Stamp struct {
	Time      time.Time
	Authority string // the subject of the certificate that signed
	Chain     error  // why the certificate does not lead to a known root; nil when it does
}

// request makes a request for a SHA-256 digest, with the authority's certificates to be sent along.
func request(digest []byte) (query []byte, nonce *big.Int, err error) {
	if nonce, err = rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 63)); err != nil {
		return nil, nil, bilan.Errorf(bilan.CodeInternal, "time stamp", "%w", err)
	}
	query, err = (&timestamp.Request{HashAlgorithm: crypto.SHA256, HashedMessage: digest, Certificates: true, Nonce: nonce}).Marshal()
	return query, nonce, err
}

// Verify checks an answer: it is granted, about the digest, and signed by the certificate in it, which may stamp times and was
// valid then. A nonce, when one is given, must come back. Whether that certificate leads to one of roots is told apart.
func Verify(answer, digest []byte, nonce *big.Int, roots *x509.CertPool) (s Stamp, err error) {
	defer func() { // the parser of others' ASN.1 is not ours, and what it parses comes from the net
		if p := recover(); p != nil {
			err = invalid("no readable token: %v", p)
		}
	}()
	ts, err := timestamp.ParseResponse(answer)
	if err != nil {
		return s, invalid("%w", err)
	}
	switch {
	case len(ts.Certificates) == 0:
		return s, invalid("the token holds no certificate")
	case ts.HashAlgorithm != crypto.SHA256 || !bytes.Equal(ts.HashedMessage, digest):
		return s, invalid("the token is about other bytes")
	case nonce != nil && (ts.Nonce == nil || ts.Nonce.Cmp(nonce) != 0):
		return s, invalid("the token answers another request")
	}
	p7, err := pkcs7.Parse(ts.RawToken)
	if err != nil {
		return s, invalid("%w", err)
	}
	signer := p7.GetOnlySigner()
	switch {
	case signer == nil:
		return s, invalid("the token is not signed once")
	case !slices.Contains(signer.ExtKeyUsage, x509.ExtKeyUsageTimeStamping):
		return s, invalid("the certificate of %s is not for time stamps", signer.Subject)
	case ts.Time.Before(signer.NotBefore) || ts.Time.After(signer.NotAfter):
		return s, invalid("the certificate of %s was not valid at %s", signer.Subject, ts.Time.UTC().Format(time.RFC3339))
	}
	s = Stamp{Time: ts.Time.UTC(), Authority: signer.Subject.String()}
	s.Chain = chain(signer, ts, roots)
	return s, nil
}

// chain looks for a way from a certificate, by those in the token, to a root, as of the time of the token.
func chain(signer *x509.Certificate, ts *timestamp.Timestamp, roots *x509.CertPool) error {
	between := x509.NewCertPool()
	for _, c := range ts.Certificates {
		between.AddCert(c)
	}
	_, err := signer.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: ts.Time, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}})
	return err
}

func invalid(format string, args ...any) error {
	return bilan.Errorf(bilan.CodeInvalid, "time stamp", "%w", fmt.Errorf(format, args...))
}
