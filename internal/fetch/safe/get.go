package safe

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"bilan"
)

// Answer is what a fetch came to. A status of 400 and more is an answer, too.
type Answer struct {
	URL    string // the last one
	Status int
	Header http.Header
	Raw    []byte // the body as it came
	Body   []byte // unpacked
	Hops   []Hop  // every request, the last one included
	At     time.Time
	Took   time.Duration
	Onward string // where a Step sends on to; empty when it is the answer itself
}

// Hop is one request of a fetch and what was answered.
type Hop struct {
	URL     string
	Status  int
	Request http.Header
	Header  http.Header
	At      time.Time
	TLS     *TLS
}

// TLS tells under what certificate a hop was answered.
type TLS struct {
	Version, Cipher, Subject, Issuer string
	NotBefore, NotAfter              time.Time
	SHA256                           string // of the certificate
}

// Get fetches a page. Of header, only what asks for a change since the last time (If-None-Match, If-Modified-Since) and
// Accept are sent on, and after a redirect to another host only Accept.
func (c *Client) Get(ctx context.Context, address string, header http.Header) (*Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(c.Timeout, Timeout))
	defer cancel()
	a := &Answer{At: c.now().UTC()}
	a.URL = address
	for {
		next, err := c.hop(ctx, a, header)
		if err != nil {
			return nil, failed(address, err)
		}
		if next == nil {
			a.Took = c.now().Sub(a.At)
			return a, nil
		}
		if len(a.Hops) > MaxRedirects {
			return nil, failed(address, bilan.Errorf(bilan.CodeLimit, "", "more than %d redirects", MaxRedirects))
		}
		if host(next.String()) != host(a.URL) {
			header = http.Header{"Accept": header.Values("Accept")}
		}
		a.URL = next.String()
	}
}

// Step makes one request like Get, and tells where it sends on to in place of going there, so that others are asked when
// they may be.
func (c *Client) Step(ctx context.Context, address string, header http.Header) (*Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(c.Timeout, Timeout))
	defer cancel()
	a := &Answer{At: c.now().UTC(), URL: address}
	next, err := c.hop(ctx, a, header)
	if err != nil {
		return nil, failed(address, err)
	}
	if next != nil {
		last := &a.Hops[0]
		a.Onward, a.Status, a.Header = next.String(), last.Status, last.Header
	}
	a.Took = c.now().Sub(a.At)
	return a, nil
}

// Post sends a body. No redirect is followed: what is sent is meant for that address.
func (c *Client) Post(ctx context.Context, address, contentType string, body []byte) (*Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(c.Timeout, Timeout))
	defer cancel()
	a := &Answer{At: c.now().UTC(), URL: address}
	req, err := c.request(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, failed(address, err)
	}
	req.Header.Set("Content-Type", contentType)
	if next, err := c.do(a, req); err != nil {
		return nil, failed(address, err)
	} else if next != nil {
		return nil, failed(address, fmt.Errorf("it sends on to %s", next))
	}
	a.Took = c.now().Sub(a.At)
	return a, nil
}

// hop makes one request. It gives the place that the answer sends on to, or nil when the answer is the last.
func (c *Client) hop(ctx context.Context, a *Answer, header http.Header) (*url.URL, error) {
	req, err := c.request(ctx, http.MethodGet, a.URL, nil)
	if err != nil {
		return nil, err
	}
	for _, k := range [...]string{"Accept", "If-None-Match", "If-Modified-Since"} {
		if v := header.Get(k); v != "" {
			req.Header.Set(k, v)
		}
	}
	return c.do(a, req)
}

// request makes a request to an address that may be asked.
func (c *Client) request(ctx context.Context, method, address string, body io.Reader) (*http.Request, error) {
	u, err := c.check(address)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, method, u.String(), body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", c.Agent)
	req.Header.Set("Accept-Encoding", "gzip, br, zstd, deflate")
	return req, nil
}

// do sends a request and reads the answer, unless that sends on.
func (c *Client) do(a *Answer, req *http.Request) (*url.URL, error) {
	at := c.now().UTC()
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a.Hops = append(a.Hops, Hop{URL: req.URL.String(), Status: resp.StatusCode, Request: req.Header, Header: resp.Header, At: at, TLS: tlsFacts(resp.TLS)})
	if next := redirect(resp); next != "" {
		return onward(req.URL, next)
	}
	return nil, a.take(resp)
}

// take reads the last answer.
func (a *Answer) take(resp *http.Response) (err error) {
	a.Status, a.Header = resp.StatusCode, resp.Header
	if a.Raw, err = readAll(resp.Body, MaxBody); err != nil {
		return err
	}
	a.Body, err = Unpack(a.Raw, resp.Header.Values("Content-Encoding"))
	return err
}

// check reads a URL and refuses what is no public web address by its looks alone; the address itself is checked when dialled.
func (c *Client) check(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return nil, &bilan.Error{Code: bilan.CodeInvalid, Err: err}
	}
	port := u.Port()
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("%w: scheme %q", ErrBlocked, u.Scheme)
	case u.User != nil:
		return nil, fmt.Errorf("%w: a URL with a name or password", ErrBlocked)
	case u.Hostname() == "" || numeric(u.Hostname()):
		return nil, fmt.Errorf("%w: host %q", ErrBlocked, u.Hostname())
	}
	if n, err := strconv.ParseUint(port, 10, 16); port != "" && (err != nil || !c.ports[uint16(n)] && !c.isExempt(uint16(n))) {
		return nil, fmt.Errorf("%w: port %s", ErrBlocked, port)
	}
	u.Fragment = ""
	return u, nil
}

func (c *Client) isExempt(port uint16) bool {
	for a := range c.exempt {
		if a.Port() == port {
			return true
		}
	}
	return false
}

// numeric reports whether a host is an address in other numbers than four decimal ones: some resolvers read 0x7f.1,
// 2130706433 or 127.1 as one.
func numeric(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return false
	}
	host = strings.TrimSuffix(host, ".")
	last := host[strings.LastIndexByte(host, '.')+1:]
	_, err := strconv.ParseUint(last, 0, 64)
	return err == nil || last != "" && strings.Trim(last, "0123456789") == ""
}

func redirect(r *http.Response) string {
	switch r.StatusCode {
	case 301, 302, 303, 307, 308:
		return r.Header.Get("Location")
	}
	return ""
}

// onward reads where an answer sends on to. From https it is never http.
func onward(from *url.URL, to string) (*url.URL, error) {
	u, err := from.Parse(to)
	if err != nil {
		return nil, &bilan.Error{Code: bilan.CodeInvalid, Err: err}
	}
	if from.Scheme == "https" && u.Scheme == "http" {
		return nil, fmt.Errorf("%w: from https to http", ErrBlocked)
	}
	return u, nil
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

func tlsFacts(s *tls.ConnectionState) *TLS {
	if s == nil || len(s.PeerCertificates) == 0 {
		return nil
	}
	c := s.PeerCertificates[0]
	return &TLS{Version: tls.VersionName(s.Version), Cipher: tls.CipherSuiteName(s.CipherSuite), Subject: c.Subject.String(),
		Issuer: c.Issuer.String(), NotBefore: c.NotBefore.UTC(), NotAfter: c.NotAfter.UTC(), SHA256: sum(c.Raw)}
}
