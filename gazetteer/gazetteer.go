// Package gazetteer knows countries, places, demonyms, bodies and media by any of their names.
package gazetteer

// Gazetteer is immutable and safe for concurrent use.
type Gazetteer struct{}

// Default gives the gazetteer that ships with the program.
func Default() (*Gazetteer, error) { return &Gazetteer{}, nil }
