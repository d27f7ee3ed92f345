package register

import (
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"bilan"
)

// Check says what hinders keeping an article.
func (a *Article) Check() error {
	switch {
	case a.ID == "":
		return bilan.Errorf(bilan.CodeInvalid, "keep an article", "it has no id")
	case len(a.Reading) == 0:
		return bilan.Errorf(bilan.CodeInvalid, "keep article "+a.ID, "it has no reading")
	}
	if err := CheckCapture("keep article "+a.ID, &a.Capture); err != nil {
		return err
	}
	return checkTexts("keep article "+a.ID, a.ID, a.Lang, a.Told, a.URL, a.Title, a.Reader)
}

// CheckCapture says what hinders keeping the row of a capture.
func CheckCapture(op string, c *bilan.Capture) error {
	if c.Seen.IsZero() {
		return bilan.Errorf(bilan.CodeInvalid, op, "its capture has no time")
	}
	if _, err := ShaBytes(c.SHA256); err != nil {
		return err
	}
	return checkTexts(op, c.URL, c.Name, c.MediaType)
}

// Check says what hinders keeping a story.
func (s *Story) Check() error {
	if s.ID == "" || len(s.Articles) == 0 {
		return bilan.Errorf(bilan.CodeInvalid, "keep story "+s.ID, "a story has an id and an article at least")
	}
	return checkTexts("keep story "+s.ID, append([]string{s.ID, s.Title, s.From, s.To}, s.Articles...)...)
}

// checkTexts refuses what a database cannot keep as text.
func checkTexts(op string, texts ...string) error {
	for _, s := range texts {
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			return bilan.Errorf(bilan.CodeInvalid, op, "%q is not text", s)
		}
	}
	return nil
}

// ShaBytes gives the 32 bytes of a SHA-256 in hexadecimal.
func ShaBytes(sha string) ([]byte, error) {
	b, err := hex.DecodeString(sha)
	if err != nil || len(b) != 32 || hex.EncodeToString(b) != sha {
		return nil, bilan.Errorf(bilan.CodeInvalid, "read a SHA-256", "%q is not 64 small hexadecimal digits", sha)
	}
	return b, nil
}

// CheckJudgement says what hinders appending j to the log.
func CheckJudgement(j *bilan.Judgement) error {
	bad := func(what string) error { return bilan.Errorf(bilan.CodeInvalid, "append a judgement", "%s", what) }
	if j.Who == "" || j.Action == "" || j.When.IsZero() {
		return bad("it must tell who, when and what")
	}
	texts := append([]string{j.Who, j.Why, string(j.Action)}, j.Targets...)
	for name, value := range j.Fields {
		texts = append(texts, name, value)
	}
	return checkTexts("append a judgement", texts...)
}

// ShaText gives the SHA-256 of 32 bytes in hexadecimal.
func ShaText(sha []byte) string { return hex.EncodeToString(sha) }

// OtherCapture is the error of giving an id that is kept to the reading of other bytes.
func OtherCapture(id string) error {
	return bilan.Errorf(bilan.CodeConflict, "keep article "+id, "the id is that of another capture: a new version needs an id of its own")
}
