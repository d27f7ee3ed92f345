package registertest

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"bilan"
	"bilan/internal/register"
)

func searched(t *testing.T, r register.Register, words string) []string {
	t.Helper()
	var ids []string
	view(t, r, func(ctx context.Context, r register.Reader) error {
		hits, err := r.Search(ctx, words, register.Page{Limit: 50})
		for _, h := range hits {
			ids = append(ids, h.Article)
		}
		return err
	})
	return ids
}

func testSearch(t *testing.T, s Store) {
	r := s.Open(t)
	put(t, r,
		article("fr", "Émeutes à Almaty", "Le ministère de l'Intérieur a fait état de 18 morts, dont deux décapités. 10 000 manifestants."),
		article("ru", "Беспорядки в Алматы", "Ёлку убрали. Военные вошли в город; погибли 164 человека, сообщил Минздрав."),
		article("hy", "Անկարգություններ", "Երևանում ՀԱՊԿ֊ի խաղաղապահներ և զինվորներ։"),
		article("ar", "احتجاجات في كازاخستان", "قُتِلَ مِئَة وأربعة وستّون شخصًا في أعمال الشغب، وفق إحصاءات الوزارة إلى الآن."),
		article("zh", "哈萨克斯坦", "阿拉木图发生骚乱"),
		article("en", "Unrest", "The interior ministry of Kazakhstan said 164 people died. Near and not near, or AND."),
	)
	for words, want := range map[string][]string{
		"emeutes": {"fr"}, "ÉMEUTES ministere": {"fr"}, `"ministère de l’intérieur"`: {"fr"}, `"ministère intérieur"`: nil,
		`«interior ministry»`: {"en"}, `"ministry interior"`: nil, "ministry interior": {"en"}, "unrest ministry": {"en"},
		`"unrest the interior"`: nil, // a phrase does not run from the title into the text
		"10 000":                {"fr"}, "164": {"en", "ru"}, "елку": {"ru"}, "ЁЛКУ": {"ru"}, `"164 человека"`: {"ru"}, "погиб*": {"ru"}, "погиб": nil,
		"алматы беспорядки": {"ru"}, "ԵՐԵՒԱՆՈՒՄ": {"hy"}, "զինվորներ": {"hy"}, "եւ": {"hy"}, "قتل": {"ar"}, "مئة": {"ar"}, "الى": {"ar"}, "إحصاءات": {"ar"},
		`"في أعمال"`: {"ar"}, "骚乱": {"zh"}, "乱骚": nil, "阿拉木图": {"zh"},
		"AND": {"en"}, "people OR nobody": nil, "NEAR": {"en"}, "NOT": {"en"}, "near(interior, 3)": nil, "title:unrest": nil, "unrest*": {"en"},
		`unbalanced "interior ministry`: nil, `"interior ministry`: {"en"}, `said' OR 1=1 --`: nil, "interior & ministry | !died": {"en"},
		"(interior": {"en"}, "interior:*": {"en"}, "-ministry": {"en"}, "^interior": {"en"}, "inter%": nil, "a\x00b": nil,
	} {
		got := searched(t, r, words)
		slices.Sort(got)
		same(t, "search "+words, got, want)
	}
	for _, words := range []string{"", "  ", `""`, "*", `"*" - ( )`, "«»"} {
		err := r.View(t.Context(), func(r register.Reader) error {
			_, err := r.Search(t.Context(), words, register.Page{Limit: 5})
			return err
		})
		coded(t, "search for "+words, err, bilan.CodeInvalid)
	}
}

func testSearchPages(t *testing.T, s Store) {
	r := s.Open(t)
	all := numbered(30)
	all[7].Title, all[7].Text = "Words in the title", "other"
	put(t, r, all...)
	putStories(t, r, story("s", "2022", "a007"))
	view(t, r, func(ctx context.Context, r register.Reader) error {
		var got []string
		for page := (register.Page{Limit: 7}); ; page.After = got[len(got)-1] {
			hits, err := r.Search(ctx, "words", page)
			if err != nil || len(hits) == 0 {
				break
			}
			if len(got) == 0 {
				same(t, "the best hit", hits[0], register.Hit{Article: "a007", Title: "Words in the title", URL: all[7].URL, Lang: "en", Told: all[7].Told, Story: "s"})
			}
			for _, h := range hits {
				got = append(got, h.Article)
			}
		}
		slices.Sort(got)
		var want []string
		for i := range 30 {
			want = append(want, fmt.Sprintf("a%03d", i))
		}
		same(t, "all hits, each once", got, want)
		return nil
	})
}

// testSearchReplaced reads an article anew: its old words are forgotten.
func testSearchReplaced(t *testing.T, s Store) {
	r := s.Open(t)
	put(t, r, article("a", "old", "before"), article("b", "old", "beside"))
	put(t, r, article("a", "new", "after"))
	for words, want := range map[string][]string{"old": {"b"}, "before": nil, "after": {"a"}, "new": {"a"}} {
		same(t, "search "+words, searched(t, r, words), want)
	}
}
