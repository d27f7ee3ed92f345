package lang

// Tag is what a pack says of a word: word class, grammar, meaning. The engine and its rules test tags, never strings.
type Tag uint8

// Set is a set of tags.
type Set [4]uint64

// Has reports whether t is in s.
func (s Set) Has(t Tag) bool { return s[t>>6]&(1<<(t&63)) != 0 }

// Add puts t into s.
func (s *Set) Add(t Tag) { s[t>>6] |= 1 << (t & 63) }

// Del takes t out of s.
func (s *Set) Del(t Tag) { s[t>>6] &^= 1 << (t & 63) }

// Any reports whether s and o share a tag.
func (s Set) Any(o Set) bool {
	return s[0]&o[0]|s[1]&o[1]|s[2]&o[2]|s[3]&o[3] != 0
}

// And gives the tags in both sets.
func (s Set) And(o Set) Set { return Set{s[0] & o[0], s[1] & o[1], s[2] & o[2], s[3] & o[3]} }

// Or gives the tags in either set.
func (s Set) Or(o Set) Set { return Set{s[0] | o[0], s[1] | o[1], s[2] | o[2], s[3] | o[3]} }

// Empty reports whether s has no tag.
func (s Set) Empty() bool { return s == Set{} }

// SetOf makes a set.
func SetOf(tags ...Tag) (s Set) {
	for _, t := range tags {
		s.Add(t)
	}
	return s
}

// The tags every pack may use. Their names, as written in lexicons, are in tagNames; docs/lexicon.md explains each.
const (
	None Tag = iota

	// Word classes.
	N     // noun
	V     // verb
	Adj   // adjective
	Adv   // adverb
	Det   // determiner, article
	Prep  // preposition
	With  // preposition of what one has: with, avec, с
	By    // preposition of the passive's agent: by, par
	ToInf // marks an infinitive: to
	Pron  // personal or demonstrative pronoun that can be a subject or object
	Conj  // coordinating conjunction: and, or, mais
	Sub   // subordinating conjunction: that, que, что, if, when
	Rel   // relative pronoun: who, dont, который
	Aux   // auxiliary: be, have, être, avoir, быть, modal verbs
	Be    // forms of be, être, быть: passive with a participle
	Have  // forms of have, avoir: perfect with a participle
	Modal // modal: can, may, must, pouvoir, мочь
	Neg   // negation: not, ne, pas, не
	Poss  // possessive determiner

	// Grammar.
	Sg
	Pl
	Masc
	Fem
	Neut
	Nom
	Gen
	Dat
	Acc
	Ins
	Loc
	Past
	Pres
	Fut
	Cond
	Subj
	Inf
	PPart // past participle: passive when used with be or alone
	APart // active or present participle
	Ger   // gerund, деепричастие
	Imp   // imperative
	Refl  // reflexive (se tuer, -ся)

	// Outcomes: of verbs (with a valency) and of nouns.
	Kill      // killed
	Wound     // injured
	Miss      // missing
	Detain    // detained
	Abduct    // abducted
	Displace  // displaced
	Casual    // killed or injured, not told apart
	VictSubj  // the verb's victim is its subject (die); without it the object (kill), turned by the passive
	VictNoun  // the noun itself counts victims: deaths, wounded, arrests, bodies
	DeathOf   // noun that takes a victim as complement: death of, murder of, гибель
	Toll      // noun that takes a number: toll, bilan, число
	Suspect   // noun or adjective that makes persons authors, not victims: gunman, suspect (still armed_group when killed)
	Harmless  // "unhurt", "indemne": negates harm
	ShotAt    // verb that hurts without saying how badly: shot, hit, struck, stabbed (injured unless dead)
	Lose      // its object, when people, are killed: perdre trois fils, lose, потерять
	CauseOnly // kills only when a disaster or weapon is its subject: emporter, engulf, унести
	Carry     // takes or brings people somewhere: take, rush, transport, évacuer, доставить
	Hospital  // hospital, clinic: who is taken there is hurt
	Undergo   // its subject is the victim when its object is harm: suffer, sustain, subir, получить (ранения)
	Injury    // noun of harm done to a body: wounds, blessures, ранения, burns
	Condition // predicate of a hurt person: in critical condition, dans un état grave, в реанимации (with out:injured)
	Weapon    // means: bullet, shell, bomb, drone
	Cause     // noun of a cause: explosion, attack, clash, frappe, ДТП, earthquake
	Drill     // exercise, film, game, metaphor: casualty words near it do not count

	// Victims and people.
	Person    // any human noun
	CCivil    // class civilians
	CProtest  // class protesters
	CSecurity // class security_forces
	CMilitary // class military
	CPeace    // class peacekeepers
	CArmed    // class armed_group
	CJourno   // class journalists
	CMedic    // class medics
	CAid      // class aid_workers
	CChild    // class children
	Animal    // not people

	// Numbers.
	Num     // a number word; its value follows "="
	Mult    // multiplier: hundred, thousand, million; value
	Ord     // ordinal number word; value
	Collect // collective numeral or approximate noun with exact value: двое, une dizaine, a dozen; value
	Vague   // vague plural: dozens; value is its lower bound
	Zero    // no, aucun, ни один
	One     // indefinite article or "one" that can count a single victim
	Both    // both, les deux, оба: the two already told
	Half    // fractions; value is the percentage
	BAtLeast
	BMore
	BAbout
	BUpTo
	BLess
	RangeW  // range opener: between, entre, от
	RangeTo // range joint: and, to, à, до
	NumAnd  // joins the parts of one number: two hundred and three
	Change  // a value changes: rose, passé de 12 à 16, возросло; what follows is the new value
	Other   // others, autres, остальных: continues the class before
	More    // another, more, ещё, encore: added to what is told
	PartOf  // dont, including, в том числе, among them
	Total   // in all, au total, всего
	New     // new today: in the last 24 hours, за сутки
	Versus  // compares with another value of the same: contre 12 la veille, up from, instead of, вместо
	Each

	// Units: they give a number its role.
	UAge
	UMoney
	UPercent
	UDistance
	UArea
	UWeight
	UDuration
	UDate
	UClock
	UOrdinal
	UIdent
	UEquip
	UScore
	UPeople
	UOtherUnit

	// Speech.
	Say      // reports content: said, a déclaré, сообщил
	SayQuote // introduces direct speech only: lance, усмехнулся
	Deny     // denies content
	Confirm  // confirms
	Accuse   // accuses
	Claim    // claims responsibility or asserts doubtfully
	Cite     // a medium cites an origin: citing, cite, со ссылкой на
	Tell     // takes its hearer as object: told
	Hear     // takes its source as object: learnt from, a appris de
	Accord   // according to, selon, по данным
	Hearsay  // reportedly, якобы, présumé
	Unverif  // could not be verified
	Withdraw // withdraws a value: retract, revenir sur, отозвать
	Correct  // corrects a value
	Anaphor  // stands for what was just told: об этом, these figures, ces chiffres, cette information
	Channel  // communiqué, Facebook, briefing
	Announce // announces a plan or decision
	Urge     // asks, orders, demands
	Think    // believes, expects, fears
	SayNoun  // statement, declaration, report, claim as nouns
	CallName // calls someone something: qualifier de, dubbed, назвать
	SoCalled // so-called, soi-disant, так называемый

	// Actors.
	RoleNoun // person with an office: president, spokesman, commander
	BodyHead // head noun of a body: ministry, office, police, court
	KGov
	KMil
	KPolice
	KOrg
	KMedia
	KPerson
	KWitness
	KAnon
	Title    // Mr, M., г-н
	Forename // given names
	Spokes   // spokesman, porte-parole, официальный представитель
	Former   // ex-, former
	Deputy
	Capital  // metonymy allowed: Moscow, the Kremlin
	Of       // genitive preposition: de, of: what follows belongs to the noun before
	Pertain  // preposition that goes on the name of a body or person: pour, for, по
	StandIn  // noun that can stand for any body or person told before: the agency, the official, ведомство
	NamePart // particle inside a person's name: van, bin, оглы
	Third    // pronoun for somebody told before: he, ce dernier, они
	Same     // before a noun: the one told before: la même source, the same official, тот же источник
	Floor    // takes the floor without saying what: dresser un bilan, gave an account, выступить
	LifeNoun // a life, counted, and verbs that take it: lives, vies, жизней; claim, coûter, унести
	Also     // adds what is told to what stands before: également, too, также

	// Deployments.
	Force    // troops, contingent, soldiers, rescuers sent
	PeaceKp  // peacekeeping
	Unit     // brigade, battalion, company
	Send     // send, deploy, dispatch
	Arrive   // arrive, land, reach
	Serve    // is at work, patrols, guards, mans
	Leave    // withdraw, leave, pull out
	Contrib  // contribute, provide, comprise, fournir
	Ask      // request help
	Task     // task, mission
	Visit    // visit, parade, match: not a deployment
	Exercise // military exercise
	Guard    // verbs and nouns of tasks: protect, secure, assist
	Limited  // for a time only: limité, temporary, временный
	Begin
	End
	Prolong
	HandOver

	// Decisions and events.
	Decide  // adopt, approve, order, decree, vote, ratify, lift, sentence
	Act     // decision, decree, law, resolution, state of emergency, curfew
	Public  // word of a body or office that can decide for others: council, court, president
	Purpose // in order to, afin de, с целью
	Basis   // under article, in accordance with
	EvAgree
	EvConsult
	EvSupport
	EvConcede
	EvCooperate
	EvAid
	EvRetreat
	EvRequest
	EvAccuse
	EvReject
	EvThreaten
	EvProtest
	EvSanction
	EvMobilize
	EvCoerce
	EvAssault
	CauseBy // triggered by, déclenché par, из-за
	Widen   // what began over one thing takes in others: s'élargir à, grew into, перерасти в

	// Time.
	Weekday  // value 1 (Monday) to 7
	Month    // value 1 to 12
	RelDay   // yesterday, hier, завтра; value is days from publication
	RelUnit  // last, next, ago: prochaine, прошлой; value -1, 0, 1
	DayPart  // morning, night, evening; value is the hour it stands near
	TimeUnit // hour, day, week, month, year; value in days, 0 for less
	Since
	Ago
	TimeNow // now, currently, à présent
	Season
	ZoneW // local time, GMT, heure locale, по московскому; value is the offset in minutes where fixed

	// Places.
	PlaceHead  // square, street, airport, village, district: head of a site or place name
	Settlement // village, town, city: a head noun whose name is a place of its own
	Locative   // preposition or noun that takes a place: in, à, near, в
	Region     // oblast, province, gouvernorat
	Bound      // north, east, outskirts
	Country    // the word country, nation
	Nationwide // nationwide, à l'échelle nationale, по всей стране: the whole country
	From       // preposition of where one comes from: from, de, из

	NumTags // first free tag; packs' own lists follow
)
