package article

import (
	"context"
	"strings"
	"testing"
)

// TestPageEnds checks what belongs to the text at its edges: a drop cap's word is whole, and what announces links,
// or stands in a box below the story, is left out.
func TestPageEnds(t *testing.T) {
	const story = `<p>The river rose over its banks on Monday and reached the first houses of the lower town before noon.</p>
<p>The mayor said that forty families had left their homes, and that two bridges were closed until further notice.</p>`
	for _, c := range []struct{ name, html, has, hasNot string }{
		{"drop cap", `<p><span class="initial-letter">F</span> <span>orty families left the lower town after the river rose over its banks on Monday.</span></p>` + story, "Forty families", "F orty"},
		{"drop cap of a name", `<p><span class="dropcap">T</span>he lower town was left by forty families after the river rose over its banks.</p>` + story, "The lower town was", "T he"},
		{"no drop cap: a word in a span", `<p><span class="dropcap">When</span> the river rose over its banks on Monday, forty families left the lower town.</p>` + story, "When the river", "Whenthe"},
		{"announced links", story + `<p><em>More on the flood in our live blog:</em></p>`, "two bridges", "live blog"},
		{"a colon inside the story stays", `<p>The mayor named what is closed now, for as long as it rains:</p>` + story, "as it rains:", "\x00"},
		{"box below", story + strings.Repeat(story, 3) + `</div><div class="article-bottom-box"><p>Support us in these times, in which the truth is more in need of friends than it ever was before, with a gift.</p>`, "two bridges", "Support us"},
	} {
		page := `<html><body><h1>Forty families leave the lower town</h1><div class="main"><div>` + c.html + `</div></div></body></html>`
		a, _, err := testReader(t).Page(context.Background(), []byte(page), Meta{})
		if err != nil || !strings.Contains(a.Text, c.has) || strings.Contains(a.Text, c.hasNot) {
			t.Errorf("%s: %v\n%s", c.name, err, a.Text)
		}
	}
}
