package extract

// weights says how much each signal speaks for a claim, as a logarithm of odds. They were fitted to the 583 claims that are
// read in the languages' own gold and can be judged there; `make calibrate` writes them anew.
var weights = [SignalCount]float64{
	2.46,  // figure
	0.18,  // statement
	3.87,  // decision
	2.15,  // deployment
	-1.51, // in the title
	-1.12, // not asserted
	-0.75, // own voice
	-0.81, // own voice beside a source
	-1.12, // source in a sentence before
	-0.73, // source is a short form
	-0.72, // speech carried on
	-0.55, // only media named
	-0.48, // told without a verb
	-0.21, // carried on from another figure
	-0.77, // single victim
	-0.46, // unexplained number beside it
	0.81,  // not of this event alone
	1.80,  // direct speech
	-0.23, // no strength
}
