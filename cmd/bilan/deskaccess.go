package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/url"
	"strings"

	"bilan"
	"bilan/internal/account"
	"bilan/internal/desk"
	"bilan/internal/door"
	"bilan/internal/keep"
)

// accessFlags say who reaches the desk, and how.
type accessFlags struct {
	URL        string `placeholder:"URL" help:"Address under which others reach the desk, for links, feeds and cookies: https://desk.example."`
	TLSCert    string `type:"existingfile" placeholder:"FILE" help:"Certificate, PEM: the desk then speaks HTTPS itself."`
	TLSKey     string `type:"existingfile" placeholder:"FILE" help:"Key of the certificate, PEM."`
	TrustProxy bool   `help:"A proxy stands in front of the desk: take the address of who asks from the last entry of X-Forwarded-For."`
}

// check says what is wrong with the flags.
func (f *accessFlags) check() error {
	u, err := url.Parse(f.URL)
	switch {
	case f.URL != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || strings.Trim(u.Path, "/") != ""):
		return &bilan.Error{Code: bilan.CodeInvalid, Op: "--url", Err: errorString("not the address of a host: " + f.URL), Hint: "write https://desk.example"}
	case (f.TLSCert == "") != (f.TLSKey == ""):
		return bilan.Errorf(bilan.CodeInvalid, "--tls-cert", "certificate and key go together")
	}
	return nil
}

// door gives the way in: none where nobody but this machine is answered and no accounts are kept.
func (f *accessFlags) door(ctx context.Context, k *keep.Keeper, listen string) (*door.Door, error) {
	a, err := accountsOf(k)
	if err != nil {
		return nil, err
	}
	users, err := a.Users(ctx)
	if err != nil {
		return nil, err
	}
	mayKeep := false
	for _, u := range users {
		mayKeep = mayKeep || u.Role == account.Admin && !u.Disabled
	}
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return nil, &bilan.Error{Code: bilan.CodeInvalid, Op: "--listen", Err: err, Hint: "write an address and a port: 127.0.0.1:8080"}
	}
	ip := net.ParseIP(host)
	alone := (host == "localhost" || ip != nil && ip.IsLoopback()) && f.URL == ""
	switch {
	case alone && len(users) == 0:
		return nil, nil
	case !mayKeep:
		return nil, &bilan.Error{Code: bilan.CodeInvalid, Op: "listen on " + listen, Err: errorString("others would reach the desk, and there is no account"),
			Hint: "make one first: bilan accounts add NAME --role admin"}
	}
	return &door.Door{Accounts: a, URL: f.URL, Proxy: f.TrustProxy}, nil
}

// enter puts a door before a desk.
func enter(c *desk.Config, d *door.Door) error {
	if d == nil {
		return nil
	}
	part, err := d.Part()
	c.Authorise, c.LoginPath, c.Parts = d.Authorise, door.LoginPath, append(c.Parts, part)
	return err
}

// listen begins to listen, over TLS when there is a certificate.
func (f *accessFlags) listen(address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, &bilan.Error{Code: bilan.CodeUnavailable, Op: "listen on " + address, Err: cause(err), Hint: "another program may have the port: --listen 127.0.0.1:0 takes a free one"}
	}
	if f.TLSCert == "" {
		return l, nil
	}
	pair, err := tls.LoadX509KeyPair(f.TLSCert, f.TLSKey)
	if err != nil {
		l.Close()
		return nil, bilan.Errorf(bilan.CodeInvalid, "--tls-cert", "%w", err)
	}
	return tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}), nil
}

// address tells where the desk is, and warns when passwords would go unencrypted.
func (f *accessFlags) address(std stdio, l net.Listener, others bool) string {
	scheme := "http://"
	if f.TLSCert != "" {
		scheme = "https://"
	}
	address := scheme + l.Addr().String() + "/"
	tcp, ok := l.Addr().(*net.TCPAddr)
	if others && scheme == "http://" && ok && !tcp.IP.IsLoopback() && !strings.HasPrefix(f.URL, "https://") {
		fmt.Fprintln(std.err, "bilan: passwords go unencrypted: give --tls-cert and --tls-key, or let a proxy speak HTTPS and give its --url")
	}
	return address
}
