// Package gold holds dispatches whose claims a person wrote down, and scores readings against them.
//
// A language pack carries its own gold: lang/XX/gold/*.yaml, one dispatch a file (docs/gold.md says how to write one).
// [Load] reads such a folder and refuses whatever it does not understand, with file, line and column. [Score] compares
// one reading with one dispatch; tallies add up, and [Report] prints them as the committed lang/XX/gold/score.txt.
//
// Wants are compared as a fact-checker would: a casualty by outcome and bounds, then its origin; a statement, deployment
// or decision by the words that carry it. The package knows nothing of how a reading was made.
package gold

import "bilan"

// Dispatch is an article with all that a careful reader should find in it.
type Dispatch struct {
	Article bilan.Article
	File    string // where it was read from, for messages
	Claims  []Want
	Numbers []WantNumber
}

// Want is a claim that a reading should contain. Fields that the gold leaves empty are not asked for.
type Want struct {
	Kind      bilan.Kind
	Words     string // the evidence, as it stands in the text or title
	Assertion bilan.Assertion
	Chain     []string // nearest to the outlet first, origin last; empty is the outlet's own voice
	Place     string
	Country   string
	Date      string // ISO 8601 day

	Outcome bilan.Outcome // casualty
	Count   bilan.Count
	Class   bilan.Class
	Scope   string

	Direct bool // statement

	Body string // decision

	Force        string // deployment
	Host         string
	Contributors []string
	Strength     *bilan.Count
	Status       string

	Type  string // event
	Label string // label: the words that name, inside Words
}

// WantNumber is a number of the text whose role is written down.
type WantNumber struct {
	Words string
	Role  bilan.Role
}
