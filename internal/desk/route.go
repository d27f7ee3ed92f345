package desk

import (
	"net/http"
	"slices"
)

// Handler answers a request; the error it returns becomes a page that says so.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Role is what somebody may do; each includes those before it.
type Role int

// The roles. The zero role is none: a route without a declared role is refused.
const (
	Undeclared Role = iota
	Public          // anybody, also without an account
	Reader          // reads everything
	Coder           // adds dispatches, writes notes
	Reviewer        // decides about claims
	Editor          // takes back what others decided, publishes, keeps sources
	Admin           // keeps accounts
)

var roleNames = []string{"", "public", "reader", "coder", "reviewer", "editor", "admin"}

// String gives the name of a role.
func (r Role) String() string {
	if r < 0 || int(r) >= len(roleNames) {
		return ""
	}
	return roleNames[r]
}

// RoleNamed gives the role of a name; Undeclared when there is none.
func RoleNamed(name string) Role { return Role(max(slices.Index(roleNames, name), 0)) }

// Route is one row of the table of routes.
type Route struct {
	Method, Pattern string
	Role            Role // the least role that may ask
	Handler         Handler
	MaxBody         int64 // bytes of a request; 1 MiB when zero
	Embed           bool  // may stand in a frame of another site
	Stream          bool  // goes on until the reader leaves: no time limit
}

// anyPath is every path that no other route has.
const anyPath = "/{path...}"

// maxBody is how large a request may be where its route does not say.
const maxBody = 1 << 20

// Routes is the table of all routes, in the order of the files that answer them.
func (d *Desk) Routes() []Route {
	return slices.Concat(
		d.frameRoutes(),
		d.situationRoutes(),
		d.allFiguresRoutes(),
		d.figureRoutes(),
		d.missionRoutes(),
		d.dispatchRoutes(),
		d.reviewRoutes(),
		d.searchRoutes(),
		d.addRoutes(),
		d.sourceRoutes(),
		d.logRoutes(),
		d.savedRoutes(),
		d.helpRoutes(),
		d.roomRoutes(),
		d.partRoutes(),
	)
}

func (d *Desk) partRoutes() []Route {
	var out []Route
	for _, p := range d.config.Parts {
		if p.Routes != nil {
			out = append(out, p.Routes(d)...)
		}
	}
	return out
}

// frameRoutes are what all pages share.
func (d *Desk) frameRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/static/{file...}", Role: Public, Handler: d.static, Embed: true},
		{Method: "POST", Pattern: "/preferences", Role: Public, Handler: d.setPreferences},
		{Method: "GET", Pattern: "/live", Role: Reader, Handler: d.live.serve, Stream: true},
		{Method: "GET", Pattern: anyPath, Role: Public, Handler: notFound},
	}
}
