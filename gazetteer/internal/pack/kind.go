package pack

// Kinds of entity, in the order in which they are stored.
const (
	KindCountry uint8 = iota
	KindRegion
	KindCity
	KindArea
	KindBody
	KindMedia
)

// Ranks of a place: Entity.Sub of a city.
const (
	RankOther uint8 = iota
	RankCapital
	RankRegionSeat
	RankDistrictSeat
)

// BodyKinds are the kinds of body, in the order of Entity.Sub: the claim's kinds of actor and armed groups.
var BodyKinds = [...]string{"", "media", "government", "military", "police", "organisation", "person", "witness", "anonymous", "armed_group"}
