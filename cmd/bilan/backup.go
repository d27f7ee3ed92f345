package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"bilan"
	"bilan/internal/keep"
	"bilan/internal/register"
	"bilan/internal/register/blob"
	"bilan/internal/register/postgres"
	"bilan/internal/register/sqlite"
)

// backupCmd copies the register.
type backupCmd struct {
	Dir string `arg:"" type:"path" help:"An empty or new folder, or one of an earlier backup, which is brought up to date."`
	registerFlags
}

// Help is the long text of `bilan backup --help`.
func (backupCmd) Help() string {
	return `Writes a checked copy of the database and of every capture into a folder, while others go on working. bilan restore puts it back;
a copy of bilan.db is a register itself, which --data reads as it is.`
}

func (c *backupCmd) Run(ctx context.Context, std stdio) error {
	return c.with(ctx, func(k *keep.Keeper) error {
		if err := c.database(ctx, k); err != nil {
			return err
		}
		to, err := blob.OpenFolder(filepath.Join(c.Dir, "captures"))
		if err != nil {
			return err
		}
		n, err := copyBlobs(ctx, k.Blobs, to)
		if err == nil {
			fmt.Fprintf(std.out, "backed up to %s: the database and %d captures\n", c.Dir, n)
		}
		return err
	})
}

// database copies the database: of SQLite a file that takes the place of an older copy, of PostgreSQL its tables.
func (c *backupCmd) database(ctx context.Context, k *keep.Keeper) error {
	if c.Register != "" {
		return k.Register.Backup(ctx, c.Dir)
	}
	return backupTo(ctx, k, c.Dir)
}

// backupTo copies the database into a folder, in the place of an older copy.
func backupTo(ctx context.Context, k *keep.Keeper, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "back up to "+dir, "%w", cause(err))
	}
	part, err := os.MkdirTemp(dir, ".backup-*")
	if err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "back up to "+dir, "%w", cause(err))
	}
	defer os.RemoveAll(part)
	if err := k.Register.Backup(ctx, part); err != nil {
		return err
	}
	if err := os.Rename(filepath.Join(part, sqlite.BackupName), filepath.Join(dir, databaseName)); err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "back up to "+dir, "%w", cause(err))
	}
	return nil
}

// copyBlobs copies captures, each checked on the way; those that are there already cost a look.
func copyBlobs(ctx context.Context, from, to register.Blobs) (n int, err error) {
	err = from.Each(ctx, func(sha string) error {
		data, err := from.Get(ctx, sha)
		if err != nil {
			return err
		}
		n++
		_, err = to.Put(ctx, data)
		return err
	})
	return n, err
}

// restoreCmd puts a backup back.
type restoreCmd struct {
	Dir string `arg:"" type:"existingdir" help:"The folder of a backup."`
	registerFlags
}

// Help is the long text of `bilan restore --help`.
func (restoreCmd) Help() string {
	return `Copies a backup to where the register is to be (--data), which must not hold one yet: move an old one away first. The copy is
verified before it gets its name.`
}

func (c *restoreCmd) Run(ctx context.Context, std stdio) error {
	if c.Register != "" {
		return c.tables(ctx, std)
	}
	db := filepath.Join(c.Data, databaseName)
	if _, err := os.Stat(db); err == nil {
		return &bilan.Error{Code: bilan.CodeConflict, Op: "restore to " + c.Data, Err: errorString("there is a register already"), Hint: "move it away, or name another folder with --data"}
	}
	from := registerFlags{Data: c.Dir}
	return from.with(ctx, func(k *keep.Keeper) error {
		if err := k.Register.Verify(ctx); err != nil {
			return err
		}
		if err := os.MkdirAll(c.Data, 0o755); err != nil {
			return bilan.Errorf(bilan.CodeUnavailable, "restore to "+c.Data, "%w", cause(err))
		}
		to, err := blob.OpenFolder(filepath.Join(c.Data, "captures"))
		if err != nil {
			return err
		}
		n, err := copyBlobs(ctx, k.Blobs, to)
		if err != nil {
			return err
		}
		if err := backupTo(ctx, k, c.Data); err != nil {
			return err
		}
		fmt.Fprintf(std.out, "restored to %s: the database and %d captures\n", c.Data, n)
		return nil
	})
}

// tables restores a backup of a PostgreSQL database into an empty one.
func (c *restoreCmd) tables(ctx context.Context, std stdio) error {
	from, err := blob.OpenFolder(filepath.Join(c.Dir, "captures"))
	if err != nil {
		return err
	}
	to, err := blob.Open(ctx, cmp.Or(c.Captures, filepath.Join(c.Data, "captures")))
	if err != nil {
		return err
	}
	n, err := copyBlobs(ctx, from, to)
	if err != nil {
		return err
	}
	if err := postgres.Restore(ctx, c.Register, c.Dir); err != nil {
		return err
	}
	fmt.Fprintf(std.out, "restored: the database and %d captures\n", n)
	return nil
}
