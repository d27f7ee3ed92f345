package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"bilan"
)

var (
	errNoAccounts = errors.New("there are no accounts")
	errNoMoment   = errors.New("not a day or moment")
	errNoAtlas    = errors.New("there are no names of places")
)

// answerTime is how long a request may take.
const answerTime = 30 * time.Second

// policy is what pages may do: use what the desk serves, and nothing inline.
const policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors "

// wire makes one handler of the table of routes.
func (d *Desk) wire(routes []Route) (http.Handler, error) {
	mux := http.NewServeMux()
	methods := map[string][]string{}
	for _, r := range routes {
		if r.Role <= Undeclared || r.Role > Admin {
			return nil, bilan.Errorf(bilan.CodeInternal, "route "+r.Method+" "+r.Pattern, "no role is declared")
		}
		if r.Pattern == anyPath { // whatever the method: it is the last resort
			mux.Handle(r.Pattern, d.guard(r))
			continue
		}
		mux.Handle(r.Method+" "+r.Pattern, d.guard(r))
		methods[r.Pattern] = append(methods[r.Pattern], r.Method)
	}
	for pattern, allowed := range methods {
		mux.Handle(pattern, d.guard(Route{Method: "other", Pattern: pattern, Role: Public, Handler: otherMethod(allowed)}))
	}
	return d.outer(http.NewCrossOriginProtection().Handler(mux)), nil
}

// otherMethod answers where a path is there, but not for the method of the request.
func otherMethod(allowed []string) Handler {
	if slices.Contains(allowed, http.MethodGet) {
		allowed = append(allowed, http.MethodHead)
	}
	slices.Sort(allowed)
	list := strings.Join(allowed, ", ")
	return func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Allow", list)
		return errMethod
	}
}

// outer is what every request passes, whatever its route.
func (d *Desk) outer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy+"'none'")
		h.Set("X-Frame-Options", "DENY")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if d.config.Authorise == nil && !loopback(r.Host) {
			http.Error(w, "this desk answers only on this machine", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// guard puts the rules of a route around its handler.
func (d *Desk) guard(route Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := d.Now()
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		visit := d.visit(r)
		r = r.WithContext(context.WithValue(r.Context(), visitKey{}, visit))
		defer func() { d.finish(rec, r, route, begun, recover()) }()
		if route.Embed {
			w.Header().Set("Content-Security-Policy", policy+"*")
			w.Header().Del("X-Frame-Options")
		}
		limit := route.MaxBody
		if limit == 0 {
			limit = maxBody
		}
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		if !route.Stream {
			ctx, cancel := context.WithTimeout(r.Context(), answerTime)
			defer cancel()
			r = r.WithContext(ctx)
		}
		if err := d.allowed(rec, r, visit, route.Role); err != nil {
			d.fail(rec, r, err)
			return
		}
		if rec.wrote {
			return
		}
		if err := route.Handler(rec, r); err != nil {
			d.fail(rec, r, err)
		}
	})
}

// allowed finds out who asks and whether they may; those who have not said who they are go to say so.
func (d *Desk) allowed(w http.ResponseWriter, r *http.Request, v *Visit, least Role) error {
	v.Who = local
	if d.config.Authorise != nil {
		var err error
		if v.Who, err = d.config.Authorise(r); err != nil {
			return err
		}
	}
	v.Who.Role = max(v.Who.Role, Public)
	switch {
	case v.Who.Role >= least:
		return nil
	case v.Who.Role == Public && d.config.LoginPath != "" && r.Method == http.MethodGet && !forPrograms(r):
		http.Redirect(w, r, d.config.LoginPath+"?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		return nil
	case v.Who.Role == Public:
		return errLogin
	}
	return errForbidden
}

// finish catches a panic and writes the line of the log.
func (d *Desk) finish(w *recorder, r *http.Request, route Route, begun time.Time, panicked any) {
	if panicked == http.ErrAbortHandler {
		panic(panicked)
	}
	if panicked != nil {
		d.config.Log.Error("panic", "pattern", route.Pattern, "what", fmt.Sprint(panicked), "stack", string(debug.Stack()))
		if !w.wrote {
			d.fail(w, r, bilan.Errorf(bilan.CodeInternal, "", "%v", panicked))
		}
	}
	took := d.Now().Sub(begun)
	who := VisitOf(r).Who
	d.config.Log.Info("request", "method", r.Method, "pattern", route.Pattern, "status", w.status, "took", took, "who", who.Name, "role", who.Role.String())
	if d.config.Observe != nil {
		d.config.Observe(route.Method+" "+route.Pattern, w.status, took)
	}
}

// recorder notes what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	wrote  bool
}

func (r *recorder) WriteHeader(status int) {
	if !r.wrote {
		r.status, r.wrote = status, true
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	r.wrote = true
	return r.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController find the writer below.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
