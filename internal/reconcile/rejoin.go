package reconcile

import (
	"slices"
	"strings"
)

// memberOf gives the happening that a claim of the story belongs to.
func (s *story) memberOf(ref string) (member, bool) {
	id, claim, _ := cutRef(ref)
	for _, d := range s.ds {
		if d.ID != id || len(d.Happened) == 0 {
			continue
		}
		for i := range d.Tellings {
			if d.Tellings[i].Claim == claim && d.Tellings[i].Happened >= 0 {
				return member{d, d.Tellings[i].Happened}, true
			}
		}
		return member{d, 0}, true
	}
	return member{}, false
}

// cutRef parts a claim ref into the ids of article and claim.
func cutRef(ref string) (article, claim string, ok bool) {
	i := strings.LastIndexByte(ref, '#')
	if i < 0 {
		return ref, "", false
	}
	return ref[:i], ref[i+1:], true
}

// joinJudged joins the happenings of claims that people joined.
func (s *story) joinJudged(f forest, at map[member]int) {
	if s.judged == nil {
		return
	}
	for _, refs := range s.judged.joins {
		first := -1
		for _, ref := range refs {
			m, ok := s.memberOf(ref)
			if !ok {
				continue
			}
			if first < 0 {
				first = at[m]
			}
			f.join(first, at[m])
		}
	}
}

// splitJudged parts what people split: of the happenings that were one with both claims, each goes with the one that more
// speaks for; those that nothing links directly stay with the others.
func (s *story) splitJudged(f forest, all []member, at map[member]int) forest {
	if s.judged == nil {
		return f
	}
	for _, refs := range s.judged.splits {
		if len(refs) < 2 {
			continue
		}
		a, ok1 := s.memberOf(refs[0])
		b, ok2 := s.memberOf(refs[1])
		if ok1 && ok2 && a != b && f.root(at[a]) == f.root(at[b]) {
			f = partAt(f, all, at[a], at[b])
		}
	}
	return f
}

// partAt gives the forest with the tree of a and b cut in two.
func partAt(f forest, all []member, a, b int) forest {
	tree := f.root(a)
	out := newForest(len(all))
	first := map[int]int{}
	for x, m := range all {
		key := f.root(x)
		if key == tree && (x == a || x != b && evidence(m.d, m.i, all[a].d, all[a].i) > evidence(m.d, m.i, all[b].d, all[b].i)) {
			key = -1
		}
		if y, ok := first[key]; ok {
			out.join(x, y)
		} else {
			first[key] = x
		}
	}
	return out
}

// makeAlone gives an event of its own to a claim that people split from others of the same happening of its own dispatch.
func (s *story) makeAlone() {
	s.alone = map[string]int{}
	if s.judged == nil {
		return
	}
	for _, refs := range s.judged.splits {
		if len(refs) < 2 {
			continue
		}
		a, ok1 := s.memberOf(refs[0])
		b, ok2 := s.memberOf(refs[1])
		if !ok1 || !ok2 || a != b {
			continue
		}
		e := &event{members: []member{a}}
		e.make()
		e.out.ID = "e" + digest(refs[0])
		s.alone[refs[0]] = len(s.events)
		s.events = append(s.events, e)
	}
}

// joinStories joins the stories of claims that people joined.
func (j *Judged) joinStories(ds []*Dispatch, f forest) {
	if j == nil || len(j.joins) == 0 {
		return
	}
	at := map[string]int{}
	for i, d := range ds {
		at[d.ID] = i
	}
	for _, refs := range j.joins {
		first := -1
		for _, ref := range refs {
			id, _, _ := cutRef(ref)
			i, ok := at[id]
			if ok && first < 0 {
				first = i
			}
			if ok {
				f.join(first, i)
			}
		}
	}
}

// Joined gives the articles that people joined with an article.
func (j *Judged) Joined(article string) []string {
	var out []string
	if j == nil {
		return nil
	}
	for _, refs := range j.joins {
		var ids []string
		for _, ref := range refs {
			id, _, _ := cutRef(ref)
			ids = append(ids, id)
		}
		if slices.Contains(ids, article) {
			out = append(out, ids...)
		}
	}
	return out
}

// sameOrigins makes speakers one that people named the same, under the key told first in the judgement.
func (j *Judged) sameOrigins(list []*speaker) {
	if j == nil {
		return
	}
	for _, keys := range j.origins {
		var head *speaker
		for _, k := range keys {
			for _, w := range list {
				if w.key() != k || w == head {
					continue
				}
				if head == nil {
					head = w
					continue
				}
				w.as = head
			}
		}
	}
}
