package desk

import (
	"bilan"
	"bilan/internal/desk/i18n"
)

// mapView is the map of a situation, ready to be drawn.
type mapView struct{}

func (d *Desk) newMap(*i18n.Locale, *bilan.Record, asOf) *mapView { return nil }
