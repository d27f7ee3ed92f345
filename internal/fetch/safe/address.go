package safe

import (
	"net/netip"
)

// global6 is the only part of IPv6 from which global unicast addresses have been given out.
var global6 = netip.MustParsePrefix("2000::/3")

// special lists the blocks of the IANA special-purpose registries, whole: also those that the registries call reachable,
// for none of them is where news is published. IPv6 outside of global6 needs no line.
var special = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
	"192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
	"198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
)

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// Public reports whether an address is global unicast. An IPv4 address within IPv6 (::ffff:…) is judged as IPv4; the
// other ways to hide one (NAT64, 6to4, Teredo, ::a.b.c.d) are outside of global6 or special.
func Public(a netip.Addr) bool {
	if a.Zone() != "" {
		return false
	}
	a = a.Unmap()
	if !a.IsValid() || a.Is6() && !global6.Contains(a) {
		return false
	}
	for _, p := range special {
		if p.Contains(a) {
			return false
		}
	}
	return true
}
