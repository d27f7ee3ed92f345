package main

import (
	"bufio"
	"fmt"
	"os"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/internal/analysis"
	"bilan/internal/read"
	"bilan/lang"
)

func main() {
	p, err := lang.Load(os.DirFS(os.Args[1]))
	if err != nil {
		fmt.Println(err)
		if p == nil { os.Exit(1) }
	}
	fmt.Println(p.Lexicon.Size(), "forms")
	g, _ := gazetteer.Default()
	sc := bufio.NewScanner(os.Stdin)
	for sc.Scan() {
		a := bilan.Article{Text: sc.Text(), Lang: p.Code, Published: "2022-01-10"}
		d := read.Analyse(p, g, &a, time.Time{})
		for k := range d.Clauses {
			c := &d.Clauses[k]
			fmt.Printf("  CL%d %s kind%d mother%d [%s]\n", k, "", c.Kind, c.Mother, d.String(c.From, c.To))
			show := func(n string, i int) {
				if i < 0 { return }
				ch := d.Chunks[i]
				fmt.Printf("      %s [%s] head %s %v pass=%v neg=%v fin=%v\n", n, d.String(ch.From, ch.To), d.Tokens[ch.Head].Fold, p.TagNames(ch.Tags), ch.Passive, ch.Negated, ch.Finite)
			}
			show("verb", c.Verb); show("subj", c.Subject)
			for _, o := range c.Objects { show("obj", o) }
			for _, o := range c.Adjuncts { show("adj", o) }
		}
		_ = analysis.Cap
	}
}
