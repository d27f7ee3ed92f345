package safe

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"bilan"
)

// inside are addresses that must never be dialled, one at least of each block, and the ways to hide one.
var inside = strings.Fields(`0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.255.255.254 169.254.0.1
	169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.8 192.0.0.170 192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.168.0.1
	192.168.255.255 192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
	:: ::1 ::127.0.0.1 ::10.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0.0.0.0 ::ffff:192.168.1.1
	64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:20::1
	2001:db8::1 2002:7f00:1:: 2002:a00:1::1 2620:4f:8000::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fdff::1 fe80::1 fe80::1%lo febf::1
	fec0::1 feff::1 ff00::1 ff02::1 ff0e::1 4000::1 8000::1`)

// spelt are URLs whose host is an inside address written otherwise, or no place of the web.
var spelt = strings.Fields(`http://2130706433/ http://0x7f.1/ http://0x7f000001/ http://0177.0.0.1/ http://127.1/ http://127.0.1/ http://0/
	http://①②⑦.⓪.⓪.①/ http://127。0。0。1/ http://127.0.0.1./ http://localhost/ http://localhost./ http://[::]/ http://[::1]/
	http://[0:0:0:0:0:ffff:127.0.0.1]/ http://[fe80::1%25lo]/ http://user:pass@example.org/ http://example.org:22/ http://example.org:8080/
	http://example.org:0/ http://example.org:99999/ file:///etc/passwd gopher://example.org/ ftp://example.org/ data:text/html,x
	javascript:alert(1) //example.org/ http:/// unix:///run/x http://017700000001/ http://0x7f.0x0.0x0.0x1/`)

// trap counts every dial that a client lets through.
func trap(t *testing.T, names func(host string) []netip.Addr) (*Client, *atomic.Int64) {
	t.Helper()
	var n atomic.Int64
	c := New("test")
	c.dialed = func(netip.AddrPort) { n.Add(1) }
	c.lookup = func(_ context.Context, host string) ([]netip.Addr, error) {
		if names != nil {
			if a := names(host); a != nil {
				return a, nil
			}
		}
		if host == "localhost" || host == "localhost." {
			return []netip.Addr{netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("::1")}, nil
		}
		if a, err := netip.ParseAddr(strings.TrimSuffix(host, ".")); err == nil { // as some resolvers do
			return []netip.Addr{a}, nil
		}
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	return c, &n
}

func refused(t *testing.T, c *Client, address string) {
	t.Helper()
	_, err := c.Get(context.Background(), address, nil)
	if err == nil || bilan.ErrorCode(err) == bilan.CodeInternal {
		t.Errorf("%s: %v", address, err)
	}
}

func inURL(addr string) string {
	if strings.Contains(addr, ":") {
		return "http://[" + strings.ReplaceAll(addr, "%", "%25") + "]/"
	}
	return "http://" + addr + "/"
}

// TestNothingInsideIsDialled tries every inside address in five ways and counts the dials: none.
func TestNothingInsideIsDialled(t *testing.T) {
	for _, addr := range inside {
		a := netip.MustParseAddr(addr)
		if Public(a) {
			t.Errorf("%s is public", addr)
			continue
		}
		direct, n := trap(t, nil)
		refused(t, direct, inURL(addr))
		named, m := trap(t, func(string) []netip.Addr { return []netip.Addr{a} }) // as A or AAAA, whichever it is
		refused(t, named, "http://news.example.org/")
		refused(t, named, "https://news.example.org/")
		both, k := trap(t, func(string) []netip.Addr { return []netip.Addr{a, netip.AddrFrom16(a.As16()).WithZone("")} }) // in both families
		refused(t, both, "http://news.example.org/")
		if got := n.Load() + m.Load() + k.Load(); got != 0 {
			t.Errorf("%s: %d dials", addr, got)
		}
	}
}

// TestRedirectsInside sends on from an allowed server to every inside address and odd spelling.
func TestRedirectsInside(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", r.URL.Query().Get("to"))
		w.WriteHeader(http.StatusFound)
	}))
	defer srv.Close()
	own := netip.MustParseAddrPort(srv.Listener.Addr().String())
	targets := append([]string{}, spelt...)
	for _, a := range inside {
		targets = append(targets, inURL(a))
	}
	for _, to := range targets {
		if strings.HasPrefix(to, "//") {
			continue // of the redirect's own scheme: an ordinary name
		}
		c, n := trap(t, nil)
		c.exempt = map[netip.AddrPort]bool{own: true}
		refused(t, c, srv.URL+"/?to="+url.QueryEscape(to))
		if got := n.Load(); got != 1 { // the server's own
			t.Errorf("%s: %d dials", to, got)
		}
	}
}

// TestRebinding changes the address of a name between look-ups: each dial sees the address it dials.
func TestRebinding(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "close")
		http.Redirect(w, r, "/again", http.StatusFound)
	}))
	defer srv.Close()
	own := netip.MustParseAddrPort(srv.Listener.Addr().String())
	for _, addr := range inside {
		looks := 0
		c, n := trap(t, func(string) []netip.Addr {
			if looks++; looks == 1 {
				return []netip.Addr{own.Addr()}
			}
			return []netip.Addr{netip.MustParseAddr(addr)}
		})
		c.exempt = map[netip.AddrPort]bool{own: true}
		refused(t, c, fmt.Sprintf("http://news.example.org:%d/", own.Port()))
		if got := n.Load(); got != 1 && addr != "127.0.0.1" && addr != "::ffff:127.0.0.1" { // these two are the server itself
			t.Errorf("%s: %d dials", addr, got)
		}
	}
}

func TestOddSpellings(t *testing.T) {
	for _, address := range spelt {
		c, n := trap(t, nil)
		refused(t, c, address)
		if n.Load() != 0 {
			t.Errorf("%s: dialled", address)
		}
	}
}

// TestPublic lets real addresses through, and dials no port but those of the web.
func TestPublic(t *testing.T) {
	for _, a := range []string{"1.1.1.1", "93.184.216.34", "172.32.0.1", "192.0.1.1", "198.17.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8"} {
		if !Public(netip.MustParseAddr(a)) {
			t.Errorf("%s is not public", a)
		}
	}
	c := New("test")
	if err := c.control("tcp", "1.1.1.1:25", nil); !errors.Is(err, ErrBlocked) {
		t.Errorf("port 25: %v", err)
	}
	if err := c.control("tcp", "1.1.1.1:443", nil); err != nil {
		t.Errorf("port 443: %v", err)
	}
}
