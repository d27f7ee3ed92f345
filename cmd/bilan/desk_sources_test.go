package main

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"bilan/internal/api"
	"bilan/internal/fetch/watch"
	"bilan/internal/keep"
)

// watchSome leaves in a register what a watcher leaves: a source in order, one that fails, one that was not visited yet, one that
// nobody visits any more.
func watchSome(t testing.TB, k *keep.Keeper) {
	t.Helper()
	now := testClock()
	m := settings{k.Register}
	urls := []string{"https://www.example.org/rss.xml", "https://health.example.org/situation", "https://new.example.org/feed", "https://old.example.org/sitemap.xml"}
	for _, s := range []watch.State{
		{Name: "Steppe Courier", Kind: "feed", URL: urls[0], Visited: now.Add(-4 * time.Minute), Changed: now.Add(-time.Hour), Next: now.Add(11 * time.Minute), Captures: 1234},
		{Name: "Ministry of Health", Kind: "page", URL: urls[1], Visited: now.Add(-30 * time.Minute), Changed: now.Add(-48 * time.Hour), Next: now.Add(2 * time.Hour), Captures: 12, Errors: 3, LastError: "fetch " + urls[1] + ": status 503"},
		{Name: "Old Gazette", Kind: "sitemap", URL: urls[3], Visited: now.Add(-50 * time.Hour), Changed: now.Add(-72 * time.Hour), Next: now.Add(-49 * time.Hour), Captures: 7},
	} {
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.SetSetting(t.Context(), watch.StatePrefix+s.URL, string(data)); err != nil {
			t.Fatal(err)
		}
	}
	data, err := json.Marshal(urls)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.SetSetting(t.Context(), watch.ListSetting, string(data)); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, address string) string {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != 200 {
		t.Fatalf("%s: %d %v", address, resp.StatusCode, err)
	}
	return string(body)
}

// TestDeskSources shows what the watcher left: the source that fails first, with its reason, and programs get the same.
func TestDeskSources(t *testing.T) {
	base, k := serveDesk(t, nil)
	if page := get(t, base+"/sources"); !strings.Contains(page, "bilan watch sources.yaml") {
		t.Error("it does not say how sources are watched")
	}
	watchSome(t, k)
	page := get(t, base+"/sources?lang=en")
	for _, want := range []string{"1 source fails.", "3 visits failed in a row", "status 503", "1,234", "overdue", "not visited yet", "20 January 2022, 11:56 UTC", "new.example.org"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	if strings.Index(page, "Ministry of Health") > strings.Index(page, "Steppe Courier") {
		t.Error("the source that fails is not the first")
	}
	var got struct{ Items []api.Source }
	if err := json.Unmarshal([]byte(get(t, base+"/api/v1/sources")), &got); err != nil || len(got.Items) != 4 {
		t.Fatalf("%v %+v", err, got)
	}
	for i, state := range []string{"fine", "failing", "new", "late"} {
		if got.Items[i].State != state {
			t.Errorf("%s: %s, want %s", got.Items[i].URL, got.Items[i].State, state)
		}
	}
	if s := got.Items[1]; s.Errors != 3 || s.Error == "" || s.Visited != "2022-01-20T11:30:00Z" || s.Next != "2022-01-20T14:00:00Z" || s.Captures != 12 {
		t.Errorf("%+v", s)
	}
}
