package reconcile

import (
	"testing"

	"bilan"
	"bilan/gazetteer"
	"bilan/lang"
)

// A person's name is no place, whatever towns are called like it; what stands in a role, or in a body's name, is.
func TestSourceCountry(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lang string
		hop  bilan.Hop
		want string
	}{
		{"ru", bilan.Hop{Name: "Серик Шалабаев", Kind: bilan.ActorPerson, Role: "представитель прокуратуры"}, ""},
		{"ru", bilan.Hop{Name: "Серик Шалабаев", Kind: bilan.ActorPerson, Role: "прокурор Казахстана"}, "KZ"},
		{"en", bilan.Hop{Name: "Florence Petty", Kind: bilan.ActorPerson}, ""},
		{"en", bilan.Hop{Name: "mayor of Florence", Kind: bilan.ActorPerson}, "IT"},
		{"fr", bilan.Hop{Name: "préfecture de Mayotte", Kind: bilan.ActorGovernment}, "YT"},
	} {
		p, err := lang.Builtin().Get(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		if s := NewDigester(g).source(p, &c.hop); s.Country != c.want {
			t.Errorf("%s %q is of %q, want %q", c.hop.Role, c.hop.Name, s.Country, c.want)
		}
	}
}
