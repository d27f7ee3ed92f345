// Package annotate adds to a segmented dispatch what its words mean, one file per annotator: numbers and what they
// count, times, places, actors, noun phrases and verb groups, clauses, attributions and moods. Annotators run in
// the order that package read fixes; each needs the lists of those before it and completes one list of the Doc.
package annotate
