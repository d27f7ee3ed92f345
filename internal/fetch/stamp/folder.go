package stamp

import (
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"bilan"
	"bilan/internal/fetch/safe"
)

// Poster sends a request: a *safe.Client.
type Poster interface {
	Post(ctx context.Context, address, contentType string, body []byte) (*safe.Answer, error)
}

// Folder is a folder of WARC files and the tokens beside them.
type Folder struct{ Dir string }

const (
	archiveEnd = ".warc.gz"
	tokenEnd   = ".tsr"
)

// Token is a token beside a file.
type Token struct {
	Path string
	File string // whose bytes it is about
	Size int64  // of the first bytes of the file
	From string // which authority
}

// Check is what became of verifying a token.
type Check struct {
	Token
	Stamp
	Err error
}

// Archive is a WARC file, and how many of its first bytes an authority's tokens cover at least.
type Archive struct {
	Path    string
	Size    int64
	Covered int64
}

// Stamp has each authority stamp what it has not stamped yet. One that fails is left for later; the tokens of the others
// are kept all the same.
func (d Folder) Stamp(ctx context.Context, client Poster, authorities []string) (made int, err error) {
	files, tokens, err := d.list()
	if err != nil {
		return 0, err
	}
	var faults []error
	for _, a := range authorities {
		for _, f := range files {
			tag := from(a)
			if f.Size == 0 || covered(tokens, f.Path, tag) >= f.Size {
				continue
			}
			if err := stampFile(ctx, client, a, f); err != nil {
				faults = append(faults, err)
				break // it is not asked for the others now
			}
			made++
		}
	}
	return made, errors.Join(faults...)
}

// stampFile has one authority stamp one file, and keeps its answer.
func stampFile(ctx context.Context, client Poster, authority string, f Archive) error {
	digests, err := prefixes(f.Path, []int64{f.Size})
	if err != nil {
		return err
	}
	query, nonce, err := request(digests[0])
	if err != nil {
		return err
	}
	a, err := client.Post(ctx, authority, queryType, query)
	if err != nil {
		return err
	}
	if a.Status != http.StatusOK || !strings.HasPrefix(a.Header.Get("Content-Type"), replyType) {
		return bilan.Errorf(bilan.CodeUnavailable, "time stamp of "+authority, "status %d, %s", a.Status, a.Header.Get("Content-Type"))
	}
	if _, err := Verify(a.Body, digests[0], nonce, nil); err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, authority, "%w", err)
	}
	return write(f.Path+"."+strconv.FormatInt(f.Size, 10)+"."+from(authority)+tokenEnd, a.Body)
}

// write writes a file that is there whole or not at all.
func write(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".bilan-*")
	if err == nil {
		defer os.Remove(f.Name()) // nothing is there once it is renamed
		_, err = f.Write(data)
		err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "write "+path, "%w", err)
	}
	return nil
}

// from names an authority in the names of its tokens.
func from(authority string) string {
	host := "authority"
	if u, err := url.Parse(authority); err == nil && u.Hostname() != "" {
		host = strings.ReplaceAll(u.Hostname(), ":", "-")
	}
	hash := sha256.Sum256([]byte(authority))
	return host + "-" + hex.EncodeToString(hash[:4])
}

// covered tells how many of the first bytes of a file an authority has stamped.
func covered(tokens []Token, file, from string) (n int64) {
	for _, t := range tokens {
		if t.File == file && (from == "" || t.From == from) {
			n = max(n, t.Size)
		}
	}
	return n
}

// list gives the WARC files and the tokens, by name. A folder that is not there holds none.
func (d Folder) list() (files []Archive, tokens []Token, err error) {
	entries, err := os.ReadDir(d.Dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil, nil
	}
	for _, e := range entries {
		path := filepath.Join(d.Dir, e.Name())
		if t, ok := tokenOf(path); ok {
			tokens = append(tokens, t)
		} else if strings.HasSuffix(path, archiveEnd) {
			info, statErr := e.Info()
			if statErr != nil {
				return nil, nil, bilan.Errorf(bilan.CodeUnavailable, "read "+path, "%w", statErr)
			}
			files = append(files, Archive{Path: path, Size: info.Size()})
		}
	}
	if err != nil {
		err = bilan.Errorf(bilan.CodeUnavailable, "read "+d.Dir, "%w", err)
	}
	return files, tokens, err
}

// tokenOf reads the name of a token.
func tokenOf(path string) (t Token, ok bool) {
	at := strings.LastIndex(path, archiveEnd+".")
	if at < 0 || !strings.HasSuffix(path, tokenEnd) {
		return t, false
	}
	size, who, ok := strings.Cut(strings.TrimSuffix(path[at+len(archiveEnd)+1:], tokenEnd), ".")
	n, err := strconv.ParseInt(size, 10, 64)
	return Token{Path: path, File: path[:at+len(archiveEnd)], Size: n, From: who}, ok && err == nil && n > 0
}

// Verify checks every token against its file, and tells of each file how much of it good tokens cover. Roots are those that
// certificates should lead to; nil are those of the system.
func (d Folder) Verify(ctx context.Context, roots *x509.CertPool) (checks []Check, files []Archive, err error) {
	files, tokens, err := d.list()
	if err != nil {
		return nil, nil, err
	}
	slices.SortFunc(tokens, func(a, b Token) int { return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Size, b.Size)) })
	for len(tokens) > 0 {
		n := slices.IndexFunc(tokens, func(t Token) bool { return t.File != tokens[0].File })
		if n < 0 {
			n = len(tokens)
		}
		checks = append(checks, verifyFile(tokens[:n], roots)...)
		if tokens = tokens[n:]; ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
	}
	for _, c := range checks {
		if i := slices.IndexFunc(files, func(f Archive) bool { return f.Path == c.File }); i >= 0 && c.Err == nil {
			files[i].Covered = max(files[i].Covered, c.Size)
		}
	}
	return checks, files, nil
}

// verifyFile checks the tokens of one file, which are sorted by size.
func verifyFile(tokens []Token, roots *x509.CertPool) []Check {
	sizes := make([]int64, len(tokens))
	for i, t := range tokens {
		sizes[i] = t.Size
	}
	digests, err := prefixes(tokens[0].File, sizes)
	out := make([]Check, len(tokens))
	for i, t := range tokens {
		out[i] = Check{Token: t, Err: err}
		if i >= len(digests) {
			continue
		}
		answer, err := os.ReadFile(t.Path)
		if err == nil {
			out[i].Stamp, err = Verify(answer, digests[i], nil, roots)
		}
		out[i].Err = err
	}
	return out
}

// prefixes gives the SHA-256 of the first bytes of a file, for each of some sizes, in one reading. Of a file that is shorter
// it gives those that it can, and an error.
func prefixes(path string, sizes []int64) (digests [][]byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeNotFound, "read "+path, "%w", err)
	}
	defer f.Close()
	hash, at := sha256.New(), int64(0)
	for _, size := range sizes {
		n, err := io.CopyN(hash, f, size-at)
		if err != nil {
			return digests, bilan.Errorf(bilan.CodeInternal, "read "+path, "it ends at byte %d of %d: %w", at+n, size, err)
		}
		at = size
		digests = append(digests, hash.Sum(nil))
	}
	return digests, nil
}
