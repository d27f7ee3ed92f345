package main

import "strings"

// How the press writes Russian names in Latin letters. These spellings are only looked up, never printed.
var (
	french  = table("а a б b в v г g д d е e ж j з z и i й ï к k л l м m н n о o п p р r с s т t у ou ф f х kh ц ts ч tch ш ch щ chtch ъ - ы y ь - э e ю iou я ia")
	english = table("а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya")
)

func table(pairs string) map[rune]string {
	out := map[rune]string{}
	f := strings.Fields(pairs)
	for i := 0; i+1 < len(f); i += 2 {
		out[[]rune(f[i])[0]] = strings.Trim(f[i+1], "-")
	}
	return out
}

// spell transliterates; a final "ий" or "ый" is one letter in both languages.
func spell(name string, by map[rune]string) string {
	var out strings.Builder
	runes := []rune(strings.NewReplacer("ё", "е", "Ё", "Е").Replace(name))
	for i, r := range runes {
		low := []rune(strings.ToLower(string(r)))[0]
		if low == 'й' && i > 0 && (runes[i-1] == 'и' || runes[i-1] == 'ы') {
			continue
		}
		t, known := by[low]
		if !known {
			t = string(r)
		}
		if low != r && t != "" {
			t = strings.ToUpper(t[:1]) + t[1:]
		}
		out.WriteString(t)
	}
	return out.String()
}

// frenchArabic writes an Arabic name, spelled for English readers, as French papers do: Abu Kamal, Abou Kamal.
func frenchArabic(name string) string {
	var out strings.Builder
	for i := 0; i < len(name); i++ {
		next, last := byte(0), byte(0)
		if i+1 < len(name) {
			next = name[i+1]
		}
		if i > 0 {
			last = name[i-1]
		}
		switch c := name[i]; {
		case c == 's' && next == 'h':
			out.WriteString("ch")
			i++
		case c == 'S' && next == 'h':
			out.WriteString("Ch")
			i++
		case c == 'u' && last != 'o' && last != 'a' && last != 'e':
			out.WriteString("ou")
		case c == 'U' && next != 0:
			out.WriteString("Ou")
		default:
			out.WriteByte(c)
		}
	}
	return out.String()
}
