// Package keep adds dispatches to a register and keeps the record of them up to date: it alone knows how reading,
// reconciling and the register go together.
//
// A story (see package reconcile) depends on nothing outside it, so adding a dispatch makes anew the one story that it
// belongs to, in the same transaction that keeps it; a register never holds a dispatch that its record does not know.
// The bytes go into the blob store first: whatever is in the register has its capture.
package keep
