// Package register says how the record is kept: an append-only store of captures, readings and judgements, and beside them
// what is computed from these, the stories of the record, which can be thrown away and made again.
//
//	captures    bytes as received, in a blob store by SHA-256          never changed
//	articles    the reading of a capture, its digest and keys          replaced only by a newer reading of the same capture
//	judgements  what people decided, a hash chain                      appended
//	waiting     claims that wait for a person                          computed, replaced
//	stories     parts of the record that share nothing with others     computed, replaced
//
// The register knows nothing of reading and reconciling: digests, keys and story bodies are made by others and come back as
// they were given. Two databases keep it, SQLite (one file) and PostgreSQL; package registertest holds the one suite of
// tests that both pass.
package register

import (
	"context"

	"bilan"
)

// Register keeps the record. All methods may be called at once from many goroutines.
type Register interface {
	// View runs f on one state of the register, which does not change while f reads it. What View and Update hand to f is
	// for one goroutine, and f calls neither View nor Update of a register it already has open.
	View(ctx context.Context, f func(Reader) error) error
	// Update runs f in one transaction: all that f wrote is kept when Update returns nil, nothing when it or f fails.
	// Writers wait for each other; f may run again when the database asks for it, so f must have no other effect.
	Update(ctx context.Context, f func(Writer) error) error
	// Verify checks the database itself (pages, indexes, foreign keys) and names what is wrong.
	Verify(ctx context.Context) error
	// Backup writes a copy of the database, whole and checked, into dir, while others go on reading and writing.
	Backup(ctx context.Context, dir string) error
	Close() error
}

// Article is one reading as it is stored.
type Article struct {
	ID      string // of the bilan.Article; unique
	Capture bilan.Capture
	Lang    string
	Told    string // when it was published, RFC 3339 in UTC or an ISO 8601 day; sorts as text
	URL     string
	Title   string
	Text    string   // what search looks in, beside the title; not given back: the reading has it
	Reader  string   // version of the reader
	Reading []byte   // JSON of the bilan.Reading; stored compressed
	Digest  []byte   // what reconciling needs of the reading; stored compressed
	Keys    []string // what it may share with articles of the same story
	Story   string   // id of its story, which PutStory sets; "" before
}

// Story is a part of the record that shares no article with any other part.
type Story struct {
	ID       string
	Title    string
	From, To string   // first and last time told
	Articles []string // ids, sorted
	Values   []Value  // what Values finds it by
	Body     []byte   // JSON of the part; stored compressed
}

// Value is a figure's value as `who` looks for it.
type Value struct {
	Low, High int64 // an open bound is equal to the other one
	Outcome   bilan.Outcome
	Country   string
}

// Hit is an article that search found, best first.
type Hit struct {
	Article, Title, URL, Lang, Told, Story string
	Snippet                                string // for whoever knows the text (Snippet); a register leaves it empty
}

// Page asks for a part of a list: at most Limit rows after the row whose cursor is After.
type Page struct {
	After string
	Limit int
}

// Reader gives what is kept. A thing that does not exist is an error of code bilan.CodeNotFound.
type Reader interface {
	Article(ctx context.Context, id string) (Article, error)
	// Articles gives articles by id, without their readings and digests.
	Articles(ctx context.Context, p Page) ([]Article, error)
	// Known gives those of ids that are kept.
	Known(ctx context.Context, ids []string) ([]string, error)
	// Memberships gives, for those of articles that are kept and have a story, its id.
	Memberships(ctx context.Context, articles []string) (map[string]string, error)
	// Capture gives the row of a capture by its SHA-256.
	Capture(ctx context.Context, sha string) (bilan.Capture, error)
	// Captures gives the rows of captures by SHA-256.
	Captures(ctx context.Context, p Page) ([]bilan.Capture, error)
	// Sharing gives, for each key of keys that any article has, the ids of those that have it: the limit kept last, the
	// last first. Keys are compared by 64 bits (KeyHash).
	Sharing(ctx context.Context, keys []string, limit int) (map[string][]string, error)
	// Digests gives the digests of articles, in the order of ids, which must all be kept.
	Digests(ctx context.Context, ids []string) ([][]byte, error)
	// StoriesOf gives the stories that hold the articles, without bodies, each once, by id.
	StoriesOf(ctx context.Context, articles []string) ([]Story, error)
	Story(ctx context.Context, id string) (Story, error)
	// Stories gives stories without bodies, the one told last first.
	Stories(ctx context.Context, p Page) ([]Story, error)
	// ValueStories gives the ids of stories with a figure whose value is between low and high at one bound at least, the
	// one told last first.
	ValueStories(ctx context.Context, low, high int64, limit int) ([]string, error)
	// Search finds articles by words of title or text, in any script, whatever their accents and capitals; all words must
	// be there, "…" is a phrase, a star behind a word takes it as a beginning. Of the newest Searched that hold them, the
	// best comes first.
	Search(ctx context.Context, words string, p Page) ([]Hit, error)
	// Judgements gives the log after a number, in order.
	Judgements(ctx context.Context, after int64, limit int) ([]bilan.Judgement, error)
	// Setting gives a named value ("" when never set): schema of digests, reader version, progress of a rebuild.
	Setting(ctx context.Context, name string) (string, error)
	Counts(ctx context.Context) (Counts, error)
	// Waiting gives claims that wait for a person, those of most weight first, of equal ones those kept last.
	Waiting(ctx context.Context, f WaitingFilter, p Page) ([]Waiting, error)
	CountWaiting(ctx context.Context, f WaitingFilter) (int64, error)
}

// Counts is how much the register holds.
type Counts struct {
	Captures, Articles, Stories, Judgements int64
}

// Writer keeps. It reads what it wrote.
type Writer interface {
	Reader
	// PutArticle keeps an article and its capture; one with the same id is replaced (a newer reading), and stays in its
	// story. The capture's row is kept as first seen; an id that is kept for another capture is an error of code conflict.
	// Text, Reading, Digest and Keys must be given.
	PutArticle(ctx context.Context, a *Article) error
	// PutCaptures keeps the rows of captures that are to be read later; a row that is kept already stays as it is.
	PutCaptures(ctx context.Context, list []bilan.Capture) error
	// PutStory keeps a story, or replaces the one with its id, and makes it the story of its articles, which must be kept
	// already; articles it had before and has no more belong to none until another story takes them.
	PutStory(ctx context.Context, s *Story) error
	// DropStory forgets a story; its articles must belong to other stories when the transaction ends.
	DropStory(ctx context.Context, id string) error
	// Append writes the next judgement: its Seq, Prev and Hash are set here, and returned.
	Append(ctx context.Context, j bilan.Judgement) (bilan.Judgement, error)
	SetSetting(ctx context.Context, name, value string) error
	// SetWaiting says which claims of some articles wait, in the place of those that did.
	SetWaiting(ctx context.Context, articles []string, list []Waiting) error
}

// Blobs keeps bytes under the SHA-256 of what they are. Put is idempotent and durable when it returns; Get checks the bytes
// against their name and gives an error of code bilan.CodeInternal that names the blob when they differ.
type Blobs interface {
	Put(ctx context.Context, data []byte) (sha string, err error)
	Get(ctx context.Context, sha string) ([]byte, error)
	// Each calls f with every name, in order, until f fails.
	Each(ctx context.Context, f func(sha string) error) error
}
