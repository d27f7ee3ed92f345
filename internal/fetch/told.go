package fetch

import "strings"

// told gives the item with the signs of its metadata that are text: a zero byte or a broken letter, which no database keeps,
// becomes the replacement character. The bytes received stay as they are.
func (it Item) told() Item {
	for _, s := range []*string{&it.ID, &it.URL, &it.Title, &it.Published, &it.Publisher, &it.Lang, &it.ContentType} {
		*s = strings.ToValidUTF8(strings.ReplaceAll(*s, "\x00", "\uFFFD"), "\uFFFD")
	}
	return it
}
