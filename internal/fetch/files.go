package fetch

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"path"
	"strings"
	"unicode/utf8"

	"bilan"
)

// Items gives the items of files and folders in order. Folders are walked by name; in them only files of known
// endings are read. It ends early when ctx is done: its last item then holds ctx's error.
func (s *Source) Items(ctx context.Context, names ...string) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		w := walker{src: s, ctx: ctx, yield: func(it Item) bool { return yield(it.told()) }}
		for _, n := range names {
			if !w.any(n, true) {
				return
			}
		}
	}
}

// Bytes gives the items of a file that is held in memory. Its name may tell its form, as that of a file does.
func Bytes(ctx context.Context, name string, data []byte) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		w := walker{ctx: ctx, yield: yield}
		if formByName(name) == formWACZ {
			w.archives(name, bytes.NewReader(data), int64(len(data)))
			return
		}
		w.stream(name, bytes.NewReader(data))
	}
}

// walker passes items on; its methods return false when the receiver has had enough.
type walker struct {
	src   *Source
	ctx   context.Context
	yield func(Item) bool
	tried int // files opened or failed so far
}

// What to do about an input that is not read.
const (
	hintForms  = "text, pages, JSON lines, WARC, WACZ, mail, ninjs, NewsML-G2, Telegram exports and archivers' sheets are read, also packed with gzip"
	hintFolder = "in a folder files are read that end in .html, .htm, .xhtml, .txt, .jsonl, .ndjson, .json, .warc, .wacz, .mbox, .eml, .xml or .csv, each also .gz"
	hintSplit  = "split it, one dispatch a file or a JSON line"
	hintEmpty  = "leave it out, or fetch it anew"
	hintBroken = "fetch or pack it anew"
	hintAccess = "look at its path and who may read it"
)

// fail passes an error on as an item.
func (w *walker) fail(name string, line int, code bilan.Code, hint, format string, args ...any) bool {
	w.tried++
	err := bilan.Errorf(code, "read "+place(name, line), format, args...)
	err.Hint = hint
	return w.yield(Item{Name: name, Line: line, Err: err})
}

func (w *walker) empty(name string) bool {
	return w.fail(name, 0, bilan.CodeInvalid, hintEmpty, "the file is empty")
}

// broken tells that a file ends or changes where it should not.
func (w *walker) broken(name string, line int, err error) bool {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return w.fail(name, line, bilan.CodeInvalid, hintBroken, "gzip: the end of the file is missing")
	}
	return w.fail(name, line, bilan.CodeInvalid, hintBroken, "%w", err)
}

// closed tells that a file cannot be opened.
func (w *walker) closed(name string, err error) bool {
	return w.fail(name, 0, codeOf(err), hintAccess, "%w", cause(err))
}

// any reads what a name stands for. A file named by the caller is read whatever its ending.
func (w *walker) any(name string, asked bool) bool {
	if err := w.ctx.Err(); err != nil {
		w.fail(name, 0, bilan.CodeUnavailable, "", "%w", err)
		return false
	}
	if name == "-" {
		return w.stdin()
	}
	info, err := w.src.stat(name)
	if err != nil {
		return w.closed(name, err)
	}
	if info.IsDir() {
		before := w.tried
		return w.folder(name) && (!asked || w.tried > before || w.fail(name, 0, bilan.CodeInvalid, hintFolder, "no file to read in the folder"))
	}
	if !asked && formByName(name) == formUnknown {
		return true
	}
	return w.file(name)
}

func (w *walker) folder(name string) bool {
	entries, err := w.src.list(name)
	if err != nil {
		return w.closed(name, err)
	}
	for _, e := range entries {
		if !walked(e) {
			continue
		}
		if !w.any(path.Join(name, e.Name()), false) {
			return false
		}
	}
	return true
}

// walked reports whether an entry of a folder is looked at.
func walked(e fs.DirEntry) bool {
	link := e.Type()&fs.ModeSymlink != 0 && formByName(e.Name()) != formUnknown // to a file; others may lead in circles
	return !strings.HasPrefix(e.Name(), ".") && (e.IsDir() || e.Type().IsRegular() || link)
}

func (w *walker) stdin() bool {
	if w.src.Stdin == nil {
		return w.fail("-", 0, bilan.CodeInvalid, "", "there is no standard input")
	}
	return w.stream("-", w.src.Stdin)
}

func (w *walker) file(name string) bool {
	if formByName(name) == formWACZ {
		return w.wacz(name)
	}
	w.tried++
	f, err := w.src.open(name)
	if err != nil {
		return w.closed(name, err)
	}
	defer f.Close()
	return w.stream(name, f)
}

// stream reads one file's bytes, unpacked when they are packed.
func (w *walker) stream(name string, r io.Reader) bool {
	in := bufio.NewReaderSize(r, 64<<10)
	if head, _ := in.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(in)
		if err != nil {
			return w.fail(name, 0, bilan.CodeInvalid, hintBroken, "gzip: %w", err)
		}
		defer z.Close()
		in = bufio.NewReaderSize(z, 64<<10)
	}
	head, err := peek(in)
	in, head = utf16(in, head)
	switch {
	case len(head) == 0 && err != nil && !errors.Is(err, io.EOF):
		return w.broken(name, 0, err)
	case len(head) == 0:
		return w.empty(name)
	case formByName(name) != formWARC && !bytes.HasPrefix(head, []byte("WARC/")) && binary(head): // an archive holds pictures, too
		return w.fail(name, 0, bilan.CodeInvalid, hintForms, "the file is neither text nor a page (binary)")
	}
	form := formByName(name)
	if form == formUnknown {
		form = formByBytes(head)
	}
	switch form {
	case formLines:
		return w.lines(name, in)
	case formWARC:
		return w.warc(name, in)
	case formMail:
		return w.mbox(name, in)
	case formSheet:
		return w.sheet(name, in)
	case formJSON:
		if bytes.Contains(head, []byte(`"messages"`)) {
			return w.telegram(name, in)
		}
		if !bytes.Contains(head, []byte(`"uri"`)) {
			return w.lines(name, in)
		}
	}
	return w.whole(name, in, form)
}

// peek looks at the beginning. It fills the buffer once: a stream that waits for its writer is read as it comes.
func peek(in *bufio.Reader) ([]byte, error) {
	head, err := in.Peek(1)
	if err == nil {
		head, err = in.Peek(min(in.Buffered(), 4096))
	}
	return head, err
}

// whole reads a file that is one item.
func (w *walker) whole(name string, in io.Reader, form form) bool {
	data, err := io.ReadAll(io.LimitReader(in, MaxFile+1))
	switch {
	case err != nil:
		return w.broken(name, 0, err)
	case len(data) > MaxFile:
		return w.fail(name, 0, bilan.CodeLimit, hintSplit, "more than %d MiB", MaxFile>>20)
	case len(bytes.TrimSpace(data)) == 0:
		return w.empty(name)
	}
	switch form {
	case formJSON:
		return w.ninjs(name, data)
	case formXML:
		return w.newsml(name, data)
	}
	kind := Text
	if form == formHTML {
		kind = HTML
	}
	return w.yield(Item{Name: name, Kind: kind, Data: data, Bytes: len(data)})
}

// form is the form of a file.
type form uint8

const (
	formUnknown form = iota
	formHTML
	formText
	formLines
	formJSON // a Telegram export or ninjs
	formWARC
	formWACZ
	formMail
	formXML   // NewsML-G2
	formSheet // an auto-archiver's
)

func formByName(name string) form {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	switch path.Ext(name) {
	case ".html", ".htm", ".xhtml":
		return formHTML
	case ".txt":
		return formText
	case ".jsonl", ".ndjson":
		return formLines
	case ".json":
		return formJSON
	case ".warc":
		return formWARC
	case ".wacz":
		return formWACZ
	case ".mbox", ".eml":
		return formMail
	case ".xml":
		return formXML
	case ".csv":
		return formSheet
	}
	return formUnknown
}

// formByBytes looks at how a file begins: a JSON object, a tag, or text.
func formByBytes(head []byte) form {
	t := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n\x00\xff\xfe")
	switch {
	case bytes.HasPrefix(t, []byte("WARC/")):
		return formWARC
	case bytes.HasPrefix(t, []byte("From ")):
		return formMail
	case bytes.HasPrefix(t, []byte("<?xml")) && bytes.Contains(head, []byte("newsI")) || bytes.HasPrefix(t, []byte("<newsI")):
		return formXML
	case bytes.HasPrefix(t, []byte("{")):
		return formLines
	case bytes.HasPrefix(t, []byte("<")):
		return formHTML
	}
	return formText
}

// binary tells bytes that are no text in any encoding: zeros that are not UTF-16's, or many control bytes.
func binary(head []byte) bool {
	if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
		return false
	}
	zeros, control := bytes.Count(head, []byte{0}), 0
	for _, b := range head {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b && b != 0 {
			control++
		}
	}
	if zeros > 0 { // UTF-16 without a mark has a zero beside every ASCII byte
		return !(zeros*3 > len(head) && control == 0)
	}
	return control*20 > len(head) && !utf8.Valid(head) || control*10 > len(head)
}
