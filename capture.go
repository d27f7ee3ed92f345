package bilan

import "time"

// Capture is a dispatch as it was received: which bytes, from where, when. The bytes themselves lie in a blob store under
// SHA256; a capture is never changed.
type Capture struct {
	SHA256    string            `json:"sha256"` // of the bytes, lower-case hexadecimal
	URL       string            `json:"url,omitempty"`
	Name      string            `json:"name,omitempty"` // of the file it came from
	MediaType string            `json:"media_type,omitempty"`
	Status    int               `json:"status,omitempty"` // HTTP
	Header    map[string]string `json:"header,omitempty"`
	Seen      time.Time         `json:"seen"` // when received
	Size      int64             `json:"size"` // bytes
}
