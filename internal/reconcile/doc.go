// Package reconcile makes the record out of readings: a pure function, the same for any order of arrival.
//
//	reading   → Dispatch    what reconciling needs of one reading: tellings, acts, sketches of speakers, shingles
//	dispatches → stories    those that may share a happening, a page or words; no story knows of another
//	story     → Record      copies, happenings, origins, figures with their entries, missions
//
// A telling is a casualty claim with its place, its scope and the chain of those who tell it. Tellings of one value by one
// origin in one happening are one entry of a figure. Who the origin is, is made out of names by concepts (a pack's
// concepts.txt) and the gazetteer: «МВД Казахстана» and "ministère kazakh de l'Intérieur" are both ministry+interior of KZ.
//
// Because a story depends on nothing outside it, adding a dispatch recomputes one story; because it is computed from
// scratch, the order in which its dispatches came does not matter; because a moment in the past is the story without what
// was told later, nothing told later can leak into it.
package reconcile
