package main

import (
	"cmp"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"bilan"
	"bilan/internal/keep"
	"bilan/internal/reconcile"
	"bilan/internal/register"
	"bilan/internal/register/blob"
	"bilan/internal/register/postgres"
	"bilan/internal/register/sqlite"
)

// registerFlags say where the register is.
type registerFlags struct {
	Data     string `type:"path" default:"bilan-data" env:"BILAN_DATA" placeholder:"DIR" help:"Folder of the register: bilan.db and captures/. Made when it is not there."`
	Register string `env:"BILAN_REGISTER" placeholder:"URL" help:"Keep the register in a PostgreSQL database instead of bilan.db: postgres://user@host/name."`
	Captures string `env:"BILAN_CAPTURES" placeholder:"WHERE" help:"Keep captures in another folder, or in a bucket: s3://bucket/prefix?endpoint=…"`
}

// databaseName is the database in the folder of a register.
const databaseName = "bilan.db"

// readerVersion names what made a reading; another one makes it anew.
func readerVersion() string {
	return version + "/" + bilan.ReadingSchema + "/" + reconcile.DigestVersion
}

// open opens the register, and makes it when it is not there; close it when done.
func (f *registerFlags) open(ctx context.Context) (*keep.Keeper, error) {
	if err := os.MkdirAll(f.Data, 0o755); err != nil && (f.Register == "" || f.Captures == "") {
		return nil, bilan.Errorf(bilan.CodeUnavailable, "open register "+f.Data, "%w", cause(err))
	}
	blobs, err := blob.Open(ctx, cmp.Or(f.Captures, filepath.Join(f.Data, "captures")))
	if err != nil {
		return nil, err
	}
	reg, err := f.database(ctx)
	if err != nil {
		return nil, err
	}
	return &keep.Keeper{Register: reg, Blobs: blobs, Version: readerVersion()}, nil
}

func (f *registerFlags) database(ctx context.Context) (register.Register, error) {
	switch {
	case f.Register == "":
		return sqlite.Open(ctx, filepath.Join(f.Data, databaseName))
	case strings.HasPrefix(f.Register, "postgres://"), strings.HasPrefix(f.Register, "postgresql://"), strings.Contains(f.Register, "dbname="):
		return postgres.Open(ctx, f.Register)
	}
	return nil, &bilan.Error{Code: bilan.CodeInvalid, Op: "--register", Err: errorString("no database is called " + f.Register), Hint: "write postgres://user@host/name, or leave it out for SQLite"}
}

// kept opens a register that must be there.
func (f *registerFlags) kept(ctx context.Context) (*keep.Keeper, error) {
	if _, err := os.Stat(filepath.Join(f.Data, databaseName)); err != nil && f.Register == "" {
		return nil, &bilan.Error{Code: bilan.CodeNotFound, Op: "open register " + f.Data, Err: errorString("there is no register"),
			Hint: "`bilan add FILES` makes one; --data or BILAN_DATA names its folder"}
	}
	return f.open(ctx)
}

// with runs f on a register that must be there, and closes it.
func (f *registerFlags) with(ctx context.Context, do func(*keep.Keeper) error) error {
	k, err := f.kept(ctx)
	if err != nil {
		return err
	}
	return firstError(do(k), k.Register.Close())
}

// answerFlags are the flags of commands that answer a question.
type answerFlags struct {
	registerFlags
	Format string `short:"f" enum:"table,json,auto" default:"auto" help:"Output format: table or json. By itself table on a terminal, json elsewhere."`
}

// json reports whether the answer is wanted as JSON.
func (f *answerFlags) json(std stdio) bool {
	return f.Format == "json" || f.Format == "auto" && !isTerminal(std.out)
}

// answer prints v as JSON or, for a person, with table.
func (f *answerFlags) answer(std stdio, v any, table func() error) error {
	if !f.json(std) {
		return table()
	}
	e := json.NewEncoder(std.out)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	return unwritten(e.Encode(v))
}
