package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"time"

	"bilan"
	"bilan/internal/desk"
	"bilan/internal/desk/i18n"
	"bilan/internal/keep"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// Prefix is where the API begins.
const Prefix = "/api/v1"

const (
	answerLimit = 24 << 20 // bytes of a dispatch that is sent in
	readTimeout = time.Minute
)

// API answers programs.
type API struct {
	desk   *desk.Desk
	read   func(context.Context, desk.Input) ([]keep.Addition, error)
	huma   huma.API
	routes []desk.Route

	described func() ([]byte, error) // once
}

// Part gives the API as a part of a desk; read turns bytes into what is kept of them.
func Part(read func(context.Context, desk.Input) ([]keep.Addition, error)) desk.Part {
	return desk.Part{Routes: func(d *desk.Desk) []desk.Route { return New(d, read).routes }}
}

// New makes the API over a desk.
func New(d *desk.Desk, read func(context.Context, desk.Input) ([]keep.Addition, error)) *API {
	a := &API{desk: d, read: read}
	c := huma.DefaultConfig("Bilan", "1")
	c.Info.Description = "Who says what about a crisis, through whom, in which words, and what became of it."
	c.OpenAPIPath, c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", "", nil
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	c.Formats = map[string]huma.Format{"application/json": jsonFormat, "json": jsonFormat}
	c.Transformers = []huma.Transformer{toProblem}
	c.RejectUnknownQueryParameters = true
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "An API token of an account."}}
	a.huma = huma.NewAPI(c, a)
	a.operations()
	a.describeErrors()
	a.described = sync.OnceValues(a.Description)
	a.routes = append(a.routes, desk.Route{Method: http.MethodGet, Pattern: Prefix + "/openapi.json", Role: desk.Public, Handler: a.description})
	return a
}

// jsonFormat writes letters as they are.
var jsonFormat = huma.Format{Unmarshal: json.Unmarshal, Marshal: func(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}}

// schemaName names types as the description does; some have the name of another package's.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t {
	case reflect.TypeFor[keep.Change]():
		return "RecordChange"
	case reflect.TypeFor[desk.Problem]():
		return "Fault"
	}
	return huma.DefaultSchemaNamer(t, hint)
}

// toProblem gives the library's own errors the form of all others.
func toProblem(_ huma.Context, _ string, v any) (any, error) {
	e, ok := v.(*huma.ErrorModel)
	if !ok {
		return v, nil
	}
	code := bilan.CodeInvalid
	switch {
	case e.Status >= 500:
		code = bilan.CodeInternal
	case e.Status == http.StatusRequestEntityTooLarge:
		code = bilan.CodeLimit
	}
	p := &desk.Problem{Title: http.StatusText(e.Status), Status: e.Status, Detail: e.Detail, Code: string(code)}
	for _, x := range e.Errors {
		p.Errors = append(p.Errors, desk.ProblemPlace{Message: x.Message, Location: x.Location})
	}
	return p, nil
}

// describeErrors says in the description that every error is a problem.
func (a *API) describeErrors() {
	schemas := a.huma.OpenAPI().Components.Schemas
	ref := schemas.Schema(reflect.TypeFor[desk.Problem](), true, "Problem")
	for _, item := range a.huma.OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Delete} {
			if op == nil {
				continue
			}
			for status := range op.Responses {
				if status[0] >= '4' || status == "default" {
					delete(op.Responses, status)
				}
			}
			op.Responses["default"] = &huma.Response{Description: "What went wrong.", Content: map[string]*huma.MediaType{"application/problem+json": {Schema: ref}}}
			if op.Method == http.MethodGet {
				op.Responses["304"] = &huma.Response{Description: "Nothing changed since the answer with the ETag of If-None-Match."}
			}
		}
	}
	delete(schemas.Map(), "ErrorModel")
	delete(schemas.Map(), "ErrorDetail")
}

// Handle makes a route of an operation. It is what the library asks of the web server below it.
func (a *API) Handle(op *huma.Operation, handler func(huma.Context)) {
	role, ok := op.Metadata["role"].(desk.Role)
	if !ok {
		role = desk.Undeclared
	}
	a.routes = append(a.routes, desk.Route{Method: op.Method, Pattern: op.Path, Role: role, MaxBody: op.MaxBodyBytes, Handler: func(w http.ResponseWriter, r *http.Request) error {
		r = r.WithContext(context.WithValue(r.Context(), whoKey{}, desk.VisitOf(r).Who))
		if r.Method != http.MethodGet {
			w.Header().Set("Cache-Control", "no-store")
			handler(humago.NewContext(op, r, w))
			return nil
		}
		b := &buffered{ResponseWriter: w, status: http.StatusOK}
		handler(humago.NewContext(op, r, b))
		return b.send(r)
	}})
}

// ServeHTTP is asked for by the library and not used: the desk serves.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }

type whoKey struct{}

// who gives who asks.
func who(ctx context.Context) desk.Identity {
	id, _ := ctx.Value(whoKey{}).(desk.Identity)
	return id
}

// buffered keeps an answer until its ETag is known.
type buffered struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (b *buffered) WriteHeader(status int)         { b.status = status }
func (b *buffered) Write(data []byte) (int, error) { return b.body.Write(data) }
func (b *buffered) Unwrap() http.ResponseWriter    { return b.ResponseWriter }
func (b *buffered) send(r *http.Request) error {
	h := b.Header()
	if b.status == http.StatusOK {
		sum := sha256.Sum256(b.body.Bytes())
		tag := `"` + hex.EncodeToString(sum[:12]) + `"`
		h.Set("ETag", tag)
		h.Set("Cache-Control", "private, no-cache")
		h.Set("Vary", "Authorization, Cookie")
		if matches(r.Header.Get("If-None-Match"), tag) {
			h.Del("Content-Type")
			b.ResponseWriter.WriteHeader(http.StatusNotModified)
			return nil
		}
	} else {
		h.Set("Cache-Control", "no-store")
	}
	b.ResponseWriter.WriteHeader(b.status)
	_, err := b.body.WriteTo(b.ResponseWriter)
	return err
}

// matches reports whether an If-None-Match names a tag.
func matches(header, tag string) bool {
	for _, t := range strings.Split(header, ",") {
		if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == tag {
			return true
		}
	}
	return false
}

// description answers with the OpenAPI description.
func (a *API) description(w http.ResponseWriter, _ *http.Request) error {
	b, err := a.described()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/vnd.oai.openapi+json;version=3.1")
	_, err = w.Write(b)
	return err
}

// Description gives the OpenAPI description of the API.
func (a *API) Description() ([]byte, error) {
	b, err := json.MarshalIndent(a.huma.OpenAPI(), "", " ")
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeInternal, "describe the API", "%w", err)
	}
	return append(b, '\n'), nil
}

// Routes gives the routes of the API.
func (a *API) Routes() []desk.Route { return a.routes }

// operation adds an operation: its role, and errors as problems.
func operation[I, O any](a *API, role desk.Role, op huma.Operation, f func(context.Context, *I) (*O, error)) {
	op.Path = Prefix + op.Path
	op.Metadata = map[string]any{"role": role}
	op.Description = strings.TrimSpace(op.Description + " Least role: " + role.String() + ".")
	op.Security = []map[string][]string{{"token": {}}}
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := f(ctx, in)
		if err == nil {
			return out, nil
		}
		p := desk.ProblemOf(err)
		if p.Status == http.StatusInternalServerError && ctx.Err() == nil {
			a.desk.Log().Error("failed", "operation", op.OperationID, "error", err.Error())
		}
		return nil, p
	})
}

// get is an operation that reads.
func get(id, path, summary string) huma.Operation {
	return huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Summary: summary}
}

// post is an operation that changes something.
func post(id, path, summary string) huma.Operation {
	return huma.Operation{OperationID: id, Method: http.MethodPost, Path: path, Summary: summary, BodyReadTimeout: readTimeout}
}

var errMoment = errors.New("not a day or moment")

// moment reads a parameter: a day, which means its end, or a moment; "" is the zero time.
func moment(name, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, ok := i18n.Moment(s)
	if !ok {
		return t, &bilan.Error{Code: bilan.CodeInvalid, Op: name, Err: errMoment, Hint: "write 2022-01-09 or 2022-01-09T18:00:00Z"}
	}
	if len(s) == len(time.DateOnly) {
		t = t.Add(24*time.Hour - time.Second)
	}
	return t.UTC(), nil
}

// OpenAPI gives the description as the library has it.
func (a *API) OpenAPI() *huma.OpenAPI { return a.huma.OpenAPI() }
