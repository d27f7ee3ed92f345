package reconcile

// forest keeps sets of numbers that grow together (a disjoint-set forest, with the smallest number of a set as its root).
type forest []int

func newForest(n int) forest {
	u := make(forest, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u forest) root(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u forest) join(i, j int) {
	a, b := u.root(i), u.root(j)
	u[max(a, b)] = min(a, b)
}
