package safe

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"

	"bilan"
)

// Limits of what is fetched.
const (
	MaxBody      = 15 << 20 // bytes of a body, packed and unpacked
	MaxRatio     = 100      // of unpacked bytes to packed ones
	MaxHeader    = 256 << 10
	MaxRedirects = 5
	Timeout      = 20 * time.Second // of one fetch with its redirects
)

// ErrBlocked is in the chain of every error about a place that may not be fetched from.
var ErrBlocked = errors.New("not a public web address")

// Client fetches. It is safe for concurrent use.
type Client struct {
	Agent   string        // User-Agent
	Timeout time.Duration // of one fetch; 0 is Timeout

	http   http.Client
	lookup func(ctx context.Context, host string) ([]netip.Addr, error)
	ports  map[uint16]bool
	exempt map[netip.AddrPort]bool // tests' own servers
	dialed func(netip.AddrPort)    // tests count what was let through
	now    func() time.Time
}

// New makes a client that calls itself agent.
func New(agent string) *Client {
	c := &Client{Agent: agent, ports: map[uint16]bool{80: true, 443: true}, lookup: lookup, now: time.Now}
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	c.http.Transport = &http.Transport{
		Proxy:                  nil, // the environment's proxy would dial for us, unchecked
		DialContext:            c.dial,
		DisableCompression:     true, // unpacked here, bounded
		MaxResponseHeaderBytes: MaxHeader,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  15 * time.Second,
		IdleConnTimeout:        30 * time.Second,
		MaxIdleConnsPerHost:    1,
		MaxIdleConns:           100,
	}
	return c
}

func lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
}

// dial resolves once, passes over addresses that are not public, and dials the others by number.
func (c *Client) dial(ctx context.Context, network, hostport string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(hostport)
	if err != nil {
		return nil, err
	}
	addrs, err := c.addresses(ctx, host)
	if err != nil {
		return nil, err
	}
	d := net.Dialer{Timeout: 10 * time.Second, Control: c.control}
	for _, a := range addrs {
		conn, dialErr := d.DialContext(ctx, network, net.JoinHostPort(a.Unmap().String(), port))
		if dialErr == nil {
			return conn, nil
		}
		if err == nil || errors.Is(dialErr, ErrBlocked) {
			err = dialErr
		}
	}
	if err == nil {
		err = fmt.Errorf("%s has no address", host)
	}
	return nil, err
}

func (c *Client) addresses(ctx context.Context, host string) ([]netip.Addr, error) {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	return c.lookup(ctx, host)
}

// control sees the very address that is about to be dialled.
func (c *Client) control(_, address string, _ syscall.RawConn) error {
	a, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s", ErrBlocked, address)
	}
	if !c.exempt[a] && (!Public(a.Addr()) || !c.ports[a.Port()]) {
		return fmt.Errorf("%w: %s", ErrBlocked, address)
	}
	if c.dialed != nil {
		c.dialed(a)
	}
	return nil
}

// failed makes the error of a fetch that did not come to an answer.
func failed(url string, err error) error {
	e := &bilan.Error{Code: bilan.CodeUnavailable, Op: "fetch " + url, Err: err}
	var own *bilan.Error
	switch {
	case errors.As(err, &own):
		e.Code = own.Code
	case errors.Is(err, ErrBlocked):
		e.Code, e.Hint = bilan.CodeInvalid, "only http and https on ports 80 and 443 of public addresses are fetched"
	}
	return e
}
