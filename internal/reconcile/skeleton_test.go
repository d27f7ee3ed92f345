package reconcile

import "testing"

// Spellings of one name in French, English and Russian have one skeleton; other names have others.
func TestSkeleton(t *testing.T) {
	for _, same := range [][]string{
		{"Pachinian", "Pashinyan", "Пашинян"}, {"Tokaïev", "Tokayev", "Токаев"}, {"Shalabayev", "Шалабаев", "Chalabaïev"},
		{"Evrazia", "Евразия"}, {"Choïgou", "Shoigu", "Шойгу"}, {"Serdioukov", "Serdyukov", "Сердюков"}, {"Zelensky", "Зеленский", "Zelenski"},
		{"Chakhtinsk", "Shakhtinsk", "Шахтинск"},
	} {
		for _, w := range same[1:] {
			if a, b := skeleton(same[0]), skeleton(w); a != b {
				t.Errorf("%s %q, %s %q", same[0], a, w, b)
			}
		}
	}
	for _, pair := range [][2]string{{"Macron", "Merkel"}, {"Almaty", "Astana"}, {"Putin", "Biden"}} {
		if skeleton(pair[0]) == skeleton(pair[1]) {
			t.Errorf("%s and %s are one", pair[0], pair[1])
		}
	}
}
