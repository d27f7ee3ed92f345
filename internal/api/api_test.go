package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"bilan"
	"bilan/internal/api"
	"bilan/internal/desk"
	"bilan/internal/keep"
	"bilan/internal/register/blob"
	"bilan/internal/register/sqlite"

	"github.com/danielgtaylor/huma/v2"
)

var update = flag.Bool("update", false, "write docs/openapi.json anew")

// service is an API over a register of a few dispatches.
type service struct {
	*desk.Desk
	api  *api.API
	role desk.Role
}

func newService(t testing.TB) *service {
	t.Helper()
	dir := t.TempDir()
	reg, err := sqlite.Open(t.Context(), dir+"/bilan.db")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { reg.Close() })
	blobs, err := blob.Open(t.Context(), dir+"/captures")
	if err != nil {
		t.Fatal(err)
	}
	s := &service{role: desk.Admin}
	read := newReader(t)
	k := &keep.Keeper{Register: reg, Blobs: blobs, Version: "test"}
	s.Desk, err = desk.New(desk.Config{Keeper: k, Read: read, Authorise: func(*http.Request) (desk.Identity, error) { return desk.Identity{Name: "anna", Role: s.role}, nil },
		LoginPath: "/login", Parts: []desk.Part{{Routes: func(d *desk.Desk) []desk.Route { s.api = api.New(d, read); return s.api.Routes() }}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range dispatches {
		list, err := read(t.Context(), desk.Input{Data: []byte(line)})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := k.Add(t.Context(), list); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func (s *service) ask(method, target, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(context.Background(), method, "http://desk.example"+target, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

// get asks and decodes.
func get[T any](t testing.TB, s *service, target string) T {
	t.Helper()
	w := s.ask("GET", target, "")
	var out T
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil || w.Code != 200 {
		t.Fatalf("%s: %d %v %s", target, w.Code, err, w.Body)
	}
	return out
}

type list[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"`
}

// TestDescriptionIsCurrent keeps docs/openapi.json what the API is.
func TestDescriptionIsCurrent(t *testing.T) {
	got, err := newService(t).api.Description()
	if err != nil {
		t.Fatal(err)
	}
	file := "../../docs/openapi.json"
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(file); err != nil || !bytes.Equal(want, got) {
		t.Errorf("docs/openapi.json is not what the API is: `make docs` writes it anew (%v)", err)
	}
	for _, never := range []string{"ErrorModel", "unpkg", "$schema"} {
		if bytes.Contains(got, []byte(never)) {
			t.Errorf("the description holds %s", never)
		}
	}
}

// TestAnswersFitTheDescription asks every operation that reads and checks its answer by the schema of the description.
func TestAnswersFitTheDescription(t *testing.T) {
	s := newService(t)
	ids := s.ids(t)
	s.reject(t, ids["ref"])
	for path, item := range s.api.OpenAPI().Paths {
		if item.Get == nil {
			continue
		}
		target := placeholders.ReplaceAllStringFunc(path, func(name string) string {
			if name == "{id}" {
				return ids[strings.Split(path, "/")[3]]
			}
			return ids[strings.Trim(name, "{}")]
		})
		switch {
		case strings.HasSuffix(path, "/search"):
			target += "?q=quake"
		case strings.HasSuffix(path, "/who"):
			target += "?value=12"
		}
		w := s.ask("GET", target, "")
		if w.Code != 200 || w.Header().Get("Content-Type") != "application/json" {
			t.Errorf("%s: %d %s %.200s", target, w.Code, w.Header().Get("Content-Type"), w.Body)
			continue
		}
		s.fits(t, target, item.Get, "200", w.Body.Bytes())
		if again := s.ask("GET", target, "", "If-None-Match", w.Header().Get("ETag")); again.Code != 304 || again.Body.Len() > 0 {
			t.Errorf("%s with its ETag: %d, %d bytes", target, again.Code, again.Body.Len())
		}
	}
}

var placeholders = regexp.MustCompile(`\{\w+\}`)

// fits checks an answer by its schema.
func (s *service) fits(t *testing.T, what string, op *huma.Operation, status string, body []byte) {
	t.Helper()
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatal(err)
	}
	content := op.Responses[status].Content
	for _, media := range content {
		res := &huma.ValidateResult{}
		huma.Validate(s.api.OpenAPI().Components.Schemas, media.Schema, huma.NewPathBuffer([]byte{}, 0), huma.ModeReadFromServer, v, res)
		for _, err := range res.Errors {
			t.Errorf("%s: %v", what, err)
		}
	}
	if len(content) == 0 {
		t.Errorf("%s: the description says nothing of status %s", what, status)
	}
}

// ids gives an id of each kind of thing that is kept.
func (s *service) ids(t *testing.T) map[string]string {
	out := map[string]string{}
	out["situations"] = get[list[api.SituationLine]](t, s, "/api/v1/situations").Items[0].ID
	out["events"] = out["situations"]
	figures := get[list[bilan.Figure]](t, s, "/api/v1/figures").Items
	out["figures"] = figures[0].ID
	missions := get[list[bilan.Mission]](t, s, "/api/v1/missions").Items
	if len(missions) == 0 {
		t.Fatal("no mission")
	}
	out["missions"] = missions[0].ID
	out["ref"] = figures[0].Entries[0].Claims[0]
	out["articles"], out["claim"], _ = strings.Cut(out["ref"], "#")
	return out
}

func (s *service) reject(t *testing.T, ref string) {
	t.Helper()
	body, _ := json.Marshal(map[string]any{"action": "reject", "targets": []string{ref}, "why": "not in the words"})
	if w := s.ask("POST", "/api/v1/judgements", string(body)); w.Code != 201 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
}

func TestProblems(t *testing.T) {
	s := newService(t)
	for _, c := range []struct {
		method, target, body string
		status               int
		code                 string
	}{
		{"GET", "/api/v1/figures/none", "", 404, "not_found"},
		{"GET", "/api/v1/nothing", "", 404, "not_found"},
		{"GET", "/api/v1/figures/none?as_of=yesterday", "", 400, "invalid"},
		{"GET", "/api/v1/figures?limit=0", "", 422, "invalid"},
		{"GET", "/api/v1/figures?limt=1", "", 422, "invalid"},
		{"GET", "/api/v1/search", "", 422, "invalid"},
		{"GET", "/api/v1/changes?after=x", "", 400, "invalid"},
		{"POST", "/api/v1/judgements", `{"action":"bless","targets":["x"]}`, 422, "invalid"},
		{"POST", "/api/v1/judgements", `{"action":"accept","targets":["x#y"]}`, 404, "not_found"},
		{"POST", "/api/v1/judgements", `{"action":"accept","targets":[]}`, 422, "invalid"},
		{"POST", "/api/v1/judgements", `{`, 400, "invalid"},
		{"POST", "/api/v1/judgements/99/undo", "", 404, "not_found"},
		{"POST", "/api/v1/preview", `{}`, 400, "invalid"},
		{"POST", "/api/v1/preview", `{"text":"a","html":"b"}`, 400, "invalid"},
	} {
		w := s.ask(c.method, c.target, c.body)
		var p desk.Problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != c.status || p.Status != c.status || p.Code != c.code ||
			w.Header().Get("Content-Type") != "application/problem+json" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s %s: %d %v %s", c.method, c.target, w.Code, w.Header(), w.Body)
		}
	}
	s.role = desk.Undeclared
	w := s.ask("GET", "/api/v1/figures", "")
	if w.Code != 401 || !strings.Contains(w.Body.String(), `"unauthorized"`) || w.Header().Get("WWW-Authenticate") != "Bearer" {
		t.Errorf("nobody: %d %s", w.Code, w.Body)
	}
	s.role = desk.Reader
	if w := s.ask("POST", "/api/v1/preview", `{"text":"x"}`); w.Code != 403 || !strings.Contains(w.Body.String(), `"forbidden"`) {
		t.Errorf("a reader adds: %d %s", w.Code, w.Body)
	}
}

// TestDecideAndTakeBack rejects a claim: it leaves the record, a tombstone tells so, and an undo brings it back.
func TestDecideAndTakeBack(t *testing.T) {
	s := newService(t)
	before := s.ask("GET", "/api/v1/who?value=12", "").Body.String()
	ref := get[list[bilan.Figure]](t, s, "/api/v1/figures").Items[0].Entries[0].Claims[0]
	s.reject(t, ref)
	stones := get[list[api.Tombstone]](t, s, "/api/v1/deleted").Items
	if len(stones) != 1 || stones[0].Ref != ref || stones[0].By != 1 {
		t.Fatalf("%+v", stones)
	}
	s.role = desk.Reviewer
	if w := s.ask("POST", "/api/v1/judgements/1/undo", ""); w.Code != 201 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if stones := get[list[api.Tombstone]](t, s, "/api/v1/deleted").Items; len(stones) != 0 {
		t.Errorf("%+v", stones)
	}
	if after := s.ask("GET", "/api/v1/who?value=12", "").Body.String(); after != before {
		t.Error("the undo is not exact")
	}
	for role, want := range map[desk.Role]int{desk.Coder: 403, desk.Reviewer: 403, desk.Editor: 201} {
		s.role = role
		body, _ := json.Marshal(map[string]any{"action": "publish", "targets": []string{ref}})
		if w := s.ask("POST", "/api/v1/judgements", string(body)); w.Code != want {
			t.Errorf("%v publishes: %d", role, w.Code)
		}
	}
}

// TestPagesOfLists walks each list in pages of one and wants what one page of all holds.
func TestPagesOfLists(t *testing.T) {
	s := newService(t)
	for _, target := range []string{"/api/v1/situations", "/api/v1/articles", "/api/v1/changes", "/api/v1/events", "/api/v1/figures", "/api/v1/queue", "/api/v1/search"} {
		more := "?limit=1"
		if strings.HasSuffix(target, "search") {
			more += "&q=quake"
		}
		want := get[list[json.RawMessage]](t, s, target+strings.Replace(more, "limit=1", "limit=200", 1)).Items
		var got []json.RawMessage
		for after := ""; ; {
			p := get[list[json.RawMessage]](t, s, target+more+"&after="+after)
			if got = append(got, p.Items...); p.Next == "" {
				break
			}
			after = p.Next
		}
		a, _ := json.Marshal(want)
		if b, _ := json.Marshal(got); !bytes.Equal(a, b) || len(want) < 2 {
			t.Errorf("%s: %d items in all, %d page by page", target, len(want), len(got))
		}
	}
}

func TestPreviewKeepsNothing(t *testing.T) {
	s := newService(t)
	body := `{"text":"A bus fell into a river near Osh on 3 May 2023. Police said 7 people were killed.","published":"2023-05-03"}`
	n := len(get[list[api.ArticleLine]](t, s, "/api/v1/articles").Items)
	w := s.ask("POST", "/api/v1/preview", body)
	if w.Code != 200 || !strings.Contains(w.Body.String(), `"killed"`) {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if got := len(get[list[api.ArticleLine]](t, s, "/api/v1/articles").Items); got != n {
		t.Error("a preview was kept")
	}
	var kept api.Kept
	for _, want := range []int{1, 0} {
		w = s.ask("POST", "/api/v1/articles", body)
		if err := json.Unmarshal(w.Body.Bytes(), &kept); err != nil || w.Code != 201 || kept.Added != want {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
}

func TestAsOf(t *testing.T) {
	s := newService(t)
	id := ""
	for _, f := range get[list[bilan.Figure]](t, s, "/api/v1/figures").Items {
		if len(f.Entries) > 1 {
			id = f.ID
		}
	}
	now, then := get[api.FigureOfEvent](t, s, "/api/v1/figures/"+id), get[api.FigureOfEvent](t, s, "/api/v1/figures/"+id+"?as_of=2023-02-06")
	if len(now.Figure.Entries) != 2 || len(then.Figure.Entries) != 1 || then.Figure.Entries[0].Until != nil {
		t.Errorf("now %+v, then %+v", now.Figure.Entries, then.Figure.Entries)
	}
}

// TestOtherMethods says which methods a path takes, to programs as a problem.
func TestOtherMethods(t *testing.T) {
	s := newService(t)
	for _, c := range []struct{ method, path, allow string }{
		{"POST", "/situations", "GET, HEAD"}, {"DELETE", "/judgements", "GET, HEAD, POST"}, {"GET", "/preview", "POST"}, {"PUT", "/articles/a1", "GET, HEAD"}, {"OPTIONS", "/figures/f1", "GET, HEAD"},
	} {
		w := s.ask(c.method, api.Prefix+c.path, "")
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != c.allow || w.Header().Get("Content-Type") != "application/problem+json" || !strings.Contains(w.Body.String(), `"code":"invalid"`) {
			t.Errorf("%s %s: %d %v %s", c.method, c.path, w.Code, w.Header(), w.Body)
		}
	}
	if w := s.ask("POST", api.Prefix+"/nothing", "{}"); w.Code != http.StatusNotFound || w.Header().Get("Allow") != "" {
		t.Errorf("a path that is not there: %d %v", w.Code, w.Header())
	}
}
