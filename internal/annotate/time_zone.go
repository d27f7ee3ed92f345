package annotate

import (
	"strings"
	"time"
	_ "time/tzdata" // places carry IANA zones; the program must know them on any machine

	"bilan/internal/analysis"
)

// ZoneTimes adds to clock times told in local time the offset of the nearest place that has a zone, on that day. It
// needs Times and Places.
func ZoneTimes(d *analysis.Doc) {
	for i := range d.Times {
		t := &d.Times[i]
		if !t.Local || t.Vague {
			continue
		}
		if zone := zoneNear(d, t.From); zone != "" {
			addZone(t, zone)
		}
	}
}

// zoneNear gives the zone of the place nearest to token i: in its sentence, else the last one told before it, else
// the first behind it.
func zoneNear(d *analysis.Doc, i int) string {
	zone, best := "", 1<<30
	for k := range d.Places {
		p := &d.Places[k]
		if p.Zone == "" || p.Dateline && zone != "" {
			continue
		}
		if dist := zoneDistance(d, p, i); dist < best {
			zone, best = p.Zone, dist
		}
	}
	return zone
}

func zoneDistance(d *analysis.Doc, p *analysis.Place, i int) int {
	dist := p.From - i
	if dist < 0 {
		dist = -dist
	}
	switch {
	case d.Tokens[p.From].Sent == d.Tokens[i].Sent:
		return dist
	case p.From < i:
		return dist + 1000
	}
	return dist + 100000
}

func addZone(t *analysis.Time, zone string) {
	loc, err := time.LoadLocation(zone)
	if err != nil || !strings.Contains(t.When.Value, "T") {
		return
	}
	at, err := time.ParseInLocation("2006-01-02T15:04", t.When.Value, loc)
	if err != nil {
		return
	}
	_, seconds := at.Zone()
	t.When.Value += offsetText(seconds / 60)
	t.Local = false
}
