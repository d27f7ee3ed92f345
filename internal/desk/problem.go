package desk

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"bilan"
)

// Problem is an error as programs get it: the problem details of RFC 9457, with the code of the error.
type Problem struct {
	Title  string         `json:"title" doc:"What the status means."`
	Status int            `json:"status" doc:"HTTP status."`
	Detail string         `json:"detail,omitempty" doc:"What failed, of this request."`
	Code   string         `json:"code" enum:"invalid,not_found,conflict,unavailable,limit,internal,unauthorized,forbidden" doc:"The error's code: one of the six of the program, or unauthorized or forbidden."`
	Hint   string         `json:"hint,omitempty" doc:"What to do about it."`
	Errors []ProblemPlace `json:"errors,omitempty" doc:"What is wrong with which part of the request."`
}

// ProblemPlace is what is wrong with a part of a request.
type ProblemPlace struct {
	Message  string `json:"message"`
	Location string `json:"location,omitempty" doc:"The part: query.limit, body.targets[0]."`
}

// ProblemOf makes the problem of an error. What is our own fault is not told.
func ProblemOf(err error) *Problem {
	status := Status(err)
	p := &Problem{Title: http.StatusText(status), Status: status, Code: string(bilan.ErrorCode(err)), Detail: err.Error()}
	switch status {
	case http.StatusUnauthorized:
		p.Code = "unauthorized"
	case http.StatusForbidden:
		p.Code = "forbidden"
	case http.StatusMethodNotAllowed:
		p.Code = string(bilan.CodeInvalid)
	case http.StatusRequestEntityTooLarge:
		p.Code = string(bilan.CodeLimit)
	case http.StatusServiceUnavailable:
		p.Code = string(bilan.CodeUnavailable)
	case http.StatusInternalServerError:
		p.Detail = "something went wrong on our side"
	}
	var e *bilan.Error
	if errors.As(err, &e) && status != http.StatusInternalServerError {
		p.Hint = e.Hint
	}
	return p
}

// Error is the problem's detail.
func (p *Problem) Error() string { return p.Detail }

// GetStatus is the problem's status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is the media type of a problem.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// forPrograms reports whether a request comes to the API, whose errors are problems and not pages.
func forPrograms(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/api/") }

// problem answers with a problem.
func problem(w http.ResponseWriter, err error) error {
	p := ProblemOf(err)
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	if p.Status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	w.WriteHeader(p.Status)
	return json.NewEncoder(w).Encode(p)
}
