package bilan

// RecordSchema names the version of the record's JSON form.
const RecordSchema = "bilan.record/1"

// Record is what many dispatches tell together, as known at a moment. It is computed from readings and judgements, the same
// for any order of arrival; nothing in it is typed in. Lists are sorted by id.
type Record struct {
	Schema   string          `json:"schema"`
	AsOf     *string         `json:"as_of"`              // RFC 3339; nil is now
	AsOfBy   string          `json:"as_of_by,omitempty"` // "seen": by the times dispatches were captured; else by when they were told
	Articles []RecordArticle `json:"articles"`
	Events   []Happening     `json:"events"`
	Figures  []Figure        `json:"figures"`
	Missions []Mission       `json:"missions"`
}

// RecordArticle is an article as the record sees it: when it was told and what it takes over from others.
type RecordArticle struct {
	ID        string   `json:"id"`
	URL       string   `json:"url,omitempty"`
	Title     string   `json:"title,omitempty"`
	Publisher string   `json:"publisher,omitempty"`
	Published string   `json:"published,omitempty"` // RFC 3339 or ISO 8601 day, as told
	Lang      string   `json:"lang,omitempty"`
	VersionOf *string  `json:"version_of"` // the article this is a later state of, at the same URL
	CopyOf    *CopyOf  `json:"copy_of,omitempty"`
	Events    []string `json:"events"`
}

// CopyOf says whose words an article takes over.
type CopyOf struct {
	Article string   `json:"article"`
	Kind    CopyKind `json:"kind"`
	Share   float64  `json:"share"` // of this article's words (or figures, in a translation) that are the other's; 0 to 1
}

// CopyKind is how an article takes over another's words.
type CopyKind string

// The kinds of copy.
const (
	Reprint     CopyKind = "reprint"     // nearly whole
	Cut         CopyKind = "cut"         // shortened
	Mixed       CopyKind = "mixed"       // a passage inside its own text
	Translation CopyKind = "translation" // in another language
)

// Change is one difference between two versions of a page.
type Change struct {
	Kind string `json:"kind"` // figure, chain, sentence_deleted, sentence_added
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// Happening is an event of the record: what happened somewhere, some day, with the articles that tell it.
type Happening struct {
	ID    string        `json:"id"`
	Type  HappeningType `json:"type"`
	Title string        `json:"title,omitempty"`
	Place *Place        `json:"place,omitempty"`
	Start string        `json:"start,omitempty"` // ISO 8601 day
	End   *string       `json:"end"`
}

// HappeningType sorts happenings.
type HappeningType string

// The types of happening.
const (
	Unrest        HappeningType = "unrest"
	Battle        HappeningType = "battle"
	Attack        HappeningType = "attack"
	Strike        HappeningType = "strike" // air, shell, drone
	Disaster      HappeningType = "disaster"
	Accident      HappeningType = "accident"
	Crime         HappeningType = "crime"
	Epidemic      HappeningType = "epidemic"
	Migration     HappeningType = "migration"
	Detention     HappeningType = "detention"
	MissionEvent  HappeningType = "mission"
	OtherHappened HappeningType = "other"
)

// Figure is one quantity of one happening, with its history.
type Figure struct {
	ID             string          `json:"id"`
	Event          string          `json:"event,omitempty"`
	Outcome        Outcome         `json:"outcome"`
	Class          Class           `json:"class"`
	Place          *FigurePlace    `json:"place,omitempty"`
	Scope          string          `json:"scope"`            // incident total new background
	Period         string          `json:"period,omitempty"` // EDTF, of a running total that names one
	Entries        []Entry         `json:"entries"`
	Contradictions []Contradiction `json:"contradictions"`
}

// FigurePlace is where a figure holds.
type FigurePlace struct {
	Name      string  `json:"name"`
	Country   string  `json:"country,omitempty"`
	GeoNames  int64   `json:"geonames,omitempty"`
	Lat       float64 `json:"lat,omitempty"`
	Lon       float64 `json:"lon,omitempty"`
	Precision string  `json:"precision,omitempty"`
}

// Origin is who stands behind a claim, made one across spellings, short forms and languages.
type Origin struct {
	Key     string    `json:"key,omitempty"` // what makes it one: "ministry:health:KZ"
	Name    string    `json:"name"`
	Kind    ActorKind `json:"kind,omitempty"`
	Country string    `json:"country,omitempty"`
	Office  string    `json:"office,omitempty"` // of a named official: the key of the body they speak for
}

// Entry is one origin holding one value, from a moment until something ends it.
type Entry struct {
	Origin      Origin      `json:"origin"`
	Low         *int64      `json:"low"`
	High        *int64      `json:"high"`
	Qualifier   Qualifier   `json:"qualifier"`
	From        string      `json:"from"` // when first told, RFC 3339 or a day
	Until       *string     `json:"until"`
	Seen        string      `json:"seen,omitempty"` // when first captured
	Status      EntryStatus `json:"status"`
	Origins     int         `json:"origins"` // independent origins behind this value in this figure
	Outlets     int         `json:"outlets"` // publishers that told it for this origin
	FirstToldBy string      `json:"first_told_by"`
	Articles    []string    `json:"articles"`
	Copies      []string    `json:"copies,omitempty"` // of Articles, those that only copied
	Claims      []string    `json:"claims"`           // ClaimRef of each telling
	EndedBy     string      `json:"ended_by,omitempty"`
}

// EntryStatus says what became of an entry.
type EntryStatus string

// The statuses of an entry.
const (
	EntryHeld        EntryStatus = "held"
	EntrySuperseded  EntryStatus = "superseded"
	EntryRetracted   EntryStatus = "retracted"
	EntryDenied      EntryStatus = "denied"
	EntryUnconfirmed EntryStatus = "unconfirmed"
)

// Contradiction is a pair of entries of one figure, by index, that different origins held at once.
type Contradiction struct {
	Entries      [2]int  `json:"entries"`
	HeldTogether bool    `json:"held_together"`
	Why          *string `json:"why"` // why both may hold; nil when they cannot
}

// Mission is a force sent to a host country, from decision to withdrawal.
type Mission struct {
	ID           string               `json:"id"`
	Event        string               `json:"event,omitempty"`
	Force        string               `json:"force"`
	Host         string               `json:"host"`
	Decided      *MissionDecision     `json:"decided,omitempty"`
	Status       string               `json:"status"`
	Timeline     []MissionStep        `json:"timeline"`
	Contributors []MissionContributor `json:"contributors"`
	Strength     []StrengthEntry      `json:"strength"`
	Tasks        []MissionTask        `json:"tasks"`
	Duration     *Duration            `json:"duration,omitempty"`
	Extensions   []Extension          `json:"extensions"`
	Claims       []string             `json:"claims"`
}

// MissionDecision is the act that sent a mission.
type MissionDecision struct {
	Date   string   `json:"date,omitempty"`
	Body   string   `json:"body"`
	Basis  string   `json:"basis,omitempty"`
	Claims []string `json:"claims"`
}

// MissionStep is a change of a mission's status.
type MissionStep struct {
	Status string   `json:"status"`
	Date   string   `json:"date"` // ISO 8601 day
	Claims []string `json:"claims"`
}

// MissionContributor is a state's part in a mission.
type MissionContributor struct {
	Country  string         `json:"country"`
	Strength *StrengthEntry `json:"strength,omitempty"`
	Units    string         `json:"units,omitempty"`
	Claims   []string       `json:"claims"`
}

// StrengthEntry is a strength as told at a moment.
type StrengthEntry struct {
	Low       *int64    `json:"low"`
	High      *int64    `json:"high"`
	Qualifier Qualifier `json:"qualifier,omitempty"`
	From      string    `json:"from,omitempty"`
	Claims    []string  `json:"claims,omitempty"`
}

// MissionTask is one task, in the words of its first telling.
type MissionTask struct {
	Text   string   `json:"text"`
	Claims []string `json:"claims"`
}

// Extension is a prolongation of a mission.
type Extension struct {
	Date   string   `json:"date"`
	Until  string   `json:"until,omitempty"`
	Body   string   `json:"body,omitempty"`
	Claims []string `json:"claims"`
}

// ClaimRef names a claim in the whole register: its article's id and its own, joined by "#".
func ClaimRef(article, claim string) string { return article + "#" + claim }
