package read

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"math"
	"os"
	"testing"
	"time"

	"bilan/gazetteer"
	"bilan/internal/extract"
	"bilan/internal/gold"
	"bilan/lang"
)

var calibrate = flag.Bool("calibrate", false, "fit the weights of confidence anew and write them")

// judged is a claim of the gold dispatches with what speaks for and against it.
type judged struct {
	gold.Sample
	confidence float64
	fold       int // claims of one dispatch stay together
}

// goldClaims reads the gold of every language and judges each claim.
func goldClaims(t *testing.T) []judged {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	var out []judged
	for l, code := range []string{"en", "fr", "ru"} {
		pack, err := lang.Builtin().Get(code)
		if err != nil {
			t.Fatal(err)
		}
		dispatches, err := gold.Load(os.DirFS("../../lang"), code+"/gold", code)
		if err != nil {
			t.Fatal(err)
		}
		for n, d := range dispatches {
			out = append(out, judge(pack, g, d, 3*n+l)...)
		}
	}
	return out
}

func judge(pack *lang.Pack, g *gazetteer.Gazetteer, d gold.Dispatch, fold int) []judged {
	signals := map[string][]int{}
	body := Analyse(pack, g, &d.Article, time.Time{})
	for _, doc := range []int{0, 1} {
		x := body
		if doc == 1 {
			x = body.Title
		}
		claims := extract.Claims(x)
		for i, list := range extract.SignalsOf(x, claims) {
			for _, s := range list {
				signals[claims[i].ID] = append(signals[claims[i].ID], int(s))
			}
		}
	}
	r := Article(pack, g, d.Article, time.Time{})
	right, known := gold.Right(d, r)
	var out []judged
	for i := range r.Claims {
		if known[i] {
			out = append(out, judged{gold.Sample{Signals: signals[r.Claims[i].ID], Right: right[i]}, r.Claims[i].Confidence, fold})
		}
	}
	return out
}

// TestConfidenceMeansWhatItSays asks of the claims of each step of confidence whether as many are right as it says.
func TestConfidenceMeansWhatItSays(t *testing.T) {
	all := goldClaims(t)
	if *calibrate {
		writeWeights(t, all)
	}
	said := func(j judged) float64 { return j.confidence }
	if off := calibration(t, all, said); off > .06 {
		t.Errorf("confidence is off by %.3f on the mean: `make calibrate` fits it anew", off)
	}
}

// TestConfidenceHoldsForUnseenDispatches fits on four fifths of the dispatches and asks of the fifth: what is learnt must be
// true of dispatches that it was not learnt from.
func TestConfidenceHoldsForUnseenDispatches(t *testing.T) {
	all := goldClaims(t)
	const folds = 5
	var tables [folds][]float64
	for f := range folds {
		var train []gold.Sample
		for _, j := range all {
			if j.fold%folds != f {
				train = append(train, j.Sample)
			}
		}
		tables[f] = gold.Fit(train, int(extract.SignalCount), extract.KindSignals)
	}
	said := func(j judged) float64 { return confidence(j.Signals, tables[j.fold%folds]) }
	if off := calibration(t, all, said); off > .08 {
		t.Errorf("confidence is off by %.3f on the mean on dispatches it was not fitted to", off)
	}
	if gain := skill(all, said); gain <= 0 {
		t.Errorf("confidence tells no more than the mean does: skill %.3f", gain)
	}
}

func confidence(signals []int, weights []float64) float64 {
	list := make([]extract.Signal, len(signals))
	for i, s := range signals {
		list[i] = extract.Signal(s)
	}
	return extract.Confidence(list, weights)
}

// calibration gives the mean distance, over claims, between what a band of confidence says and the share that is right in it
// (expected calibration error; Naeini, Cooper, Hauskrecht 2015).
func calibration(t *testing.T, all []judged, said func(judged) float64) float64 {
	bands := []float64{0, .5, .7, .8, .85, .9, 1}
	off := 0.0
	for b := range bands[1:] {
		n, right, sum := 0, 0, 0.0
		for _, j := range all {
			if p := said(j); bands[b] < p && p <= bands[b+1] {
				n, sum = n+1, sum+p
				if j.Right {
					right++
				}
			}
		}
		if n == 0 {
			continue
		}
		t.Logf("%.2f–%.2f: %4d claims, said %.3f, right %.3f", bands[b], bands[b+1], n, sum/float64(n), float64(right)/float64(n))
		off += math.Abs(sum - float64(right))
	}
	return off / float64(len(all))
}

// skill is how much of the squared error of the plain mean the confidence takes away (Brier skill score).
func skill(all []judged, said func(judged) float64) float64 {
	mean, own, base := 0.0, 0.0, 0.0
	truth := func(j judged) float64 {
		if j.Right {
			return 1
		}
		return 0
	}
	for _, j := range all {
		mean += truth(j) / float64(len(all))
	}
	for _, j := range all {
		own += math.Pow(truth(j)-said(j), 2)
		base += math.Pow(truth(j)-mean, 2)
	}
	return 1 - own/base
}

// writeWeights fits the weights to all gold and writes the table.
func writeWeights(t *testing.T, all []judged) {
	samples := make([]gold.Sample, len(all))
	for i := range all {
		samples[i] = all[i].Sample
	}
	w := gold.Fit(samples, int(extract.SignalCount), extract.KindSignals)
	var b bytes.Buffer
	fmt.Fprintf(&b, "package extract\n\n// weights says how much each signal speaks for a claim, as a logarithm of odds. They were fitted to the %d claims that are\n// read in the languages' own gold and can be judged there; `make calibrate` writes them anew.\nvar weights = [SignalCount]float64{\n", len(all))
	for s := range extract.SignalCount {
		fmt.Fprintf(&b, "%.2f, // %s\n", w[s], s)
	}
	b.WriteString("}\n")
	src, err := format.Source(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("../extract/weights.go", src, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Skip("weights written; run again to see what they are worth")
}
