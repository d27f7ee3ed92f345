package lang

import "math/bits"

// layers lists, for each annotator that runs rules, what its rules may emit.
var layers = map[string][]string{
	"number":     {"at_least", "more_than", "about", "up_to", "less_than", "range", "role:age", "role:money", "role:percent", "role:distance", "role:area", "role:weight", "role:duration", "role:date", "role:clock", "role:ordinal", "role:identifier", "role:equipment", "role:score", "role:people", "role:strength", "role:other"},
	"time":       {"day", "weekday", "month", "year", "clock", "relative", "span", "part"},
	"cue":        {"source", "fronted", "closing", "cite", "heading", "deny", "same_source"},
	"mood":       {"unconfirmed", "denied", "retracted", "planned", "negated"},
	"casualty":   {"toll", "victims", "none", "total", "new", "background", "trap"},
	"deployment": {"send", "arrive", "serve", "leave", "strength", "task", "trap"},
	"decision":   {"decide", "basis", "purpose", "duration"},
	"event":      {"event", "cause"},
	"label":      {"label"},
}

func trailingZeros(w uint64) int { return bits.TrailingZeros64(w) }
