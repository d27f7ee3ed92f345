package reconcile

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"bilan"
)

// deed is a deployment or decision in its story.
type deed struct {
	*Act
	d *Dispatch
}

func (a *deed) ref() string { return bilan.ClaimRef(a.d.ID, a.Claim) }

// date is the day of an act: the one it tells, but of what has happened none after it was told; else the day it was told.
func (a *deed) date() string {
	day, told := a.dayTold(), a.toldOn()
	if day == "" || day > told && told != "" && a.Assertion == bilan.Asserted {
		return told
	}
	return day
}

// dayTold is the day that an act tells, of a night the day it leads to.
func (a *deed) dayTold() string {
	if from, to, ok := strings.Cut(a.Day, "/"); ok && len(to) >= 10 && nightTo(from, to) {
		return to[:10]
	}
	if len(a.Day) >= 10 {
		return a.Day[:10]
	}
	return ""
}

func (a *deed) toldOn() string {
	if a.d.Published != "" {
		return a.d.Published[:min(10, len(a.d.Published))]
	}
	if a.d.Told.IsZero() {
		return ""
	}
	return a.d.Told.Format(time.DateOnly)
}

// nightTo reports whether an interval is of a day and the next.
func nightTo(from, to string) bool {
	a, err := time.Parse(time.DateOnly, from[:min(10, len(from))])
	b, err2 := time.Parse(time.DateOnly, to[:10])
	return err == nil && err2 == nil && b.Sub(a) == 24*time.Hour
}

// force is a mission being made.
type force struct {
	host, body string
	deeds      []*deed
}

// makeMissions puts the story's deployments together by host and by the organisation that sends, and tells each force's life.
func (s *story) makeMissions() {
	sent, decided := s.deeds()
	house(sent)
	forces := forcesOf(sent)
	for _, f := range forces {
		if f.foreign() {
			s.missions = append(s.missions, f.mission(s, decided))
		}
	}
}

// deeds gives the story's deployments and its decisions, in order of telling.
func (s *story) deeds() (sent, decided []*deed) {
	for _, d := range s.ds {
		for i := range d.Acts {
			a := &deed{&d.Acts[i], d}
			switch {
			case a.Assertion == bilan.Denied || a.Assertion == bilan.Retracted:
			case a.Kind == bilan.KindDecision:
				decided = append(decided, a)
			default:
				sent = append(sent, a)
			}
		}
	}
	return sent, decided
}

// house gives a host to deployments that tell none, or tell a state that sends: the one that most deployments of the force's
// organisation go to, else most of the story.
func house(sent []*deed) {
	votes := map[string]map[string]int{"": {}}
	senders := map[string]bool{}
	for _, a := range sent {
		for _, c := range a.Contributors {
			senders[a.ForceBody+" "+c.Country] = senders[a.ForceBody+" "+c.Country] || c.Country != a.Host
		}
		if a.Host == "" || !a.foreign() {
			continue
		}
		if votes[a.ForceBody] == nil {
			votes[a.ForceBody] = map[string]int{}
		}
		votes[a.ForceBody][a.Host]++
		votes[""][a.Host]++
	}
	for _, a := range sent {
		if a.Host != "" && (a.ForceBody == "" || !senders[" "+a.Host] && !senders[a.ForceBody+" "+a.Host]) {
			continue
		}
		if host := cmp.Or(most(votes[a.ForceBody]), most(votes[""])); host != a.Host && host != "" {
			act := *a.Act
			act.Host = host
			a.Act = &act
		}
	}
}

// forcesOf groups deployments: by the organisation in the force's name; those that name none belong to the one force of an
// organisation in their host when they may be of a mission or that organisation decided them, else to the host's force without one.
func forcesOf(sent []*deed) []*force {
	var out []*force
	get := func(host, body string) *force {
		for _, f := range out {
			if f.host == host && f.body == body {
				return f
			}
		}
		f := &force{host: host, body: body}
		out = append(out, f)
		return f
	}
	bodies := map[string][]string{}
	for _, a := range sent {
		if a.ForceBody != "" {
			bodies[a.Host] = appendNew(bodies[a.Host], a.ForceBody)
		}
	}
	for _, a := range sent {
		body := a.ForceBody
		if only := bodies[a.Host]; body == "" && len(only) == 1 && (a.mission() || a.DecidedBody == only[0]) {
			body = only[0]
		}
		if a.Host != "" {
			f := get(a.Host, body)
			f.deeds = append(f.deeds, a)
		}
	}
	return out
}

// mission reports whether a deployment without an organisation in its name may be of one: it is from elsewhere, its words
// tell of peacekeepers or of a mission, or it goes home from a host that has sent for none.
func (a *deed) mission() bool {
	return a.foreign() || a.Act.Mission || a.Status == "withdrawing" || a.Status == "withdrawn" && a.Strength == nil
}

// foreign reports whether an act tells of a force from elsewhere.
func (a *deed) foreign() bool {
	return a.ForceBody != "" || slices.ContainsFunc(a.Contributors, func(c Contribution) bool { return c.Country != a.Host })
}

func (f *force) foreign() bool { return slices.ContainsFunc(f.deeds, (*deed).foreign) }

func (f *force) mission(s *story, decided []*deed) bilan.Mission {
	m := bilan.Mission{ID: "m" + digest(f.host, f.body, f.deeds[0].d.ID), Host: f.host, Force: f.name(), Timeline: []bilan.MissionStep{},
		Contributors: []bilan.MissionContributor{}, Strength: []bilan.StrengthEntry{}, Tasks: []bilan.MissionTask{}, Extensions: []bilan.Extension{}}
	for _, a := range f.deeds {
		m.Claims = append(m.Claims, a.ref())
		f.contribute(&m, a)
		strengthen(&m, a)
		addTasks(&m, a)
		if m.Duration == nil {
			m.Duration = a.Duration
		}
	}
	slices.SortFunc(m.Contributors, func(a, b bilan.MissionContributor) int { return strings.Compare(a.Country, b.Country) })
	f.decide(&m, decided)
	m.Timeline = f.timeline()
	m.Status = lastStatus(m.Timeline)
	if i, ok := s.eventOfClaim(f.deeds[0]); ok {
		m.Event = s.events[i].out.ID
	}
	return m
}

// eventOfClaim gives the event that a deed's dispatch tells first.
func (s *story) eventOfClaim(a *deed) (int, bool) {
	i, ok := s.eventOf[member{a.d, 0}]
	return i, ok
}

// name is the first name of the force in the language of its first telling, an organisation's before a part's, the force's before
// that of some of it ("the first troops of the African Union force").
func (f *force) name() string {
	best := f.deeds[0]
	for _, a := range f.deeds[1:] {
		if a.d.Lang == f.deeds[0].d.Lang && (a.ForceBody != "") != (best.ForceBody != "") && a.ForceBody != "" {
			best = a
		}
	}
	for _, a := range f.deeds {
		if a.ForceBody != "" && a.d.Lang == best.d.Lang && len(a.Force) < len(best.Force) && endsWith(best.Force, a.Force) {
			best = a
		}
	}
	return best.Force
}

// endsWith reports whether the last words of a name are another name, in any case.
func endsWith(name, part string) bool {
	return strings.HasSuffix(strings.ToLower(name), " "+strings.ToLower(part))
}

// contribute takes in the states of a force and their strengths, the last told of each.
func (f *force) contribute(m *bilan.Mission, a *deed) {
	for _, c := range a.Contributors {
		if c.Country == f.host {
			continue
		}
		n := c.Strength
		if n == nil && len(a.Contributors) == 1 {
			n = a.Strength
		}
		k := contributor(m, c.Country)
		k.Claims = append(k.Claims, a.ref())
		k.Units = cmp.Or(k.Units, c.Units)
		if n != nil {
			k.Strength = strength(n, a)
		}
	}
}

func contributor(m *bilan.Mission, country string) *bilan.MissionContributor {
	for i := range m.Contributors {
		if m.Contributors[i].Country == country {
			return &m.Contributors[i]
		}
	}
	m.Contributors = append(m.Contributors, bilan.MissionContributor{Country: country})
	return &m.Contributors[len(m.Contributors)-1]
}

func strength(n *Bounds, a *deed) *bilan.StrengthEntry {
	return &bilan.StrengthEntry{Low: n.Low, High: n.High, Qualifier: n.Qualifier, From: stamp(a.d), Claims: []string{a.ref()}}
}

// strengthen takes in the strength of the whole force, each new value once.
func strengthen(m *bilan.Mission, a *deed) {
	if a.Strength == nil || len(a.Contributors) == 1 {
		return
	}
	if n := len(m.Strength); n > 0 && equal(m.Strength[n-1].Low, a.Strength.Low) && equal(m.Strength[n-1].High, a.Strength.High) {
		m.Strength[n-1].Claims = append(m.Strength[n-1].Claims, a.ref())
		return
	}
	m.Strength = append(m.Strength, *strength(a.Strength, a))
}

func addTasks(m *bilan.Mission, a *deed) {
	for _, t := range a.Tasks {
		i := slices.IndexFunc(m.Tasks, func(k bilan.MissionTask) bool { return strings.EqualFold(k.Text, t) })
		if i < 0 {
			m.Tasks = append(m.Tasks, bilan.MissionTask{Text: t})
			i = len(m.Tasks) - 1
		}
		m.Tasks[i].Claims = append(m.Tasks[i].Claims, a.ref())
	}
}

// decide finds the act that sent the force: the first decision of the story that tells of sending, one of the force's own
// organisation before others; later ones that set an end are extensions.
func (f *force) decide(m *bilan.Mission, decided []*deed) {
	var first *deed
	for _, a := range decided {
		if a.Body == nil || !f.sends(a) {
			continue
		}
		switch {
		case first == nil:
			first = a
		case f.body != "" && first.Body.Body != f.body && a.Body.Body == f.body:
			first = a
		case a.Duration != nil && a.Duration.Until != "" && a.date() > first.date():
			m.Extensions = append(m.Extensions, bilan.Extension{Date: a.date(), Until: a.Duration.Until, Body: a.Body.Name, Claims: []string{a.ref()}})
		case a.Body.same(first.Body) && a.date() == first.date():
			m.Decided.Claims = append(m.Decided.Claims, a.ref())
			continue
		default:
			continue
		}
		if first == a {
			m.Decided = &bilan.MissionDecision{Date: a.date(), Body: a.Body.Name, Basis: a.Basis, Claims: []string{a.ref()}}
		}
	}
}

// sends reports whether a decision is of the force's own organisation, or tells of sending a force where the force is told.
func (f *force) sends(a *deed) bool {
	if f.body != "" && a.Body.Body == f.body || slices.Contains(a.Body.Offices, "collectivecouncil") {
		return true
	}
	return a.Mission && slices.ContainsFunc(f.deeds, func(b *deed) bool { return b.d == a.d })
}

// same compares two bodies by what they are.
func (s *Source) same(o *Source) bool {
	return s.Body == o.Body && slices.Equal(s.Offices, o.Offices) && agree(s.Country, o.Country) && slices.Equal(s.Names, o.Names)
}
