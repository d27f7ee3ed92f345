package bilan

import "time"

// Kind names what a claim tells. The list is closed; extract.Kinds has one reader for each.
type Kind string

// The six kinds of claim.
const (
	KindCasualty   Kind = "casualty"
	KindStatement  Kind = "statement"
	KindDecision   Kind = "decision"
	KindDeployment Kind = "deployment"
	KindEvent      Kind = "event"
	KindLabel      Kind = "label"
)

// Assertion says how the text holds a claim.
type Assertion string

// The five ways a text can hold a claim.
const (
	Asserted    Assertion = "asserted"
	Denied      Assertion = "denied"
	Retracted   Assertion = "retracted"
	Unconfirmed Assertion = "unconfirmed"
	Planned     Assertion = "planned"
)

// Claim is one thing that a dispatch tells, with the words that tell it and the chain of those who say it.
// Exactly one of the kind fields (Casualty … Label) is set, the one Kind names.
type Claim struct {
	ID          string      `json:"id"`
	Kind        Kind        `json:"kind"`
	Span        Span        `json:"span"`
	Assertion   Assertion   `json:"assertion"`
	Attribution []Hop       `json:"attribution"`
	Time        *When       `json:"time,omitempty"`
	Place       *Place      `json:"place,omitempty"`
	Confidence  float64     `json:"confidence,omitempty"` // how likely it is right as it stands, between 0 and 1; 0 when not estimated
	Rule        string      `json:"rule,omitempty"`       // what read it, for `bilan lang why`
	Casualty    *Casualty   `json:"casualty,omitempty"`
	Statement   *Statement  `json:"statement,omitempty"`
	Decision    *Decision   `json:"decision,omitempty"`
	Deployment  *Deployment `json:"deployment,omitempty"`
	Event       *Event      `json:"event,omitempty"`
	Label       *Label      `json:"label,omitempty"`
}

// Trust is a confidence in three steps.
type Trust string

// The steps: about nine in ten claims of high trust are right, three in four of medium, two in five of low; fewer in texts as
// hard as those of docs/output.md.
const (
	TrustHigh   Trust = "high"
	TrustMedium Trust = "medium"
	TrustLow    Trust = "low"
)

// Trust gives the step of the claim's confidence, "" when it was not estimated.
func (c *Claim) Trust() Trust {
	switch {
	case c.Confidence == 0:
		return ""
	case c.Confidence >= .85:
		return TrustHigh
	case c.Confidence >= .7:
		return TrustMedium
	}
	return TrustLow
}

// Hop is one link of an attribution chain. Chains run from the hop nearest to the outlet to the origin.
type Hop struct {
	Name     string    `json:"name"`
	Kind     ActorKind `json:"kind"`
	Role     string    `json:"role,omitempty"`
	Country  string    `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Verb     string    `json:"verb,omitempty"`
	Channel  string    `json:"channel,omitempty"`
	Span     Span      `json:"span"`
	Resolved string    `json:"resolved,omitempty"` // the full name a pronoun or short form stands for
}

// ActorKind sorts those who speak.
type ActorKind string

// The kinds of actor.
const (
	ActorMedia        ActorKind = "media"
	ActorGovernment   ActorKind = "government"
	ActorMilitary     ActorKind = "military"
	ActorPolice       ActorKind = "police"
	ActorOrganisation ActorKind = "organisation"
	ActorPerson       ActorKind = "person"
	ActorWitness      ActorKind = "witness"
	ActorAnonymous    ActorKind = "anonymous"
)

// When is a time told by the text. Value is EDTF / ISO 8601, computed from Span.
type When struct {
	Value     string `json:"value"`
	Precision string `json:"precision"` // minute hour day week month year
	Span      Span   `json:"span"`
}

// Place is a place told by the text; code and coordinates come from the gazetteer.
type Place struct {
	Name      string  `json:"name"`
	Country   string  `json:"country,omitempty"` // ISO 3166-1 alpha-2
	GeoNames  int64   `json:"geonames,omitempty"`
	Lat       float64 `json:"lat,omitempty"`
	Lon       float64 `json:"lon,omitempty"`
	Precision string  `json:"precision,omitempty"` // site city region country
	Span      Span    `json:"span"`
}

// Outcome is what happened to the victims of a casualty claim.
type Outcome string

// The outcomes. Casualties are killed or injured, not told apart.
const (
	Killed     Outcome = "killed"
	Injured    Outcome = "injured"
	Missing    Outcome = "missing"
	Detained   Outcome = "detained"
	Abducted   Outcome = "abducted"
	Displaced  Outcome = "displaced"
	Casualties Outcome = "casualties"
)

// Casualty is how many, of whom, suffered what.
type Casualty struct {
	Outcome Outcome `json:"outcome"`
	Count   Count   `json:"count"`
	Victims Victims `json:"victims"`
	Cause   *Span   `json:"cause,omitempty"`
	Scope   string  `json:"scope"`             // incident total new background
	PartOf  string  `json:"part_of,omitempty"` // id of the claim whose part this is
}

// Qualifier says how a count bounds the truth.
type Qualifier string

// The qualifiers of a count.
const (
	Exact    Qualifier = "exact"
	AtLeast  Qualifier = "at_least"
	MoreThan Qualifier = "more_than"
	About    Qualifier = "about"
	UpTo     Qualifier = "up_to"
	LessThan Qualifier = "less_than"
	Range    Qualifier = "range"
	Vague    Qualifier = "vague"
)

// Count is a number as told: bounds (nil is open), how they bound, and the words.
type Count struct {
	Low       *int64    `json:"low"`
	High      *int64    `json:"high"`
	Qualifier Qualifier `json:"qualifier"`
	Span      Span      `json:"span"`
}

// Victims are those a casualty claim is about.
type Victims struct {
	Text  string `json:"text"`
	Class Class  `json:"class"`
	Span  Span   `json:"span"`
}

// Class sorts victims.
type Class string

// The classes of victims.
const (
	Civilians      Class = "civilians"
	Protesters     Class = "protesters"
	SecurityForces Class = "security_forces"
	Military       Class = "military"
	Peacekeepers   Class = "peacekeepers"
	ArmedGroup     Class = "armed_group"
	Journalists    Class = "journalists"
	Medics         Class = "medics"
	AidWorkers     Class = "aid_workers"
	Children       Class = "children"
	Unspecified    Class = "unspecified"
)

// Statement is something said; the speaker is the last hop of the claim's chain.
type Statement struct {
	Direct  bool   `json:"direct"`
	Content Span   `json:"content"`
	Channel string `json:"channel,omitempty"`
}

// Named is something the text names: a body, a force, an actor.
type Named struct {
	Name    string    `json:"name"`
	Kind    ActorKind `json:"kind,omitempty"`
	Country string    `json:"country,omitempty"`
	Span    Span      `json:"span"`
}

// Decision is a formal act of a body.
type Decision struct {
	Body     Named     `json:"body"`
	Action   Span      `json:"action"`
	Date     string    `json:"date,omitempty"` // ISO 8601 day
	Basis    *Span     `json:"basis,omitempty"`
	Purpose  *Span     `json:"purpose,omitempty"`
	Duration *Duration `json:"duration,omitempty"`
}

// Duration is how long a decision or deployment holds.
type Duration struct {
	Text    string `json:"text"`
	Limited bool   `json:"limited,omitempty"`
	From    string `json:"from,omitempty"`
	Until   string `json:"until,omitempty"`
	Span    Span   `json:"span"`
}

// Deployment is a force sent somewhere.
type Deployment struct {
	Force        Named         `json:"force"`
	Host         string        `json:"host,omitempty"` // ISO 3166-1 alpha-2
	Contributors []Contributor `json:"contributors"`
	Strength     *Count        `json:"strength,omitempty"`
	Status       string        `json:"status"` // requested announced deployed active withdrawing withdrawn
	Tasks        []Span        `json:"tasks"`
	DecidedBy    string        `json:"decided_by,omitempty"`
	Duration     *Duration     `json:"duration,omitempty"`
}

// Contributor is a state whose troops are part of a force.
type Contributor struct {
	Country  string `json:"country"` // ISO 3166-1 alpha-2
	Strength *Count `json:"strength,omitempty"`
	Units    string `json:"units,omitempty"`
	Span     Span   `json:"span"`
}

// Event is a happening by its PLOVER type.
type Event struct {
	Type   string `json:"type"` // AGREE … ASSAULT
	Actor  *Named `json:"actor,omitempty"`
	Target *Named `json:"target,omitempty"`
	Cause  *Span  `json:"cause,omitempty"`
}

// Label is what the origin of the chain calls someone or something.
type Label struct {
	Target *Named `json:"target,omitempty"`
	Label  Span   `json:"label"`
}

// Number is one number of the text and the role it plays there.
type Number struct {
	Span  Span    `json:"span"`
	Value float64 `json:"value"`
	Role  Role    `json:"role"`
	Claim string  `json:"claim,omitempty"` // id of the claim a victims number belongs to
}

// Role is what a number counts. The list is closed.
type Role string

// The roles of numbers.
const (
	RoleVictims     Role = "victims"
	RoleStrength    Role = "strength"
	RolePeople      Role = "people"
	RoleAge         Role = "age"
	RoleMoney       Role = "money"
	RolePercent     Role = "percent"
	RoleDistance    Role = "distance"
	RoleArea        Role = "area"
	RoleWeight      Role = "weight"
	RoleDuration    Role = "duration"
	RoleDate        Role = "date"
	RoleClock       Role = "clock"
	RoleOrdinal     Role = "ordinal"
	RoleIdentifier  Role = "identifier"
	RoleEquipment   Role = "equipment"
	RoleScore       Role = "score"
	RoleOther       Role = "other"
	RoleUnexplained Role = "unexplained"
)

// Problem is something seen and not read. Code is of a closed list.
type Problem struct {
	Code    ProblemCode `json:"code"`
	Span    *Span       `json:"span,omitempty"`
	Message string      `json:"message"`
}

// ProblemCode names a kind of problem.
type ProblemCode string

// The problem codes.
const (
	SpeakerDoubtful     ProblemCode = "speaker_doubtful"
	NumberUnexplained   ProblemCode = "number_unexplained"
	DateUnresolved      ProblemCode = "date_unresolved"
	Garbled             ProblemCode = "garbled"
	LanguageUnsupported ProblemCode = "language_unsupported"
	TextTooLong         ProblemCode = "text_too_long"
	NotArticle          ProblemCode = "not_article"
	Withdrawn           ProblemCode = "withdrawn"
)

// Span is evidence: bytes [Start,End) of the article's text (or its title when In is "title"), and those words.
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	In    string `json:"in,omitempty"`
}

// ReadingSchema names the version of the reading's JSON form.
const ReadingSchema = "bilan.reading/1"

// Reading is all that was read out of one article.
type Reading struct {
	Schema   string    `json:"schema"`
	Article  Article   `json:"article"`
	Claims   []Claim   `json:"claims"`
	Numbers  []Number  `json:"numbers"`
	Problems []Problem `json:"problems"`
}

// Article is one dispatch, cleaned. Text never changes after the article stage; every span points into it.
type Article struct {
	ID           string    `json:"id"`
	URL          string    `json:"url,omitempty"`
	Title        string    `json:"title,omitempty"`
	Byline       []string  `json:"byline,omitempty"`
	Publisher    string    `json:"publisher,omitempty"`
	Published    string    `json:"published,omitempty"` // ISO 8601 date or instant, as told
	Updated      string    `json:"updated,omitempty"`
	Lang         string    `json:"lang"`
	ImageCredits []string  `json:"image_credits,omitempty"`
	Captions     []string  `json:"captions,omitempty"`
	Text         string    `json:"text"`
	Sections     []Section `json:"sections"`
}

// Section is a part of the text with one use.
type Section struct {
	Kind  SectionKind `json:"kind"`
	Label string      `json:"label,omitempty"`
	Time  string      `json:"time,omitempty"` // of a live entry or update, ISO 8601
	Start int         `json:"start"`
	End   int         `json:"end"`
}

// SectionKind names what a section is.
type SectionKind string

// The kinds of section.
const (
	SectionBody        SectionKind = "body"
	SectionUpdate      SectionKind = "update"
	SectionLiveEntry   SectionKind = "live_entry"
	SectionCaption     SectionKind = "caption"
	SectionCredit      SectionKind = "credit"
	SectionBoilerplate SectionKind = "boilerplate"
)

// PublishedAt parses Published. It is the zero time, and false, when absent or unreadable.
func (a *Article) PublishedAt() (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02"} {
		if t, err := time.Parse(layout, a.Published); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
