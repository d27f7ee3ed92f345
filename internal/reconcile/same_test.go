package reconcile

import "testing"

// "The same source" is the one of the telling before it in the text, whatever the order of claims; with none before, it stays.
func TestSameSource(t *testing.T) {
	same := []Source{{Name: "la même source", Offices: []string{"same"}}}
	health := []Source{{Name: "ministère de la Santé", Offices: []string{"health", "ministry"}}}
	d := &Dispatch{Tellings: []Telling{{Claim: "c", Start: 90, Chain: same}, {Claim: "b", Start: 50}, {Claim: "a", Start: 10, Chain: health}}}
	d.sameSources()
	if got := d.Tellings[0].Chain[0].Name; got != "ministère de la Santé" {
		t.Errorf("the same source is %q", got)
	}
	if d.Tellings[1].Chain != nil {
		t.Error("a telling without a source has got one")
	}
	first := &Dispatch{Tellings: []Telling{{Claim: "a", Chain: same}}}
	first.sameSources()
	if first.Tellings[0].Chain[0].Name != "la même source" {
		t.Error("the first telling has got a source from nowhere")
	}
}
