// Package article turns bytes into a bilan.Article: the text of a dispatch apart from all that surrounds it.
//
// Page reads HTML. The page is parsed once and walked once: the walk notes metadata (JSON-LD, meta elements,
// microdata, time elements), cuts visible text into blocks, and sums for each container how much prose and how
// much furniture it holds. The container with the best balance is the article's; its blocks, less captions,
// credits, link lists and phrases of the furniture, are the text. Names of classes and elements are only hints:
// a hint that would remove most of the page's prose is not believed.
//
// Plain and Line read text that is text already. They never change it: they only mark sections, so that the
// stages after them do not read a comment form as news.
//
// What words open a byline, a credit or an update is data (lang.PageWords); this package knows no language.
package article

import (
	"bilan/lang"
)

// Limits of what is read.
const (
	MaxPage = 15 << 20 // bytes of a page; more is an error
	MaxText = 4 << 20  // bytes of text; more is cut, with a problem
)

// Meta is what the caller knows of the bytes. Every field may be empty; what is given is believed before the page.
type Meta struct {
	ID          string
	URL         string
	Title       string
	Published   string // ISO 8601
	Publisher   string
	Lang        string
	ContentType string // as an HTTP header gives it; its charset is believed
}

// Reader reads articles. It never changes after New and is safe for concurrent use.
type Reader struct {
	words *vocabulary
	ident *lang.Identifier
}

// New makes a reader that knows the words of these languages. Without ident an article's language is what its
// page or its caller says.
func New(words []lang.PageWords, ident *lang.Identifier) *Reader {
	return &Reader{words: newVocabulary(words), ident: ident}
}
