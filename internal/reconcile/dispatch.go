package reconcile

import (
	"time"

	"bilan"
)

// DigestVersion changes when a Dispatch is made otherwise than before: kept ones must then be made anew.
const DigestVersion = "5"

// Dispatch is what reconciling needs of one reading. It is kept beside the reading, as JSON.
type Dispatch struct {
	ID        string    `json:"id"`
	URL       string    `json:"url,omitempty"`
	Title     string    `json:"title,omitempty"`
	Publisher string    `json:"pub,omitempty"`
	Outlet    string    `json:"outlet,omitempty"` // outletKey of Publisher
	Published string    `json:"at,omitempty"`     // as told
	Told      time.Time `json:"told,omitempty"`   // Published as a moment, or Seen
	Seen      time.Time `json:"seen,omitempty"`
	Lang      string    `json:"lang,omitempty"`

	Words    int      `json:"n,omitempty"`       // of the text
	Shingles Shingles `json:"sh,omitempty"`      // sampled, sorted
	Numbers  []int64  `json:"num,omitempty"`     // of the text in order, without dates, clock times and ordinals
	Credits  []string `json:"credits,omitempty"` // skeletons of media that the text names

	Happened []Happened `json:"happened,omitempty"`
	Tellings []Telling  `json:"tellings,omitempty"`
	Acts     []Act      `json:"acts,omitempty"`
}

// Happened is a happening as one dispatch tells it.
type Happened struct {
	Country string         `json:"cc,omitempty"`
	Spots   []Spot         `json:"spots,omitempty"`
	From    string         `json:"from,omitempty"` // first and last day told of it
	To      string         `json:"to,omitempty"`
	Kinds   map[string]int `json:"kinds,omitempty"`  // h: concepts and how often the words tell them
	Names   []string       `json:"names,omitempty"`  // skeletons of names, sorted
	Titled  []string       `json:"titled,omitempty"` // those of the title, of the first happening only

	weighed *weighed // by Prepare
}

// Spot is a place in a form that compares.
type Spot struct {
	Name      string  `json:"name"`
	Key       string  `json:"key"`          // GeoNames id, or Sounds
	Sounds    string  `json:"sk,omitempty"` // the name's skeletons
	Region    string  `json:"region,omitempty"`
	Country   string  `json:"cc,omitempty"`
	Lat       float64 `json:"lat,omitempty"`
	Lon       float64 `json:"lon,omitempty"`
	Precision string  `json:"prec,omitempty"`
	GeoNames  int64   `json:"gn,omitempty"`
}

// Telling is a casualty claim.
type Telling struct {
	Claim     string          `json:"id"`
	Outcome   bilan.Outcome   `json:"out"`
	Class     bilan.Class     `json:"class"`
	Scope     string          `json:"scope"`
	Assertion bilan.Assertion `json:"as"`
	PartOf    string          `json:"part,omitempty"`
	Low       *int64          `json:"low"`
	High      *int64          `json:"high"`
	Qualifier bilan.Qualifier `json:"q"`
	Chain     []Source        `json:"chain,omitempty"`
	Spot      *Spot           `json:"spot,omitempty"`
	Day       string          `json:"day,omitempty"`
	Happened  int             `json:"h"` // index in Dispatch.Happened; -1 for background
	Start     int             `json:"start"`
}

// Source is a hop of a chain as it compares.
type Source struct {
	Name    string          `json:"name"`
	Kind    bilan.ActorKind `json:"kind,omitempty"`
	Offices []string        `json:"off,omitempty"`  // o: concepts, sorted
	Body    string          `json:"body,omitempty"` // gazetteer id
	Country string          `json:"cc,omitempty"`
	Spot    string          `json:"spot,omitempty"`  // Key of the place in the name
	Names   []string        `json:"names,omitempty"` // skeletons of the other words, sorted
}

// Act is a deployment or decision claim.
type Act struct {
	Claim        string          `json:"id"`
	Kind         bilan.Kind      `json:"kind"`
	Assertion    bilan.Assertion `json:"as"`
	Status       string          `json:"status,omitempty"`
	Force        string          `json:"force,omitempty"`
	ForceBody    string          `json:"fbody,omitempty"` // gazetteer id of the organisation in the force's name
	Host         string          `json:"host,omitempty"`
	Contributors []Contribution  `json:"contrib,omitempty"`
	Strength     *Bounds         `json:"strength,omitempty"`
	Tasks        []string        `json:"tasks,omitempty"`
	DecidedBy    string          `json:"by,omitempty"`
	DecidedBody  string          `json:"bybody,omitempty"` // gazetteer id of the body that decided
	Body         *Source         `json:"body,omitempty"`
	Action       string          `json:"action,omitempty"`
	Basis        string          `json:"basis,omitempty"`
	Day          string          `json:"day,omitempty"`
	Duration     *bilan.Duration `json:"dur,omitempty"`
	Chain        []Source        `json:"chain,omitempty"`
	Mission      bool            `json:"mission,omitempty"` // its words tell of peacekeepers, a contingent, a mission
}

// Contribution is one state's part in a force.
type Contribution struct {
	Country  string  `json:"cc"`
	Strength *Bounds `json:"n,omitempty"`
	Units    string  `json:"units,omitempty"`
}

// Bounds is a count without its words.
type Bounds struct {
	Low       *int64          `json:"low"`
	High      *int64          `json:"high"`
	Qualifier bilan.Qualifier `json:"q"`
}
