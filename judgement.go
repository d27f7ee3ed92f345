package bilan

import "time"

// Judgement is what a person decided about the record: one entry of the append-only log, a link of a hash chain. It changes
// nothing in place: the record is computed from readings and judgements, and an undo is a judgement too.
type Judgement struct {
	Seq     int64             `json:"seq"` // 1, 2, 3 …
	Who     string            `json:"who"`
	When    time.Time         `json:"when"`
	Why     string            `json:"why,omitempty"`
	Action  Action            `json:"action"`
	Targets []string          `json:"targets"`          // claim refs, origin keys or, of an undo, the Seq undone
	Fields  map[string]string `json:"fields,omitempty"` // of a correction: field path → new value; of a note: "text"
	Prev    string            `json:"prev"`             // Hash of the entry before; "" of the first
	Hash    string            `json:"hash"`             // SHA-256 over all other fields, lower-case hexadecimal
}

// Action is what a judgement does.
type Action string

// The actions.
const (
	Accept     Action = "accept"      // a claim is right as read
	Correct    Action = "correct"     // Fields of a claim are set
	Reject     Action = "reject"      // a claim is not in the words
	Join       Action = "join"        // claims tell one happening
	Split      Action = "split"       // the first claim's happening is not that of the others
	SameOrigin Action = "same_origin" // origin keys are one origin
	SetScope   Action = "set_scope"   // Fields["scope"] of a claim
	Note       Action = "note"        // Fields["text"] about a claim
	Publish    Action = "publish"     // the situation that tells a claim may be seen by the public, until this is undone
	Undo       Action = "undo"        // an earlier judgement does not count
)
