package annotate

import "bilan"

// entity gives the body or medium that the gazetteer names at token i, and the end of its name.
func (f *actorFinder) entity(i int) (int32, int) { return -1, 0 }

func (f *actorFinder) entityName(i, end int, e int32) int { return 0 }

func (f *actorFinder) entityOf(e int32) (bilan.ActorKind, string) { return bilan.ActorOrganisation, "" }
