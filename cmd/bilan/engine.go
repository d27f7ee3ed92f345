package main

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/internal/article"
	"bilan/internal/fetch"
	"bilan/internal/read"
	"bilan/internal/reconcile"
	"bilan/lang"
)

// readerFlags are the flags of every command that reads text.
type readerFlags struct {
	Now     string   `placeholder:"TIME" help:"Moment that relative dates count from where a dispatch has no date: 2022-01-06 or 2022-01-06T14:00:00+06:00."`
	Lang    string   `placeholder:"CODE" help:"Take every dispatch to be in this language instead of finding it out."`
	LangDir []string `type:"path" placeholder:"DIR" help:"Load language packs from a folder too; a pack replaces the built-in one of its code. May be given again."`
}

// engine turns bytes into readings. It never changes once made and is used by all workers.
type engine struct {
	packs    *lang.Packs
	places   func() (*gazetteer.Gazetteer, error) // loaded beside the first pack, waited for when it is needed
	maker    func() (*reconcile.Digester, error)  // made of places once
	articles *article.Reader
	now      time.Time
	lang     string
}

func (f *readerFlags) engine() (*engine, error) {
	e := &engine{lang: f.Lang}
	var err error
	if e.now, err = parseNow(f.Now); err != nil {
		return nil, err
	}
	if e.packs, err = f.languages(); err != nil {
		return nil, err
	}
	if f.Lang != "" {
		if _, err = e.packs.Get(f.Lang); err != nil {
			return nil, &bilan.Error{Code: bilan.ErrorCode(err), Err: err, Hint: "`bilan lang list` shows the languages"}
		}
	}
	e.places = sync.OnceValues(gazetteer.Default)
	go e.places()
	e.maker = sync.OnceValues(func() (*reconcile.Digester, error) {
		places, err := e.places()
		if err != nil {
			return nil, err
		}
		return reconcile.NewDigester(places), nil
	})
	e.articles, err = newArticleReader(e.packs, f.LangDir)
	return e, err
}

// languages gives the built-in packs and those of --lang-dir.
func (f *readerFlags) languages() (*lang.Packs, error) {
	packs := lang.Builtin()
	for _, dir := range f.LangDir {
		if _, err := packs.AddDir(dir); err != nil {
			return nil, err
		}
	}
	return packs, nil
}

// newArticleReader makes the reader of pages, which tells the languages of the packs from one another and from others.
func newArticleReader(packs *lang.Packs, dirs []string) (*article.Reader, error) {
	words, err := pageWords(dirs)
	if err != nil {
		return nil, err
	}
	rivals, err := lang.Rivals()
	if err != nil {
		return nil, err
	}
	supported, err := packs.Samples()
	if err != nil {
		return nil, err
	}
	rivals = slices.DeleteFunc(rivals, func(r lang.Sample) bool { return slices.Contains(packs.Codes(), r.Lang) })
	return article.New(words, lang.NewIdentifier(supported, rivals)), nil
}

// pageWords gives the words around articles in the built-in languages and in those whose folders are in dirs.
func pageWords(dirs []string) ([]lang.PageWords, error) {
	words, err := lang.BuiltinPageWords()
	for _, dir := range dirs {
		more, fault := lang.DirPageWords(dir)
		if fault != nil {
			return nil, &bilan.Error{Code: bilan.ErrorCode(fault), Err: lang.InFolder(dir, fault)}
		}
		words = append(words, more...)
	}
	return words, err
}

// article reads one item into an article.
func (e *engine) article(ctx context.Context, it fetch.Item) (bilan.Article, []bilan.Problem, error) {
	meta := article.Meta{ID: it.ID, URL: it.URL, Title: it.Title, Published: it.Published, Publisher: it.Publisher,
		Lang: cmp.Or(e.lang, it.Lang), ContentType: it.ContentType}
	switch it.Kind {
	case fetch.HTML:
		return e.articles.Page(ctx, it.Data, meta)
	case fetch.Clean:
		return e.articles.Line(ctx, string(it.Data), meta)
	}
	return e.articles.Plain(ctx, it.Data, meta)
}

// reading reads one item into claims. In a language that no pack reads there are none, and a problem says so.
func (e *engine) reading(ctx context.Context, it fetch.Item) (bilan.Reading, error) {
	a, problems, err := e.article(ctx, it)
	if err != nil {
		return bilan.Reading{}, err
	}
	r, err := e.claims(a)
	if bilan.ErrorCode(err) == bilan.CodeNotFound {
		r, err = bilan.Reading{Schema: bilan.ReadingSchema, Article: a}, nil
	}
	r.Problems = append(problems, r.Problems...)
	withdraw(&r, it.PubStatus)
	return r, err
}

// withdraw marks what a wire item tells that its maker took back: every claim is retracted, and a problem says why.
func withdraw(r *bilan.Reading, status string) {
	if status != "withheld" && status != "canceled" {
		return
	}
	for i := range r.Claims {
		r.Claims[i].Assertion = bilan.Retracted
	}
	r.Problems = append(r.Problems, bilan.Problem{Code: bilan.Withdrawn, Message: "its maker took the item back (" + status + ")"})
}

// claims reads an article with its language's pack; an error of code not_found when there is none.
func (e *engine) claims(a bilan.Article) (bilan.Reading, error) {
	pack, err := e.packs.Get(a.Lang)
	if err != nil {
		return bilan.Reading{}, err
	}
	places, err := e.places()
	if err != nil {
		return bilan.Reading{}, err
	}
	return read.Article(pack, places, a, e.now), nil
}

func parseNow(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, &bilan.Error{Code: bilan.CodeInvalid, Op: "--now", Err: errorString("not a date or moment: " + s), Hint: "write 2022-01-06 or 2022-01-06T14:00:00+06:00"}
}
