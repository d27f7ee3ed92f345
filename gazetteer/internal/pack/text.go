package pack

import "unsafe"

// text views b as a string without a copy; b is never written again (Read's contract).
func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }
