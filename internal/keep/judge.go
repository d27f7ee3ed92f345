package keep

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bilan"
	"bilan/internal/reconcile"
	"bilan/internal/register"
)

// logPage is how many judgements are read at once.
const logPage = 1000

// Log calls f with each judgement of the log, in order, until f fails.
func Log(ctx context.Context, r register.Reader, f func(*bilan.Judgement) error) error {
	after := int64(0)
	for {
		list, err := r.Judgements(ctx, after, logPage)
		if err != nil || len(list) == 0 {
			return err
		}
		for i := range list {
			if err := f(&list[i]); err != nil {
				return err
			}
			after = list[i].Seq
		}
	}
}

// judged reads what people decided.
func judged(ctx context.Context, r register.Reader) (*reconcile.Judged, error) {
	var log []bilan.Judgement
	err := Log(ctx, r, func(j *bilan.Judgement) error { log = append(log, *j); return nil })
	if err != nil || len(log) == 0 {
		return nil, err
	}
	return reconcile.Judge(log), nil
}

// Decide adds a judgement to the log and makes the stories that it changes anew, both or neither.
func (k *Keeper) Decide(ctx context.Context, j bilan.Judgement) (bilan.Judgement, error) {
	if err := check(&j); err != nil {
		return j, err
	}
	err := k.Register.Update(ctx, func(w register.Writer) error {
		touched, err := targets(ctx, w, &j)
		if err != nil {
			return err
		}
		if j, err = w.Append(ctx, j); err != nil {
			return err
		}
		if err := edited(ctx, w); err != nil {
			return err
		}
		return renew(ctx, w, touched)
	})
	return j, err
}

// check says what is wrong with a judgement by itself.
func check(j *bilan.Judgement) error {
	bad := func(format string, args ...any) error {
		return bilan.Errorf(bilan.CodeInvalid, "decide", format, args...)
	}
	least := map[bilan.Action]int{bilan.Accept: 1, bilan.Correct: 1, bilan.Reject: 1, bilan.Join: 2, bilan.Split: 2, bilan.SameOrigin: 2, bilan.SetScope: 1, bilan.Note: 1, bilan.Publish: 1, bilan.Undo: 1}
	n, ok := least[j.Action]
	switch {
	case !ok:
		return bad("no action is called %q", j.Action)
	case len(j.Targets) < n:
		return bad("%s needs %d targets, got %d", j.Action, n, len(j.Targets))
	case (j.Action == bilan.Correct || j.Action == bilan.SetScope) && len(j.Fields) == 0:
		return bad("%s needs a field and its new value", j.Action)
	case j.Action == bilan.Note && j.Fields["text"] == "":
		return bad("a note needs its text")
	}
	if j.Action == bilan.Correct || j.Action == bilan.SetScope {
		for name, value := range j.Fields {
			fits, known := reconcile.Correctable[name]
			if !known {
				return &bilan.Error{Code: bilan.CodeInvalid, Op: "decide", Err: fmt.Errorf("the field %q can't be corrected", name), Hint: "the fields are " + strings.Join(slices.Sorted(maps.Keys(reconcile.Correctable)), ", ")}
			}
			if !fits(value) {
				return bad("%q is no value of %s", value, name)
			}
		}
	}
	return nil
}

// targets gives the articles whose stories a judgement changes; a target that does not exist is an error.
func targets(ctx context.Context, w register.Reader, j *bilan.Judgement) ([]string, error) {
	switch j.Action {
	case bilan.Note:
		return nil, nil
	case bilan.Publish:
		_, err := claimArticle(ctx, w, j.Targets[0])
		return nil, err
	case bilan.Undo:
		return undone(ctx, w, j)
	case bilan.SameOrigin:
		ids, missing, err := bearers(ctx, w, j.Targets)
		if err == nil && missing != "" {
			err = bilan.Errorf(bilan.CodeNotFound, "decide", "no origin has the key %q", missing)
		}
		return ids, err
	}
	var out []string
	for _, ref := range j.Targets {
		id, err := claimArticle(ctx, w, ref)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

// claimArticle gives the article of a claim that is kept.
func claimArticle(ctx context.Context, w register.Reader, ref string) (string, error) {
	r, _, err := Claim(ctx, w, ref)
	if err != nil {
		return "", err
	}
	return r.Article.ID, nil
}

// undone gives the articles of the judgements that an undo takes back.
func undone(ctx context.Context, w register.Reader, j *bilan.Judgement) ([]string, error) {
	var out []string
	for _, t := range j.Targets {
		seq, err := strconv.ParseInt(t, 10, 64)
		if err != nil || seq < 1 {
			return nil, bilan.Errorf(bilan.CodeInvalid, "undo", "%q is not the number of a judgement", t)
		}
		list, err := w.Judgements(ctx, seq-1, 1)
		if err != nil {
			return nil, err
		}
		if len(list) == 0 || list[0].Seq != seq {
			return nil, bilan.Errorf(bilan.CodeNotFound, "undo", "there is no judgement %d", seq)
		}
		ids, err := changed(ctx, w, &list[0])
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	return out, nil
}

// changed gives the articles whose stories a judgement that stands has changed. Origins made one have one key left.
func changed(ctx context.Context, w register.Reader, j *bilan.Judgement) ([]string, error) {
	if j.Action != bilan.SameOrigin {
		return targets(ctx, w, j)
	}
	ids, _, err := bearers(ctx, w, j.Targets)
	return ids, err
}

// bearers gives an article of each story in which an origin of one of the keys speaks, and the first key that nobody has.
func bearers(ctx context.Context, w register.Reader, keys []string) (articles []string, missing string, err error) {
	found := map[string]bool{}
	err = eachStory(ctx, w, func(s *register.Story, part *bilan.Record) error {
		if marks(part, keys, found) {
			articles = append(articles, part.Articles[0].ID)
		}
		return nil
	})
	for _, k := range keys {
		if !found[k] && missing == "" {
			missing = k
		}
	}
	return articles, missing, err
}

// marks notes which of the keys speak in a part of the record.
func marks(part *bilan.Record, keys []string, found map[string]bool) bool {
	any := false
	for i := range part.Figures {
		for _, e := range part.Figures[i].Entries {
			for _, k := range keys {
				if e.Origin.Key == k {
					any, found[k] = true, true
				}
			}
		}
	}
	return any
}

// renew makes the stories of articles anew.
func renew(ctx context.Context, w register.Writer, articles []string) error {
	if len(articles) == 0 {
		return nil
	}
	j, err := judged(ctx, w)
	if err != nil {
		return err
	}
	ds, err := load(ctx, w, compacted(articles))
	if err != nil {
		return err
	}
	r := &restory{w: w, judged: j, apart: true}
	if _, err = r.run(ctx, ds); err != nil {
		return err
	}
	return rewait(ctx, w, compacted(articles), j)
}
