// Command gen writes the gazetteer's data file from its sources and the hand lists.
//
//	gazetteer/gen/fetch.sh DIR
//	go run ./gazetteer/gen -src DIR
//
// The same sources and hand lists give the same bytes. The steps stand in run: read, choose, name, decline, lay out.
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"bilan/gazetteer/internal/pack"
)

func main() {
	src := flag.String("src", "", "folder that fetch.sh filled")
	hand := flag.String("hand", "gazetteer/hand", "folder of the hand lists")
	out := flag.String("out", "gazetteer/places.bin.gz", "file to write")
	flag.Parse()
	if err := run(filepath.Join(*src, "x"), *hand, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(src, hand, out string) error {
	words, err := readDictionaries(src)
	if err != nil {
		return err
	}
	b := &builder{words: words, byGeo: map[int64]*place{}, countries: map[string]*place{}, regions: map[string]*place{}}
	for _, step := range []func() error{
		func() error { return b.addCountries(src, hand) },
		func() error { return b.addRegions(src) },
		func() error { return b.addCities(src) },
		func() error { return b.locate() },
		func() error { return b.addInformal(hand) },
		func() error { return b.patch(hand) },
		func() error { return b.addActors(hand) },
		func() error { return b.decline(hand) },
		func() error { return b.addDemonyms(hand) },
		func() error { return b.stop(hand) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	es := b.entities()
	b.report(es)
	return write(out, pack.Write(es))
}

func write(out string, data []byte) error {
	var buf bytes.Buffer
	w, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	fmt.Printf("%d bytes, %d compressed\n", len(data), buf.Len())
	return os.WriteFile(out, buf.Bytes(), 0o644)
}
