package blob

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// canSyncAll says that the system can bring all that was written to a file system to the disk at once.
const canSyncAll = true

// syncAll brings all that was written to the file system of a folder to the disk.
func syncAll(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(unix.Syncfs(int(d.Fd())), d.Close())
}
