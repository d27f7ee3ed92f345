package extract

// weights says how much each signal speaks for a claim, as a logarithm of odds. They were fitted to the 581 claims that are
// read in the languages' own gold and can be judged there; `make calibrate` writes them anew.
var weights = [SignalCount]float64{
	2.50,  // figure
	0.19,  // statement
	3.90,  // decision
	2.18,  // deployment
	-1.52, // in the title
	-1.13, // not asserted
	-0.79, // own voice
	-0.79, // own voice beside a source
	-1.13, // source in a sentence before
	-0.77, // source is a short form
	-0.75, // speech carried on
	-0.57, // only media named
	-0.46, // told without a verb
	-0.15, // carried on from another figure
	-0.78, // single victim
	-0.47, // unexplained number beside it
	0.81,  // not of this event alone
	1.81,  // direct speech
	-0.23, // no strength
}
