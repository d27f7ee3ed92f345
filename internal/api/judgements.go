package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"bilan"
	"bilan/internal/desk"
	"bilan/internal/keep"
	"bilan/internal/register"

	"github.com/danielgtaylor/huma/v2"
)

// ToDecide is what somebody decides.
type ToDecide struct {
	Action  string            `json:"action" enum:"accept,correct,reject,join,split,same_origin,set_scope,note,publish,undo"`
	Targets []string          `json:"targets" minItems:"1" maxItems:"500" nullable:"false" doc:"Claims as ARTICLE#CLAIM; of same_origin keys of origins, of undo numbers of judgements."`
	Fields  map[string]string `json:"fields,omitempty" doc:"Of correct: fields and their new values; of set_scope: scope; of note: text."`
	Why     string            `json:"why,omitempty" maxLength:"2000"`
}

func (a *API) judgementOperations() {
	operation(a, desk.Reader, get("listJudgements", "/judgements", "The log of what people decided, in order"),
		func(ctx context.Context, in *Paging) (*page[bilan.Judgement], error) {
			after, err := seqOf(in.After)
			if err != nil {
				return nil, err
			}
			var list []bilan.Judgement
			err = a.view(ctx, func(r register.Reader) (err error) { list, err = r.Judgements(ctx, after, in.Limit); return err })
			next := ""
			if len(list) == in.Limit {
				next = strconv.FormatInt(list[len(list)-1].Seq, 10)
			}
			return pageOf(list, next), err
		})
	type decideInput struct{ Body ToDecide }
	op := post("decide", "/judgements", "Decide about a claim, or take a decision back")
	op.DefaultStatus = http.StatusCreated
	op.Description = "A note asks for the role coder, publish for editor; what others decided only an editor takes back."
	operation(a, desk.Coder, op, func(ctx context.Context, in *decideInput) (*answer[bilan.Judgement], error) {
		j := bilan.Judgement{When: a.desk.Now().UTC().Truncate(time.Second), Why: in.Body.Why, Action: bilan.Action(in.Body.Action), Targets: in.Body.Targets, Fields: in.Body.Fields}
		done, err := a.desk.Decide(ctx, who(ctx), j)
		return &answer[bilan.Judgement]{done}, err
	})
	type undoInput struct {
		Seq int64 `path:"seq" minimum:"1" doc:"Number of the judgement."`
	}
	undo := post("undo", "/judgements/{seq}/undo", "Take a decision back")
	undo.DefaultStatus = http.StatusCreated
	operation(a, desk.Reviewer, undo, func(ctx context.Context, in *undoInput) (*answer[bilan.Judgement], error) {
		j := bilan.Judgement{When: a.desk.Now().UTC().Truncate(time.Second), Action: bilan.Undo, Targets: []string{strconv.FormatInt(in.Seq, 10)}}
		done, err := a.desk.Decide(ctx, who(ctx), j)
		return &answer[bilan.Judgement]{done}, err
	})
	type deletedInput struct {
		Since string `query:"since" doc:"Only what was rejected after this moment."`
		Paging
	}
	operation(a, desk.Reader, get("listDeleted", "/deleted", "Tombstones: claims that a person rejected, and nobody took back"),
		func(ctx context.Context, in *deletedInput) (*page[Tombstone], error) {
			since, err := moment("since", in.Since)
			if err != nil {
				return nil, err
			}
			list, err := a.rejected(ctx, since)
			if err != nil {
				return nil, err
			}
			return slicePage(list, in.Paging)
		})
}

// rejected gives the claims that a rejection which counts takes out of the record, in order.
func (a *API) rejected(ctx context.Context, since time.Time) ([]Tombstone, error) {
	var log []bilan.Judgement
	err := a.view(ctx, func(r register.Reader) error {
		return keep.Log(ctx, r, func(j *bilan.Judgement) error { log = append(log, *j); return nil })
	})
	if err != nil {
		return nil, err
	}
	undone := bilan.Undone(log)
	gone := map[string]bool{}
	last := map[string]int{} // of a claim: the judgement that settles it
	for i := range log {
		j := &log[i]
		if undone[j.Seq] || j.Action != bilan.Reject && j.Action != bilan.Accept {
			continue
		}
		for _, t := range j.Targets {
			gone[t], last[t] = j.Action == bilan.Reject, i
		}
	}
	var out []Tombstone
	for i := range log {
		for _, t := range log[i].Targets {
			if gone[t] && last[t] == i && log[i].When.After(since) {
				out = append(out, Tombstone{t, log[i].When, log[i].Seq})
				gone[t] = false
			}
		}
	}
	return out, nil
}

func seqOf(after string) (int64, error) {
	if after == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(after, 10, 64)
	if err != nil || n < 0 {
		return 0, bilan.Errorf(bilan.CodeInvalid, "after", "%q is no place in this list", after)
	}
	return n, nil
}

// Sent is a dispatch that is sent in.
type Sent struct {
	Text      string `json:"text,omitempty" doc:"The text of a dispatch; or"`
	HTML      string `json:"html,omitempty" doc:"its page; or"`
	Base64    []byte `json:"base64,omitempty" doc:"its bytes as received."`
	URL       string `json:"url,omitempty" format:"uri" maxLength:"2000"`
	Title     string `json:"title,omitempty" doc:"Of a text."`
	Publisher string `json:"publisher,omitempty" doc:"Of a text."`
	Published string `json:"published,omitempty" doc:"Of a text: when it was told."`
}

// Kept is what became of dispatches that were sent in.
type Kept struct {
	Added    int             `json:"added"`
	Again    int             `json:"again" doc:"Kept already: nothing changed."`
	Renewed  int             `json:"renewed" doc:"Kept already, read anew."`
	Readings []bilan.Reading `json:"readings" nullable:"false"`
}

func (a *API) addOperations() {
	type sendInput struct{ Body Sent }
	preview := post("preview", "/preview", "What would be read of a dispatch; nothing is kept")
	preview.MaxBodyBytes = answerLimit
	operation(a, desk.Coder, preview, func(ctx context.Context, in *sendInput) (*answer[Kept], error) {
		list, err := a.additions(ctx, &in.Body)
		return &answer[Kept]{Kept{Readings: readings(list)}}, err
	})
	add := huma.Operation{OperationID: "add", Method: http.MethodPost, Path: "/articles", Summary: "Read a dispatch and keep it", DefaultStatus: http.StatusCreated, MaxBodyBytes: answerLimit, BodyReadTimeout: readTimeout}
	operation(a, desk.Coder, add, func(ctx context.Context, in *sendInput) (*answer[Kept], error) {
		list, err := a.additions(ctx, &in.Body)
		if err != nil {
			return nil, err
		}
		done, err := a.desk.Keeper().Add(ctx, list)
		if err != nil {
			return nil, err
		}
		a.desk.Changed()
		return &answer[Kept]{Kept{done.Added, done.Again, done.Renewed, readings(list)}}, nil
	})
}

// additions reads what was sent in.
func (a *API) additions(ctx context.Context, s *Sent) ([]keep.Addition, error) {
	in, err := s.input()
	if err != nil {
		return nil, err
	}
	if a.read == nil {
		return nil, bilan.Errorf(bilan.CodeUnavailable, "read", "there is no reader")
	}
	return a.read(ctx, in)
}

func (s *Sent) input() (desk.Input, error) {
	given := 0
	for _, x := range []bool{s.Text != "", s.HTML != "", len(s.Base64) > 0} {
		if x {
			given++
		}
	}
	if given != 1 {
		return desk.Input{}, bilan.Errorf(bilan.CodeInvalid, "read", "give one of text, html and base64")
	}
	switch {
	case s.HTML != "":
		return desk.Input{URL: s.URL, Data: []byte(s.HTML)}, nil
	case len(s.Base64) > 0:
		return desk.Input{URL: s.URL, Data: s.Base64}, nil
	}
	return desk.Pasted(s.Text, s.URL, s.Title, s.Publisher, s.Published), nil
}

func readings(list []keep.Addition) []bilan.Reading {
	out := []bilan.Reading{}
	for _, x := range list {
		out = append(out, *x.Reading)
	}
	return out
}
