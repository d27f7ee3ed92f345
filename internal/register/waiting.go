package register

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"bilan"
)

// Waiting is a claim that waits for a person to look at it.
type Waiting struct {
	Article, Claim     string
	Kind               bilan.Kind
	Lang, Source, Told string // of the article; Source is its publisher
	Sure               int    // how sure the reading is, in percent
	Weight             int    // what weighs more comes first
	Cursor             string // of this row, for Page.After; set by the register
}

// WaitingFilter chooses among the claims that wait; what is empty chooses nothing.
type WaitingFilter struct {
	Kind         bilan.Kind
	Lang, Source string
	Under        int // only those whose reading is less sure than that, in percent
}

// WaitingCursor names a row of the claims that wait.
func WaitingCursor(weight int, article int64, claim string) string {
	return fmt.Sprintf("%d.%d.%s", weight, article, claim)
}

// ParseWaitingCursor reads what WaitingCursor wrote; "" stands before all rows.
func ParseWaitingCursor(s string) (weight int, article int64, claim string, err error) {
	if s == "" {
		return math.MaxInt32, 0, "", nil
	}
	parts := strings.SplitN(s, ".", 3)
	if len(parts) == 3 {
		weight, err = strconv.Atoi(parts[0])
		if err == nil {
			article, err = strconv.ParseInt(parts[1], 10, 64)
		}
	}
	if len(parts) != 3 || err != nil || weight > math.MaxInt32 || weight < math.MinInt32 {
		return 0, 0, "", bilan.Errorf(bilan.CodeInvalid, "list what waits", "%q is no place in the list", s)
	}
	return weight, article, parts[2], nil
}
