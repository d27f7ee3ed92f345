package reconcile

import (
	"slices"
	"strings"

	"bilan"
)

// stages of a mission in order.
var stages = []string{"requested", "announced", "deployed", "active", "withdrawing", "withdrawn"}

// timeline gives the first day of each status. What is only planned is an announcement of the force, and no step of its going
// home: that it will leave says that it is still there.
func (f *force) timeline() []bilan.MissionStep {
	steps := map[string]*bilan.MissionStep{}
	for _, a := range f.deeds {
		status := a.Status
		if a.Assertion == bilan.Planned && (status == "withdrawing" || status == "withdrawn") {
			continue
		}
		if a.Assertion == bilan.Planned && status != "requested" {
			status = "announced"
		}
		step := steps[status]
		if step == nil || a.date() < step.Date {
			step = &bilan.MissionStep{Status: status, Date: a.date(), Claims: claimsOf(step)}
			steps[status] = step
		}
		step.Claims = append(step.Claims, a.ref())
	}
	out := []bilan.MissionStep{}
	for _, status := range stages {
		if s := steps[status]; s != nil && (len(out) == 0 || s.Date >= out[0].Date || status == "announced") {
			out = append(out, *s)
		}
	}
	slices.SortStableFunc(out, func(a, b bilan.MissionStep) int { return strings.Compare(a.Date, b.Date) })
	return out
}

func claimsOf(s *bilan.MissionStep) []string {
	if s == nil {
		return nil
	}
	return s.Claims
}

// lastStatus is the furthest stage of the last day.
func lastStatus(steps []bilan.MissionStep) string {
	if len(steps) == 0 {
		return ""
	}
	last, day := "", steps[len(steps)-1].Date
	for _, s := range steps {
		if s.Date == day && (last == "" || slices.Index(stages, s.Status) > slices.Index(stages, last)) {
			last = s.Status
		}
	}
	return last
}
