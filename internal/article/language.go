package article

import (
	"bilan"
)

// identify sets the article's language, and reports one that no pack reads. What the caller said stands; what the
// page says of itself is believed only where the text does not clearly say another: templates often lie.
func (r *Reader) identify(a *bilan.Article, told string) []bilan.Problem {
	if r.ident == nil {
		return nil
	}
	if told == "" {
		if guess := r.ident.Identify(a.Text); a.Lang == "" || guess.Sure && guess.Lang != "" {
			a.Lang = guess.Lang
		}
	}
	if r.ident.Supports(a.Lang) {
		return nil
	}
	return []bilan.Problem{{Code: bilan.LanguageUnsupported, Message: "no language pack reads this text"}}
}
