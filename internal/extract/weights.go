package extract

// weights says how much each signal speaks for a claim, as a logarithm of odds. They were fitted to the 814 claims that are
// read in the languages' own gold and can be judged there; `make calibrate` writes them anew.
var weights = [SignalCount]float64{
	2.54,  // figure
	-0.08, // statement
	3.93,  // decision
	2.56,  // deployment
	-1.87, // in the title
	-1.12, // not asserted
	-1.06, // own voice
	-1.34, // own voice beside a source
	-1.18, // source in a sentence before
	-0.65, // source is a short form
	-0.67, // speech carried on
	0.23,  // only media named
	-0.21, // told without a verb
	-0.42, // carried on from another figure
	-0.66, // single victim
	-0.18, // unexplained number beside it
	1.03,  // not of this event alone
	2.25,  // direct speech
	-0.35, // no strength
}
