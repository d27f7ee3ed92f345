// Package postgres keeps the register in a PostgreSQL database, for many machines at once. The tables are those of package
// sqlite, and both give the same answers: what is folded, hashed and packed is so before it gets here.
package postgres
