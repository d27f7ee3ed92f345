package desk

import (
	"context"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/internal/desk/basemap"
	"bilan/internal/desk/i18n"
	"bilan/internal/keep"
)

// Config is what a desk is made of.
type Config struct {
	Keeper    *keep.Keeper
	Read      func(ctx context.Context, in Input) ([]keep.Addition, error)
	Fetch     func(ctx context.Context, url string) (Input, error) // nil: addresses are not fetched
	Sources   func(ctx context.Context) ([]Source, error)          // those that are watched; nil: none
	Places    func() (*gazetteer.Gazetteer, error)                 // names of countries
	Now       func() time.Time
	Log       *slog.Logger
	Authorise func(*http.Request) (Identity, error) // nil: everybody is Local, on loopback only
	LoginPath string                                // where those go who must say who they are; "" has no such page
	Observe   func(pattern string, status int, took time.Duration)
	Parts     []Part
	URL       string // address under which others reach the desk; "" is the host that they ask
}

// Part is what another package adds to the desk.
type Part struct {
	Routes    func(*Desk) []Route
	Templates fs.FS // files that each define the "main" of a page, which is named as its file
	Messages  fs.FS
	Links     []Link // in the head of every page
}

// Link is a link of the head of every page, for those whose role suffices.
type Link struct {
	Path, Key string // key of its message
	Role      Role
}

// Input is something to be read.
type Input struct {
	Name, URL, MediaType        string
	Title, Publisher, Published string // what the person says of it
	Data                        []byte
	At                          time.Time // when it was fetched; zero when it was given
	Status                      int       // HTTP
	Header                      map[string]string
	Archive                     func(context.Context) error // is called before it is kept; may be nil
}

// Identity is who asks.
type Identity struct {
	Name string
	Role Role
}

// Local is who asks where there are no accounts.
var local = Identity{Name: "local", Role: Admin}

// Desk serves the pages.
type Desk struct {
	config  Config
	catalog *i18n.Catalog
	pages   *pages
	assets  *assets
	atlas   *atlas
	ledger  *ledger
	drafts  *drafts
	live    *live
	shelf   *shelf
	savers  savers
	handler http.Handler
}

// New makes a desk; it fails when a template, a message or the table of routes is wrong.
func New(c Config) (*Desk, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	d := &Desk{config: c, live: newLive(c.Keeper), atlas: newAtlas(c.Places), ledger: newLedger(c.Keeper), shelf: newShelf(c.Now), drafts: newDrafts()}
	var err error
	if d.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	if d.catalog, err = loadMessages(c.Parts); err != nil {
		return nil, err
	}
	if d.pages, err = d.loadPages(); err != nil {
		return nil, err
	}
	d.handler, err = d.wire(d.Routes())
	return d, err
}

// Handler answers all requests.
func (d *Desk) Handler() http.Handler { return d.handler }

// Keeper gives the keeper of the register.
func (d *Desk) Keeper() *keep.Keeper { return d.config.Keeper }

// Now is the time by the desk's clock.
func (d *Desk) Now() time.Time { return d.config.Now() }

// Log is where the desk writes what happened.
func (d *Desk) Log() *slog.Logger { return d.config.Log }

// Changed tells those who look at a page that the record has changed.
func (d *Desk) Changed() { d.live.notify() }

// Serve answers on a listener until the context ends, and then lets what was begun come to its end, for ten seconds.
func (d *Desk) Serve(ctx context.Context, l net.Listener) error {
	if d.config.Authorise == nil && !loopback(l.Addr().String()) {
		return &bilan.Error{Code: bilan.CodeInvalid, Op: "listen on " + l.Addr().String(), Err: errNoAccounts, Hint: "without accounts only this machine is answered: listen on 127.0.0.1"}
	}
	base, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	s := &http.Server{
		Handler: d.handler, BaseContext: func(net.Listener) context.Context { return base },
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(d.config.Log.Handler(), slog.LevelWarn),
	}
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	go d.live.watch(base)
	go d.warm()
	select {
	case err := <-done:
		return bilan.Errorf(bilan.CodeUnavailable, "serve", "%w", err)
	case <-ctx.Done():
	}
	d.live.close()
	last, cancel := context.WithTimeout(base, 10*time.Second)
	defer cancel()
	if err := s.Shutdown(last); err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "stop", "%w", err)
	}
	return nil
}

// warm reads what the first page would wait for.
func (d *Desk) warm() {
	d.atlas.index()
	if _, err := basemap.Areas(); err != nil {
		d.config.Log.Error("maps", "error", err.Error())
	}
}

// loopback reports whether an address or host is this machine's own.
func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		host = addr
	}
	host = strings.Trim(host, "[]")
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}
