package keep

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"

	"bilan"
	"bilan/internal/reconcile"
	"bilan/internal/register"
	"bilan/internal/register/blob"
)

// Keeper keeps a record. It is safe for concurrent use.
type Keeper struct {
	Register register.Register
	Blobs    register.Blobs
	Version  string // of the reader: a reading of another version is made anew when its dispatch is added again

	bySeen  bool // moments are those of capture (Seen)
	cache   cache
	stories storyCache

	answers, lists, pasts, readings memo
}

// Seen gives a keeper of the same register whose moments in the past are those at which dispatches were captured, not told.
// What people decided about readings holds at any moment: it says how the words are to be read.
func (k *Keeper) Seen() *Keeper {
	return &Keeper{Register: k.Register, Blobs: k.Blobs, Version: k.Version, bySeen: true}
}

// Addition is a dispatch that was read.
type Addition struct {
	Capture  bilan.Capture
	Data     []byte // what was received; its SHA-256 is the capture's; nil when the blob is kept already, under the capture's SHA-256
	Reading  *bilan.Reading
	Dispatch *reconcile.Dispatch
}

// Outcome is what became of additions.
type Outcome struct {
	Added   int      // kept for the first time
	Again   int      // kept already, with this reading: nothing changed
	Renewed int      // kept already, read anew by another version of the reader
	Stories []string // ids of the stories that are new or changed, sorted
}

// Add keeps dispatches, all of them or none, and makes their stories anew. The same bytes twice change nothing. Larger
// batches are faster: one transaction, one disk write.
func (k *Keeper) Add(ctx context.Context, batch []Addition) (Outcome, error) {
	return k.AddWith(ctx, batch, func(register.Writer, Outcome) error { return nil })
}

// AddWith is Add, with what else is to be written in the same transaction, once the outcome is known.
func (k *Keeper) AddWith(ctx context.Context, batch []Addition, also func(register.Writer, Outcome) error) (Outcome, error) {
	if err := k.PutData(ctx, batch); err != nil {
		return Outcome{}, err
	}
	var out Outcome
	err := k.Register.Update(ctx, func(w register.Writer) (err error) {
		if out, err = k.add(ctx, w, batch); err != nil {
			return err
		}
		return also(w, out)
	})
	if err != nil {
		return Outcome{}, err
	}
	return out, nil
}

// PutData keeps the blobs of additions and tells their captures what they are called.
func (k *Keeper) PutData(ctx context.Context, batch []Addition) error {
	var data [][]byte
	var of []*bilan.Capture
	for i := range batch {
		if batch[i].Data != nil {
			data, of = append(data, batch[i].Data), append(of, &batch[i].Capture)
		}
	}
	shas, err := blob.PutAll(ctx, k.Blobs, data)
	if err != nil {
		return err
	}
	for i, sha := range shas {
		of[i].SHA256, of[i].Size = sha, int64(len(data[i]))
	}
	return nil
}

func (k *Keeper) add(ctx context.Context, w register.Writer, batch []Addition) (Outcome, error) {
	var out Outcome
	var fresh []*reconcile.Dispatch
	var read []*bilan.Reading
	for i := range batch {
		d, err := k.put(ctx, w, &batch[i], &out)
		if err != nil {
			return out, err
		}
		if d != nil {
			fresh, read = append(fresh, d), append(read, batch[i].Reading)
		}
	}
	if len(fresh) == 0 {
		return out, nil
	}
	if err := edited(ctx, w); err != nil {
		return out, err
	}
	j, err := judged(ctx, w)
	if err != nil {
		return out, err
	}
	if err := letWait(ctx, w, read, fresh, j); err != nil {
		return out, err
	}
	r := &restory{w: w, judged: j, cache: &k.cache, apart: out.Renewed > 0}
	if r.mark, err = renewed(ctx, w, out.Renewed); err != nil {
		return out, err
	}
	k.cache.at(r.mark)
	out.Stories, err = r.run(ctx, fresh)
	return out, err
}

// renewed gives the mark of the last renewal, a new one when some dispatches were read anew.
func renewed(ctx context.Context, w register.Writer, n int) (string, error) {
	if n == 0 {
		return w.Setting(ctx, renewal)
	}
	mark := rand.Text()
	return mark, w.SetSetting(ctx, renewal, mark)
}

// letWait puts the claims of new readings among those that wait for a person.
func letWait(ctx context.Context, w register.Writer, read []*bilan.Reading, ds []*reconcile.Dispatch, j *reconcile.Judged) error {
	ids := make([]string, len(read))
	var list []register.Waiting
	for i, r := range read {
		ids[i] = r.Article.ID
		list = append(list, waiting(r, told(ds[i]), j)...)
	}
	return w.SetWaiting(ctx, ids, list)
}

// put keeps one dispatch; nil when it is kept already as it is.
func (k *Keeper) put(ctx context.Context, w register.Writer, a *Addition, out *Outcome) (*reconcile.Dispatch, error) {
	old, err := w.Article(ctx, a.Reading.Article.ID)
	switch {
	case err == nil && old.Capture.SHA256 != a.Capture.SHA256:
		a.rename()
		return k.put(ctx, w, a, out)
	case err == nil && old.Reader == k.Version:
		out.Again++
		return nil, nil
	case err == nil:
		out.Renewed++
	case bilan.ErrorCode(err) == bilan.CodeNotFound:
		out.Added++
	default:
		return nil, err
	}
	row, err := k.row(a)
	if err != nil {
		return nil, err
	}
	a.Dispatch.Prepare()
	return a.Dispatch, w.PutArticle(ctx, row)
}

// rename gives a dispatch whose id is taken by other bytes an id of its own: the same, with the beginning of its hash.
func (a *Addition) rename() {
	a.Reading.Article.ID += "~" + a.Capture.SHA256[:12]
	a.Dispatch.ID = a.Reading.Article.ID
}

// row makes the article that is kept of an addition.
func (k *Keeper) row(a *Addition) (*register.Article, error) {
	reading, err := json.Marshal(a.Reading)
	digest, err2 := json.Marshal(a.Dispatch)
	if err = errors.Join(err, err2); err != nil {
		return nil, bilan.Errorf(bilan.CodeInternal, "keep "+a.Reading.Article.ID, "%w", err)
	}
	x := &a.Reading.Article
	return &register.Article{ID: x.ID, Capture: a.Capture, Lang: x.Lang, Told: told(a.Dispatch), URL: x.URL, Title: x.Title, Text: x.Text,
		Reader: k.Version, Reading: reading, Digest: digest, Keys: a.Dispatch.Keys()}, nil
}

// told is when a dispatch was told, in a form that sorts.
func told(d *reconcile.Dispatch) string {
	if d.Told.IsZero() {
		return ""
	}
	return d.Told.UTC().Format("2006-01-02T15:04:05Z")
}
