package keep

import (
	"context"
	"errors"
	"testing"

	"bilan/internal/register"
)

// marked is a register that has only the mark of its edition.
type marked struct {
	register.Reader
	mark string
}

func (m marked) Setting(context.Context, string) (string, error) { return m.mark, nil }

// TestMemo makes an answer once an edition, and not at all where nothing marks the editions.
func TestMemo(t *testing.T) {
	var m memo
	made := 0
	ask := func(mark string, key any, most int) int {
		t.Helper()
		v, err := atEdition(t.Context(), &m, marked{mark: mark}, key, most, func() (int, error) { made++; return made, nil })
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	type other string
	for i, c := range []struct {
		mark string
		key  any
		most int
		want int
	}{{"a", "x", 9, 1}, {"a", "x", 9, 1}, {"a", other("x"), 9, 2}, {"b", "x", 9, 3}, {"b", "x", 9, 3}, {"a", "x", 9, 4}, {"", "x", 9, 5}, {"", "x", 9, 6}, {"a", "x", 0, 7}} {
		if got := ask(c.mark, c.key, c.most); got != c.want {
			t.Errorf("%d: %d, want %d", i, got, c.want)
		}
	}
	for i := range 100 {
		ask("c", i, 10)
	}
	if len(m.held) > 10 {
		t.Errorf("%d are remembered", len(m.held))
	}
	if _, err := atEdition(t.Context(), &m, marked{mark: "c"}, "bad", 10, func() (int, error) { return 0, errors.New("no") }); err == nil {
		t.Error("a fault is gone")
	}
	if got := ask("c", "bad", 10); got == 0 {
		t.Error("a fault is remembered")
	}
}
