package extract

import (
	"math"

	"bilan"
	"bilan/internal/analysis"
)

// estimate gives each claim its confidence: how likely a careful coder would take it as it stands, with its origin. It is a
// logistic regression on the claim's signals (weights.go says what it was fitted to), so that of claims at 0.9 about nine in
// ten are right.
func estimate(d *analysis.Doc, claims []bilan.Claim) {
	for i, signals := range SignalsOf(d, claims) {
		if len(signals) > 0 {
			claims[i].Confidence = Estimate(signals)
		}
	}
}

// Estimate gives the confidence of a claim with these signals.
func Estimate(signals []Signal) float64 { return Confidence(signals, weights[:]) }

// Confidence gives the probability that signals add up to under a table of weights, in hundredths; neither 0, which says that
// nothing was estimated, nor 1.
func Confidence(signals []Signal, weights []float64) float64 {
	sum := 0.0
	for _, s := range signals {
		sum += weights[s]
	}
	return min(max(math.Round(100/(1+math.Exp(-sum)))/100, .01), .99)
}
