package postgres

import (
	"encoding/json"

	"bilan"
	"bilan/internal/register"
)

// captureLists are captures by column, as they go to the server.
type captureLists struct {
	sha                  [][]byte
	url, name, mediaType []string
	status               []int32
	header               []*string
	seen, size           []int64
}

func (l *captureLists) add(c *bilan.Capture) error {
	sha, err := register.ShaBytes(c.SHA256)
	if err != nil {
		return err
	}
	var header *string
	if len(c.Header) > 0 {
		b, err := json.Marshal(c.Header)
		if err != nil {
			return err
		}
		text := string(b)
		header = &text
	}
	l.sha, l.header = append(l.sha, sha), append(l.header, header)
	l.url, l.name, l.mediaType = append(l.url, c.URL), append(l.name, c.Name), append(l.mediaType, c.MediaType)
	l.status, l.seen, l.size = append(l.status, int32(c.Status)), append(l.seen, c.Seen.UnixMicro()), append(l.size, c.Size)
	return nil
}

// articleLists are articles by column.
type articleLists struct {
	id, lang, told, title, reader []string
	sha                           [][]byte
	url                           []*string
}

func (l *articleLists) add(i int, a *register.Article) error {
	sha, err := register.ShaBytes(a.Capture.SHA256)
	if err != nil {
		return err
	}
	l.id, l.lang, l.told, l.sha = append(l.id, a.ID), append(l.lang, a.Lang), append(l.told, a.Told), append(l.sha, sha)
	l.title, l.reader = append(l.title, a.Title), append(l.reader, a.Reader)
	if a.URL != a.Capture.URL { // else none is stored: nearly always
		l.url[i] = &a.URL
	}
	return nil
}
