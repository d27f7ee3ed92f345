package main

import (
	"bufio"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bilan/internal/fetch"
	"bilan/internal/reconcile"

	"github.com/goccy/go-yaml"
)

// storyGold is what the record of one story must be, written by hand from its dispatches.
type storyGold struct {
	About          string                         `yaml:"about"`
	Origins        map[string][]string            `yaml:"origins"` // a short name for every name of an origin
	Events         map[string]string              `yaml:"events"`
	Figures        map[string][]string            `yaml:"figures"`
	Contradictions []string                       `yaml:"contradictions"`
	Copies         []string                       `yaml:"copies"`
	Versions       []string                       `yaml:"versions"`
	Missions       map[string][]string            `yaml:"missions"`
	AsOf           map[string]map[string][]string `yaml:"as_of"`
	Known          struct {
		Missed []string `yaml:"missed"` // lines of the above that do not hold yet
		Untrue []string `yaml:"untrue"` // lines that come and should not
	} `yaml:"known"`
}

// lines gives what must hold now, one fact a line.
func (g *storyGold) lines() []string {
	var out []string
	add := func(section string, facts ...string) {
		for _, f := range facts {
			out = append(out, section+" "+f)
		}
	}
	for name, e := range g.Events {
		add("event "+name+":", e)
	}
	for key, entries := range g.Figures {
		add("figure "+key+":", entries...)
	}
	for name, facts := range g.Missions {
		add("mission "+name+":", facts...)
	}
	add("contradiction", g.Contradictions...)
	add("copy", g.Copies...)
	add("version", g.Versions...)
	for at, figures := range g.AsOf {
		for key, entries := range figures {
			add("at "+at+" figure "+key+":", entries...)
		}
	}
	return out
}

// TestStories reads invented crises, a dozen dispatches each, and compares their records with what the dispatches say.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/stories/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no stories", err)
	}
	e, err := (&readerFlags{}).engine()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		t.Run(name, func(t *testing.T) {
			g := loadStory(t, file)
			ds := digestFile(t, e, strings.TrimSuffix(file, ".yaml")+".jsonl")
			compareStory(t, g, g.tell(ds))
			for range 3 {
				mixed := slices.Clone(ds)
				rand.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
				if a, b := g.tell(ds), g.tell(mixed); !slices.Equal(a, b) {
					t.Errorf("another order, another record:\n%s", difference(a, b))
				}
			}
		})
	}
}

func loadStory(t *testing.T, file string) *storyGold {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	g := &storyGold{}
	if err := yaml.UnmarshalWithOptions(text, g, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	return g
}

// digestFile reads a file of dispatches with the reader itself.
func digestFile(t *testing.T, e *engine, file string) []*reconcile.Dispatch {
	t.Helper()
	silent, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	d := &digests{engine: e}
	src := &fetch.Source{Stdin: bufio.NewReader(silent)}
	if err := d.run(context.Background(), src, []string{file}, stdio{silent, silent, silent}); err != nil {
		t.Fatal(err)
	}
	return d.list
}

// tell gives the story's record, one fact a line, now and at the moments that the gold names, sorted.
func (g *storyGold) tell(ds []*reconcile.Dispatch) []string {
	r := reconcile.Record(ds, nil, time.Time{})
	out := g.facts(&r)
	for at, figures := range g.AsOf {
		moment, err := time.Parse(time.RFC3339, at)
		if err != nil {
			return append(out, err.Error())
		}
		past := reconcile.Record(ds, nil, moment)
		for _, fact := range g.facts(&past) {
			key, _, _ := strings.Cut(strings.TrimPrefix(fact, "figure "), ":")
			if _, asked := figures[key]; asked && strings.HasPrefix(fact, "figure ") {
				out = append(out, "at "+at+" "+fact)
			}
		}
	}
	slices.Sort(out)
	return out
}

// compareStory wants every line of the gold but the known misses, no other line but those known to be false, and wants both
// lists of known faults to be current.
func compareStory(t *testing.T, g *storyGold, got []string) {
	t.Helper()
	gold := g.lines()
	held := 0
	var want []string
	for _, l := range gold {
		if slices.Contains(got, l) {
			held++
		}
		if !slices.Contains(g.Known.Missed, l) {
			want = append(want, l)
		}
	}
	for _, l := range g.Known.Missed {
		if !slices.Contains(gold, l) {
			t.Errorf("known.missed names a line that the gold does not have: %s", l)
		}
	}
	t.Logf("%d of %d facts hold", held, len(gold))
	want = append(want, g.Known.Untrue...)
	if d := difference(want, got); d != "" {
		t.Errorf("the record is not what the dispatches say (- wanted, + came; known faults that are gone: take them out of known):\n%s", d)
	}
}

// difference prints the lines of only one list, sorted.
func difference(want, got []string) string {
	var out []string
	for _, l := range want {
		if !slices.Contains(got, l) {
			out = append(out, l+"\x00- ")
		}
	}
	for _, l := range got {
		if !slices.Contains(want, l) {
			out = append(out, l+"\x00+ ")
		}
	}
	slices.Sort(out)
	for i, l := range out {
		text, mark, _ := strings.Cut(l, "\x00")
		out[i] = mark + text
	}
	return strings.Join(out, "\n")
}
