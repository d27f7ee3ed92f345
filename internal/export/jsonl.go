package export

import (
	"encoding/json"
	"io"

	"bilan"
)

// jsonl writes one reading a line. The same reading gives the same bytes: struct order, no HTML escapes, lists never null.
type jsonl struct{ enc *json.Encoder }

func newJSONL(w io.Writer, _ Options) Writer {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return &jsonl{enc}
}

func (j *jsonl) Write(r *bilan.Reading) error {
	out := *r
	out.Schema = bilan.ReadingSchema
	out.Article.Sections = list(r.Article.Sections)
	out.Claims = make([]bilan.Claim, len(r.Claims))
	for i, c := range r.Claims {
		out.Claims[i] = withLists(c)
	}
	out.Numbers, out.Problems = list(r.Numbers), list(r.Problems)
	return j.enc.Encode(&out)
}

func (j *jsonl) Close() error { return nil }

// withLists gives the claim with empty lists in the place of missing ones.
func withLists(c bilan.Claim) bilan.Claim {
	c.Attribution = list(c.Attribution)
	if c.Deployment != nil {
		d := *c.Deployment
		d.Contributors, d.Tasks = list(d.Contributors), list(d.Tasks)
		c.Deployment = &d
	}
	return c
}

func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
