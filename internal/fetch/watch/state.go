package watch

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/zeebo/xxh3"

	"bilan"
)

// Memory keeps named values between runs: the register's settings.
type Memory interface {
	Setting(ctx context.Context, name string) (string, error)
	SetSetting(ctx context.Context, name, value string) error
}

// StatePrefix begins the names of the settings that hold the states of sources; the rest is the source's URL.
const StatePrefix = "source:"

// ListSetting is the setting that holds the sources that were followed last, as JSON.
const ListSetting = "sources"

// State is what is remembered of a source.
type State struct {
	Name      string    `json:"name"`
	Kind      string    `json:"kind"`
	URL       string    `json:"url"`
	Visited   time.Time `json:"visited,omitzero"` // last asked
	Changed   time.Time `json:"changed,omitzero"` // last had something new
	Next      time.Time `json:"next,omitzero"`
	Captures  int64     `json:"captures"` // pages kept, in all
	Errors    int       `json:"errors"`   // visits that failed, one after the other
	LastError string    `json:"last_error,omitempty"`
	Part
	Parts map[string]*Part `json:"parts,omitempty"` // of an index of sitemaps: address → part
	Last  Seen             `json:"last,omitzero"`   // of a watched page
}

func loadState(ctx context.Context, m Memory, s Source) (*State, error) {
	st := &State{}
	value, err := m.Setting(ctx, StatePrefix+s.URL)
	if err != nil {
		return nil, err
	}
	if value != "" {
		if err := json.Unmarshal([]byte(value), st); err != nil {
			return nil, bilan.Errorf(bilan.CodeInternal, "state of "+s.URL, "%w", err)
		}
	}
	st.Name, st.Kind, st.URL = cmp.Or(s.Name, st.Name), cmp.Or(s.Kind, st.Kind), s.URL
	return st, nil
}

// States gives the states of the sources that were followed last, in the order of their list.
func States(ctx context.Context, m Memory) ([]State, error) {
	value, err := m.Setting(ctx, ListSetting)
	if err != nil || value == "" {
		return nil, err
	}
	var urls []string
	if err := json.Unmarshal([]byte(value), &urls); err != nil {
		return nil, bilan.Errorf(bilan.CodeInternal, "list of sources", "%w", err)
	}
	out := make([]State, 0, len(urls))
	for _, u := range urls {
		st, err := loadState(ctx, m, Source{URL: u})
		if err != nil {
			return nil, err
		}
		if st.Name == "" {
			st.Name = hostOf(u) // listed, and not visited yet
		}
		out = append(out, *st)
	}
	return out, nil
}

func (st *State) save(ctx context.Context, m Memory) error {
	name, value, err := st.setting()
	if err != nil {
		return err
	}
	return m.SetSetting(ctx, name, value)
}

// setting gives the setting that holds the state.
func (st *State) setting() (name, value string, err error) {
	data, err := json.Marshal(st)
	if err != nil {
		return "", "", bilan.Errorf(bilan.CodeInternal, "state of "+st.URL, "%w", err)
	}
	return StatePrefix + st.URL, string(data), nil
}

// key names a version of a link in Seen.
func (l Link) key() string { return fmt.Sprintf("%016x", xxh3.HashString(l.URL+"\n"+l.Version)) }
