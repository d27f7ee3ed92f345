package article

import (
	"bilan"
)

// identify sets the article's language when nobody told it, and reports a language that no pack reads.
func (r *Reader) identify(a *bilan.Article) []bilan.Problem {
	if r.ident == nil {
		return nil
	}
	guess := r.ident.Identify(a.Text)
	if a.Lang == "" || guess.Sure && guess.Lang != "" {
		a.Lang = guess.Lang
	}
	if r.ident.Supports(a.Lang) {
		return nil
	}
	return []bilan.Problem{{Code: bilan.LanguageUnsupported, Message: "no language pack reads this text"}}
}
