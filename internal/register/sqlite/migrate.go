package sqlite

import (
	"context"
	"embed"
	"io/fs"
	"strconv"

	"bilan"
)

//go:embed sql/*.sql
var files embed.FS

// applicationID marks a file of SQLite as a register: "BILN".
const applicationID = 0x42494c4e

// migrations gives the steps from an empty file to today's schema, in the order of their file names.
func migrations() []string {
	var steps []string
	names, _ := fs.Glob(files, "sql/*.sql")
	for _, name := range names {
		step, _ := files.ReadFile(name) // embedded: cannot fail
		steps = append(steps, string(step))
	}
	return steps
}

// migrate makes the steps that are missing, each in a transaction with the number that says it is made: a process killed
// half-way leaves whole steps. Of two processes at once the second finds the step made.
func migrate(ctx context.Context, c *conn, steps []string) error {
	for i, step := range steps {
		err := c.inTx(ctx, "BEGIN IMMEDIATE", func() error {
			version, err := schemaVersion(ctx, c, len(steps))
			if err != nil || version > i {
				return err
			}
			_, err = c.c.ExecContext(ctx, step+";\nPRAGMA application_id = "+strconv.Itoa(applicationID)+"; PRAGMA user_version = "+strconv.Itoa(i+1))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// schemaVersion gives how many steps the file has behind it; one that is no register, or a newer one, is refused.
func schemaVersion(ctx context.Context, c *conn, known int) (int, error) {
	var version, app, tables int
	const q = "SELECT (SELECT user_version FROM pragma_user_version), (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)"
	if err := c.c.QueryRowContext(ctx, q).Scan(&version, &app, &tables); err != nil {
		return 0, err
	}
	if app != applicationID && tables > 0 {
		return 0, bilan.Errorf(bilan.CodeInvalid, "open register", "this database was made by another program")
	}
	if version > known {
		e := bilan.Errorf(bilan.CodeInvalid, "open register", "its schema is version %d, this program knows %d", version, known)
		e.Hint = "use a newer version of the program"
		return 0, e
	}
	return version, nil
}
