package main

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bilan"
	"bilan/internal/fetch/safe"
	"bilan/internal/fetch/stamp"
	"bilan/internal/keep"
)

const (
	stampEvery       = time.Hour        // while bilan watch runs
	stampLast        = 30 * time.Second // for the last ones, when it ends
	timestampSetting = "timestamps"     // the authorities, as the last list of sources named them, as JSON
)

// timestampCmd has the WARC files stamped.
type timestampCmd struct {
	Authorities []string `arg:"" optional:"" name:"url" help:"Addresses of authorities (RFC 3161). When left out, those of the list that bilan watch followed last."`
	registerFlags
}

// Help is the long text of `bilan timestamp --help`.
func (timestampCmd) Help() string {
	return `Sends the SHA-256 of each WARC file of the register to time-stamping authorities, and keeps their tokens beside the file: they prove
that every capture in it was there at that time. Only the hash is sent. What was stamped already is not sent again; an authority that
fails is asked again the next time. bilan watch does this each hour by itself when its list names authorities. bilan audit verifies
the tokens without a network, and so does openssl ts -verify.

  bilan timestamp https://tsa.example.org/tsr`
}

func (c *timestampCmd) Run(ctx context.Context, std stdio) error {
	return c.with(ctx, func(k *keep.Keeper) error {
		s, err := newStamper(ctx, c.Data, k, c.Authorities, safe.New(agentName()))
		if err != nil {
			return err
		}
		if len(s.authorities) == 0 {
			return &bilan.Error{Code: bilan.CodeInvalid, Op: "timestamp", Err: errorString("no authority is named"), Hint: "name its address, or list it as `timestamps` in the list of bilan watch"}
		}
		n, err := s.folder.Stamp(ctx, s.client, s.authorities)
		fmt.Fprintf(std.err, "%d time stamps\n", n)
		return err
	})
}

// stamper has the WARC files of a register stamped.
type stamper struct {
	folder      stamp.Folder
	client      stamp.Poster
	authorities []string
}

// newStamper makes a stamper. Authorities that are named are remembered; when none are, those that are remembered are asked.
func newStamper(ctx context.Context, data string, k *keep.Keeper, named []string, client stamp.Poster) (*stamper, error) {
	s := &stamper{folder: stamp.Folder{Dir: filepath.Join(data, archiveFolder)}, client: client, authorities: named}
	memory := settings{k.Register}
	if len(named) > 0 {
		value, err := json.Marshal(named)
		if err != nil {
			return nil, bilan.Errorf(bilan.CodeInternal, "timestamp", "%w", err)
		}
		return s, memory.SetSetting(ctx, timestampSetting, string(value))
	}
	value, err := memory.Setting(ctx, timestampSetting)
	if err == nil && value != "" {
		if err = json.Unmarshal([]byte(value), &s.authorities); err != nil {
			err = bilan.Errorf(bilan.CodeInternal, "timestamp", "%w", err)
		}
	}
	return s, err
}

// start stamps now and then until ctx is done; what it gives stamps what is left and waits for it.
func (s *stamper) start(ctx context.Context, std stdio) (end func()) {
	if len(s.authorities) == 0 {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			s.once(ctx, std)
			select {
			case <-time.After(stampEvery):
			case <-ctx.Done():
				return
			}
		}
	}()
	return func() {
		cancel()
		<-done
		last, stop := context.WithTimeout(context.WithoutCancel(ctx), stampLast)
		defer stop()
		s.once(last, std)
	}
}

// once stamps what is due. A capture is kept whether it is stamped or not, so that a fault is only told.
func (s *stamper) once(ctx context.Context, std stdio) {
	_, err := s.folder.Stamp(ctx, s.client, s.authorities)
	if err != nil && ctx.Err() == nil {
		fmt.Fprintf(std.err, "bilan: %s; it is asked again later\n", strings.ReplaceAll(err.Error(), "\n", "; "))
	}
}

// timestamps verifies the tokens beside the WARC files, names those that do not hold, and tells how much they cover.
func (a *audit) timestamps(ctx context.Context) error {
	roots, err := rootsOf(a.roots)
	if err != nil {
		return err
	}
	checks, files, err := stamp.Folder{Dir: filepath.Join(a.data, archiveFolder)}.Verify(ctx, roots)
	if err != nil || len(checks) == 0 {
		return err
	}
	bad, unknown := 0, map[string]int{}
	for _, c := range checks {
		if c.Err != nil {
			bad++
			fmt.Fprintf(a.out, "%s: %v\n", filepath.Base(c.Path), c.Err)
		} else if c.Chain != nil {
			unknown[c.Authority]++
		}
	}
	whole := 0
	for _, f := range files {
		if f.Covered >= f.Size {
			whole++
		}
	}
	fmt.Fprintf(a.out, "time stamps: %d verified, %d that do not hold; %d of %d WARC files stamped whole\n", len(checks)-bad, bad, whole, len(files))
	for _, who := range slices.Sorted(maps.Keys(unknown)) {
		fmt.Fprintf(a.out, "time stamps: %d by %s, whose certificate leads to no known root\n", unknown[who], who)
	}
	if bad > 0 {
		return bilan.Errorf(bilan.CodeInternal, "audit", "%d time stamps do not hold", bad)
	}
	return nil
}

// rootsOf reads certificates; nil, those of the system, when no file is named.
func rootsOf(path string) (*x509.CertPool, error) {
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeNotFound, "read "+path, "%w", cause(err))
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(data) {
		return nil, bilan.Errorf(bilan.CodeInvalid, "read "+path, "no certificate in PEM form")
	}
	return pool, nil
}
