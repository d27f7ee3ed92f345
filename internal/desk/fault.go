package desk

import (
	"context"
	"errors"
	"net/http"

	"bilan"
)

// faults that are no bilan.Error: they have a status of their own.
var (
	errLogin     = errors.New("say who you are first")
	errMethod    = errors.New("this address does not take this method")
	errForbidden = errors.New("your role does not allow this")
)

// statuses gives the HTTP status of each code.
var statuses = map[bilan.Code]int{
	bilan.CodeInvalid: http.StatusBadRequest, bilan.CodeNotFound: http.StatusNotFound, bilan.CodeConflict: http.StatusConflict,
	bilan.CodeUnavailable: http.StatusServiceUnavailable, bilan.CodeLimit: http.StatusRequestEntityTooLarge, bilan.CodeInternal: http.StatusInternalServerError,
}

// Status gives the HTTP status of an error.
func Status(err error) int {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.Is(err, errLogin):
		return http.StatusUnauthorized
	case errors.Is(err, errForbidden):
		return http.StatusForbidden
	case errors.Is(err, errMethod):
		return http.StatusMethodNotAllowed
	case errors.As(err, &tooLarge):
		return http.StatusRequestEntityTooLarge
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable
	}
	return statuses[bilan.ErrorCode(err)]
}

// fault is what the page of an error shows. What is our own fault is logged and not told.
type fault struct {
	Status  int
	Message string
	Hint    string
}

// fail answers a request with the page of an error.
func (d *Desk) fail(w *recorder, r *http.Request, err error) {
	f := fault{Status: Status(err)}
	var e *bilan.Error
	if f.Status != http.StatusInternalServerError {
		f.Message = err.Error()
		if errors.As(err, &e) {
			f.Hint = e.Hint
		}
	} else if r.Context().Err() == nil {
		d.config.Log.Error("failed", "method", r.Method, "pattern", r.Pattern, "error", err.Error())
	}
	if w.wrote {
		return
	}
	if forPrograms(r) {
		if again := problem(w, err); again != nil {
			d.config.Log.Error("failed twice", "error", again.Error())
		}
		return
	}
	v := VisitOf(r)
	if again := d.page(w, r, f.Status, "fault", v.Locale.T(faultKey(f.Status)), f); again != nil {
		d.config.Log.Error("failed twice", "error", again.Error())
	}
}

// faultKey is the message that names a status.
func faultKey(status int) string {
	switch status {
	case http.StatusNotFound:
		return "fault.not_found"
	case http.StatusUnauthorized:
		return "fault.login"
	case http.StatusForbidden:
		return "fault.forbidden"
	case http.StatusConflict:
		return "fault.conflict"
	case http.StatusRequestEntityTooLarge:
		return "fault.limit"
	case http.StatusServiceUnavailable:
		return "fault.unavailable"
	case http.StatusInternalServerError:
		return "fault.internal"
	}
	return "fault.invalid"
}

func notFound(_ http.ResponseWriter, r *http.Request) error {
	return bilan.Errorf(bilan.CodeNotFound, "", "there is no page %s", r.URL.Path)
}
