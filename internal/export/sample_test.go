package export

import (
	"strings"

	"bilan"
)

const sampleText = `Quatre secouristes ont été tués et au moins 31 habitants blessés lundi à Mykolaïv, a indiqué l’administration régionale, citée par Suspilne.

« Ils revenaient chercher les blessés », a dit le gouverneur. « Nous savions. »

Mise à jour :

Le conseil de sécurité a décidé mardi l’envoi de 200 pompiers. Des inconnus qu’il appelle « saboteurs » seraient responsables ; 17 restent à trouver.`

// sample is a reading with every kind of claim, overlapping spans, a doubtful speaker and an unexplained number.
func sample() *bilan.Reading {
	s := func(words string) bilan.Span {
		i := strings.Index(sampleText, words)
		if i < 0 {
			panic("not in the sample: " + words)
		}
		return bilan.Span{Start: i, End: i + len(words), Text: words}
	}
	p := func(words string) *bilan.Span { x := s(words); return &x }
	n := func(v int64) *int64 { return &v }
	chain := []bilan.Hop{
		{Name: "Suspilne", Kind: bilan.ActorMedia, Verb: "citée par", Span: s("Suspilne")},
		{Name: "l’administration régionale", Resolved: "administration régionale de Mykolaïv", Kind: bilan.ActorGovernment, Span: s("l’administration régionale")},
	}
	place := &bilan.Place{Name: "Mykolaïv", Country: "UA", GeoNames: 700569, Lat: 46.97, Lon: 32, Precision: "city", Span: s("Mykolaïv")}
	when := &bilan.When{Value: "2023-03-13", Precision: "day", Span: s("lundi")}
	upd := strings.Index(sampleText, "Mise à jour")
	return &bilan.Reading{
		Schema: bilan.ReadingSchema,
		Article: bilan.Article{
			ID: "sample", URL: "https://news.example/1", Title: "Mykolaïv : quatre secouristes tués", Publisher: "Le Phare", Published: "2023-03-14",
			Lang: "fr", ImageCredits: []string{"Agence Photo"}, Text: sampleText,
			Sections: []bilan.Section{{Kind: bilan.SectionBody, Start: 0, End: upd}, {Kind: bilan.SectionUpdate, Label: "Mise à jour", Start: upd, End: len(sampleText)}},
		},
		Claims: []bilan.Claim{
			{ID: "c1", Kind: bilan.KindCasualty, Span: s("Quatre secouristes ont été tués"), Assertion: bilan.Asserted, Confidence: .93, Attribution: chain, Place: place, Time: when, Rule: "fr/frames:tuer",
				Casualty: &bilan.Casualty{Outcome: bilan.Killed, Count: bilan.Count{Low: n(4), High: n(4), Qualifier: bilan.Exact, Span: s("Quatre")}, Victims: bilan.Victims{Text: "secouristes", Class: bilan.AidWorkers, Span: s("secouristes")}, Scope: "incident"}},
			{ID: "c2", Kind: bilan.KindCasualty, Span: s("au moins 31 habitants blessés"), Assertion: bilan.Asserted, Confidence: .78, Attribution: chain, Place: place, Time: when,
				Casualty: &bilan.Casualty{Outcome: bilan.Injured, Count: bilan.Count{Low: n(31), Qualifier: bilan.AtLeast, Span: s("au moins 31")}, Victims: bilan.Victims{Text: "habitants", Class: bilan.Civilians, Span: s("habitants")}, Scope: "incident", PartOf: "c1"}},
			{ID: "c3", Kind: bilan.KindStatement, Span: s("« Ils revenaient chercher les blessés », a dit le gouverneur"), Assertion: bilan.Asserted, Confidence: .42,
				Attribution: []bilan.Hop{{Name: "le gouverneur", Kind: bilan.ActorPerson, Role: "gouverneur", Verb: "a dit", Span: s("le gouverneur")}},
				Statement:   &bilan.Statement{Direct: true, Content: s("Ils revenaient chercher les blessés"), Channel: "briefing"}},
			{ID: "c4", Kind: bilan.KindDecision, Span: s("Le conseil de sécurité a décidé mardi l’envoi de 200 pompiers"), Assertion: bilan.Asserted,
				Decision: &bilan.Decision{Body: bilan.Named{Name: "conseil de sécurité", Kind: bilan.ActorGovernment, Span: s("Le conseil de sécurité")}, Action: s("l’envoi de 200 pompiers"), Date: "2023-03-14"}},
			{ID: "c5", Kind: bilan.KindDeployment, Span: s("l’envoi de 200 pompiers"), Assertion: bilan.Planned,
				Deployment: &bilan.Deployment{Force: bilan.Named{Name: "pompiers", Span: s("pompiers")}, Host: "UA", Status: "announced", Strength: &bilan.Count{Low: n(200), High: n(200), Qualifier: bilan.Exact, Span: s("200")}, DecidedBy: "conseil de sécurité"}},
			{ID: "c6", Kind: bilan.KindEvent, Span: s("Des inconnus qu’il appelle « saboteurs » seraient responsables"), Assertion: bilan.Unconfirmed, Event: &bilan.Event{Type: "ACCUSE", Actor: &bilan.Named{Name: "conseil de sécurité"}, Cause: p("responsables")}},
			{ID: "c7", Kind: bilan.KindLabel, Span: s("Des inconnus qu’il appelle « saboteurs »"), Assertion: bilan.Asserted,
				Attribution: []bilan.Hop{{Name: "il", Resolved: "conseil de sécurité", Kind: bilan.ActorGovernment, Verb: "appelle", Span: s("il appelle")}},
				Label:       &bilan.Label{Target: &bilan.Named{Name: "inconnus"}, Label: s("saboteurs")}},
		},
		Numbers: []bilan.Number{
			{Span: s("Quatre"), Value: 4, Role: bilan.RoleVictims, Claim: "c1"}, {Span: s("31"), Value: 31, Role: bilan.RoleVictims, Claim: "c2"},
			{Span: s("200"), Value: 200, Role: bilan.RoleStrength}, {Span: s("17"), Value: 17, Role: bilan.RoleUnexplained},
		},
		Problems: []bilan.Problem{{Code: bilan.SpeakerDoubtful, Span: p("« Nous savions. »"), Message: "no speaker is named beside this quotation"}},
	}
}

// hostile is a reading whose texts try to leave their place, and whose spans do not fit.
func hostile() *bilan.Reading {
	bad := "<script>alert(1)</script>\x1b[31m\u202e\"'><img src=x onerror=alert(1)>"
	return &bilan.Reading{
		Article: bilan.Article{ID: bad, URL: "javascript:alert(1)", Title: bad, Publisher: bad, Byline: []string{bad}, Lang: bad, Text: bad + "\n\n" + bad,
			ImageCredits: []string{bad}, Captions: []string{bad}, Sections: []bilan.Section{{Kind: bilan.SectionKind(bad), Label: bad, Start: 5, End: 9000}, {Start: 3, End: 2}}},
		Claims: []bilan.Claim{
			{ID: bad, Kind: bilan.Kind(bad), Span: bilan.Span{Start: -4, End: 4000, Text: bad}, Assertion: bilan.Assertion(bad), Rule: bad,
				Attribution: []bilan.Hop{{Name: bad, Kind: bilan.ActorKind(bad), Span: bilan.Span{Start: 9, End: 3}}}},
			{Kind: bilan.KindCasualty, Span: bilan.Span{Start: 2, End: 60, Text: bad}, Casualty: &bilan.Casualty{Outcome: bilan.Outcome(bad)}},
		},
		Numbers:  []bilan.Number{{Span: bilan.Span{Start: 1 << 40, End: 1 << 41, Text: bad}, Role: bilan.RoleUnexplained}},
		Problems: []bilan.Problem{{Code: bilan.ProblemCode(bad), Message: bad, Span: &bilan.Span{Start: 4, End: 1 << 30}}},
	}
}
