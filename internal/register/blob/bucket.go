package blob

import (
	"bytes"
	"cmp"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"bilan"
)

// bucket keeps each blob as an object prefix/abcd….zst.
type bucket struct {
	base   url.URL // of the bucket: https://endpoint/bucket
	prefix string  // "" or ending with "/"
	region string
	keys   keys
	client *http.Client
	packer *packer
	pause  time.Duration // before the first repetition
}

// openBucket reads "s3://bucket/prefix?endpoint=https://…&region=…"; the endpoint is Amazon's when none is given. The keys
// stand in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN. The bucket must be there.
func openBucket(ctx context.Context, where string, p *packer) (*bucket, error) {
	op := "open blobs in " + where
	u, err := url.Parse(where)
	if err != nil || u.Host == "" || u.User != nil {
		return nil, bilan.Errorf(bilan.CodeInvalid, "open blobs", "%q is not s3://bucket/prefix?endpoint=…&region=…", where)
	}
	q := u.Query()
	region := cmp.Or(q.Get("region"), os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION"), "us-east-1")
	base, err := url.Parse(cmp.Or(q.Get("endpoint"), "https://s3."+region+".amazonaws.com"))
	if err != nil || base.Host == "" {
		return nil, bilan.Errorf(bilan.CodeInvalid, op, "the endpoint is no URL such as https://s3.example.org")
	}
	b := &bucket{base: *base.JoinPath(u.Host), region: region, client: &http.Client{Timeout: time.Minute}, packer: p, pause: 200 * time.Millisecond,
		keys: keys{os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), os.Getenv("AWS_SESSION_TOKEN")}}
	if b.keys.id == "" || b.keys.secret == "" {
		return nil, bilan.Errorf(bilan.CodeInvalid, op, "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set")
	}
	if b.prefix = strings.Trim(u.Path, "/"); b.prefix != "" {
		b.prefix += "/"
	}
	_, err = b.list(ctx, "", 1)
	return b, err
}

// Put stores an object unless it is there; a store that answers keeps it.
func (b *bucket) Put(ctx context.Context, data []byte) (string, error) {
	sha := nameOf(data)
	_, err := b.do(ctx, http.MethodHead, b.prefix+sha+suffix, nil, nil)
	if bilan.ErrorCode(err) == bilan.CodeNotFound {
		_, err = b.do(ctx, http.MethodPut, b.prefix+sha+suffix, nil, b.packer.pack(data))
	}
	return sha, err
}

// Get reads an object and checks it.
func (b *bucket) Get(ctx context.Context, sha string) ([]byte, error) {
	if !valid(sha) {
		return nil, notFound(sha)
	}
	packed, err := b.do(ctx, http.MethodGet, b.prefix+sha+suffix, nil, nil)
	if bilan.ErrorCode(err) == bilan.CodeNotFound {
		return nil, notFound(sha)
	}
	if err != nil {
		return nil, err
	}
	return b.packer.unpack(sha, packed)
}

// listing is the answer to ListObjectsV2.
type listing struct {
	Contents []struct{ Key string }
}

func (b *bucket) list(ctx context.Context, after string, limit int) (l listing, err error) {
	q := url.Values{"list-type": {"2"}, "prefix": {b.prefix}, "max-keys": {fmt.Sprint(limit)}}
	if after != "" {
		q.Set("start-after", after)
	}
	answer, err := b.do(ctx, http.MethodGet, "", q, nil)
	if err != nil {
		return l, err
	}
	if err := xml.Unmarshal(answer, &l); err != nil {
		return l, bilan.Errorf(bilan.CodeUnavailable, "list blobs", "the store's answer cannot be read: %w", err)
	}
	return l, nil
}

// Each lists the objects, which the store gives in the order of names.
func (b *bucket) Each(ctx context.Context, call func(sha string) error) error {
	for after := ""; ; {
		l, err := b.list(ctx, after, 1000)
		if err != nil || len(l.Contents) == 0 {
			return err
		}
		for _, object := range l.Contents {
			after = object.Key
			sha, is := strings.CutSuffix(strings.TrimPrefix(object.Key, b.prefix), suffix)
			if !is || !valid(sha) {
				continue
			}
			if err := call(sha); err != nil {
				return err
			}
		}
	}
}

// do asks the store, and again after a while when it is busy or the way to it is cut.
func (b *bucket) do(ctx context.Context, method, key string, q url.Values, body []byte) (answer []byte, err error) {
	pause := b.pause
	for range 5 {
		var again bool
		if answer, again, err = b.once(ctx, method, key, q, body); !again {
			return answer, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
			pause *= 2
		}
	}
	return nil, err
}

func (b *bucket) once(ctx context.Context, method, key string, q url.Values, body []byte) (answer []byte, again bool, err error) {
	op := strings.ToLower(method) + " " + b.base.String() + "/" + key
	u := *b.base.JoinPath(key)
	u.RawQuery = canonicalQuery(q)
	r, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, false, err
	}
	b.keys.sign(r, b.region, nameOf(body), time.Now())
	response, err := b.client.Do(r)
	if err != nil {
		return nil, ctx.Err() == nil, cmp.Or(ctx.Err(), error(bilan.Errorf(bilan.CodeUnavailable, op, "%w", err)))
	}
	defer response.Body.Close()
	answer, err = io.ReadAll(io.LimitReader(response.Body, maxBlob))
	if err != nil {
		return nil, ctx.Err() == nil, cmp.Or(ctx.Err(), error(bilan.Errorf(bilan.CodeUnavailable, op, "%w", err)))
	}
	return answer, response.StatusCode >= 500 || response.StatusCode == http.StatusTooManyRequests, refused(op, response.StatusCode, answer)
}

// refused makes an error of an answer that is no success.
func refused(op string, status int, answer []byte) error {
	if status < 300 {
		return nil
	}
	var told struct{ Code, Message string }
	if err := xml.Unmarshal(answer, &told); err != nil {
		told.Code = http.StatusText(status)
	}
	e := bilan.Errorf(bilan.CodeUnavailable, op, "the store answers %d %s %s", status, told.Code, told.Message)
	switch status {
	case http.StatusNotFound:
		e.Code = bilan.CodeNotFound
	case http.StatusForbidden, http.StatusUnauthorized:
		e.Code, e.Hint = bilan.CodeInvalid, "look at the keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY and at their rights"
	case http.StatusMovedPermanently, http.StatusBadRequest:
		e.Code, e.Hint = bilan.CodeInvalid, "look at the endpoint and the region"
	}
	return e
}
