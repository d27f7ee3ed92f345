package gold

import "math"

// Sample is one judged claim: the numbers of the signals that hold of it, and whether it is right.
type Sample struct {
	Signals []int
	Right   bool
}

// Fit gives n weights under which a logistic regression tells best which samples are right, with a penalty on the squares of
// all weights but the first free ones (Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 4.4). It climbs by
// steps that keep most of the last one's speed (Polyak's heavy ball), small enough for any number of samples; the tables are
// small, and the same samples give the same weights.
func Fit(samples []Sample, n, free int) []float64 {
	const (
		steps   = 4000
		speed   = .95
		penalty = 1.
	)
	step := 1 / float64(max(len(samples), 100))
	weights, slope, pace := make([]float64, n), make([]float64, n), make([]float64, n)
	for range steps {
		clear(slope)
		for i := range samples {
			miss := samples[i].miss(weights)
			for _, k := range samples[i].Signals {
				slope[k] += miss
			}
		}
		for k := range weights {
			if k >= free {
				slope[k] -= penalty * weights[k]
			}
			pace[k] = speed*pace[k] + step*slope[k]
			weights[k] += pace[k]
		}
	}
	return weights
}

// miss is how far the truth is from what the weights say.
func (s *Sample) miss(weights []float64) float64 {
	sum := 0.0
	for _, k := range s.Signals {
		sum += weights[k]
	}
	p := 1 / (1 + math.Exp(-sum))
	if s.Right {
		return 1 - p
	}
	return -p
}
