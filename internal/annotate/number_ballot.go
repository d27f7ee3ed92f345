package annotate

import (
	"bilan"
)

// A ballot adds up what speaks for each role.
type ballot struct {
	votes []vote
}

type vote struct {
	role   bilan.Role
	weight int
	why    string // of its weightiest evidence
	most   int
}

func (b *ballot) add(role bilan.Role, weight int, why string) {
	if role == "" {
		return
	}
	for i := range b.votes {
		if v := &b.votes[i]; v.role == role {
			v.weight += weight
			if weight > v.most {
				v.most, v.why = weight, why
			}
			return
		}
	}
	b.votes = append(b.votes, vote{role, weight, why, weight})
}

// winner gives the role with most weight; unexplained when none has any or two share the lead.
func (b *ballot) winner() (bilan.Role, string) {
	var best vote
	tie := false
	for _, v := range b.votes {
		switch {
		case v.weight > best.weight:
			best, tie = v, false
		case v.weight == best.weight && v.weight > 0:
			tie = true
		}
	}
	switch {
	case best.weight <= 0:
		return bilan.RoleUnexplained, "nothing speaks for a role"
	case tie:
		return bilan.RoleUnexplained, "as much speaks for another role"
	}
	return best.role, best.why
}
