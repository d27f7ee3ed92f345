package read

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"bilan/gazetteer"
	"bilan/internal/extract"
	"bilan/internal/gold"
	"bilan/lang"
)

var (
	calibrate = flag.Bool("calibrate", false, "fit the weights of confidence anew and write them")
	first     = flag.String("first", "", "note how the gold of these dispatches (LANG/NAME, separated by spaces) is read now, before the reader is changed for them")
)

// firstReadings holds how new gold was read the first time, by dispatch: what a reader makes of texts that nobody tuned it on.
const firstReadings = "testdata/first.tsv"

// judged is a claim of the gold dispatches with what speaks for and against it.
type judged struct {
	gold.Sample
	confidence float64
	fold       int // claims of one dispatch stay together
}

// goldClaims judges each claim read in the gold of every language: as it was read the first time where that was noted, else
// as it is read now.
func goldClaims(t *testing.T) []judged {
	noted := noted(t)
	fold := 0
	var out []judged
	eachDispatch(t, func(name string, now func() []judged) {
		claims, ok := noted[name]
		if !ok {
			claims = now()
		}
		for _, c := range claims {
			c.fold = fold
			out = append(out, c)
		}
		fold++
	})
	return out
}

// noted reads the first readings.
func noted(t *testing.T) map[string][]judged {
	data, err := os.ReadFile(firstReadings)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]int{}
	for s := range extract.SignalCount {
		byName[s.String()] = int(s)
	}
	out := map[string][]judged{}
	for line := range strings.Lines(string(data)) {
		cell := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		j := judged{Sample: gold.Sample{Right: cell[1] == "right"}}
		var signals []extract.Signal
		for _, name := range strings.Split(cell[2], ", ") {
			s, ok := byName[name]
			if !ok {
				t.Fatalf("%s: %s: no signal is called %q", firstReadings, cell[0], name)
			}
			j.Signals, signals = append(j.Signals, s), append(signals, extract.Signal(s))
		}
		j.confidence = extract.Estimate(signals)
		out[cell[0]] = append(out[cell[0]], j)
	}
	return out
}

// eachDispatch calls f with each dispatch of the gold and what reads it.
func eachDispatch(t *testing.T, f func(name string, now func() []judged)) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{"en", "fr", "ru"} {
		pack, err := lang.Builtin().Get(code)
		if err != nil {
			t.Fatal(err)
		}
		dispatches, err := gold.Load(os.DirFS("../../lang"), code+"/gold", code)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range dispatches {
			f(code+"/"+d.Article.ID, func() []judged { return judge(pack, g, d) })
		}
	}
}

// TestFirstReadings notes first readings when asked to; otherwise it checks that each is of a dispatch that exists.
func TestFirstReadings(t *testing.T) {
	had, have := noted(t), map[string]bool{}
	out, err := os.OpenFile(firstReadings, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	eachDispatch(t, func(name string, now func() []judged) {
		have[name] = true
		if had[name] != nil || !slices.Contains(strings.Fields(*first), name) {
			return
		}
		for _, j := range now() {
			fmt.Fprintf(out, "%s\t%s\t%s\n", name, map[bool]string{true: "right", false: "wrong"}[j.Right], j.names())
		}
	})
	for name := range had {
		if !have[name] {
			t.Errorf("%s tells of %s, which is not in the gold", firstReadings, name)
		}
	}
}

// names gives the signals in words.
func (j *judged) names() string {
	var out []string
	for _, s := range j.Signals {
		out = append(out, extract.Signal(s).String())
	}
	return strings.Join(out, ", ")
}

func judge(pack *lang.Pack, g *gazetteer.Gazetteer, d gold.Dispatch) []judged {
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
			out = append(out, judged{gold.Sample{Signals: signals[r.Claims[i].ID], Right: right[i]}, r.Claims[i].Confidence, 0})
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

// TestConfidenceOfFirstReadings says what confidence was worth on dispatches that the reader had not seen.
func TestConfidenceOfFirstReadings(t *testing.T) {
	var all []judged
	for _, claims := range noted(t) {
		all = append(all, claims...)
	}
	said := func(j judged) float64 { return j.confidence }
	t.Logf("off by %.3f on the mean, skill %.3f", calibration(t, all, said), skill(all, said))
	if gain := skill(all, said); gain <= 0 {
		t.Errorf("confidence tells no more than the mean does: skill %.3f", gain)
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
	fmt.Fprintf(&b, "package extract\n\n// weights says how much each signal speaks for a claim, as a logarithm of odds. They were fitted to %d claims read in the\n// languages' own gold: of dispatches that the reader had not seen where first readings were noted; `make calibrate` writes\n// them anew.\nvar weights = [SignalCount]float64{\n", len(all))
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
