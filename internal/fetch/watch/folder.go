package watch

import (
	"fmt"
	"strconv"
	"time"

	"bilan/internal/fetch"
)

// Folder is the kind of source that is a folder, or a file, of this machine.
const Folder = "folder"

// A file that was changed a moment ago may still be written to.
const (
	settle    = 2 * time.Second
	maxWaits  = 5 // of a visit, for files to settle
	saveFiles = 5 * time.Second
)

// Added is what became of a file.
type Added struct {
	New    int   // dispatches that were not kept already
	Unread error // why some of it, or all, could not be read; it stays so until the file changes
}

// runFolder adds the files of a folder that are new or changed.
func (v *visit) runFolder(l *lane, _ *task) { v.folder(l, 0) }

func (v *visit) folder(l *lane, waits int) {
	v.state.Visited = v.w.Clock.Now().UTC()
	young, err := v.takeFolder(l)
	if l.ctx.Err() != nil {
		return
	}
	if err == nil && young && waits < maxWaits {
		again := func(l *lane, _ *task) { v.folder(l, waits+1) }
		l.post(&task{due: v.w.Clock.Now().Add(settle), url: v.source.URL, do: again, local: true})
		return
	}
	unread := v.unread
	v.unread = nil
	v.result(err)
	if err == nil && unread != nil {
		v.state.LastError = fmt.Sprint(unread)
	}
	v.end(l)
}

// takeFolder adds what is new; young is whether a file was left because it may still be written to.
func (v *visit) takeFolder(l *lane) (young bool, err error) {
	files, err := (&fetch.Source{}).Files(l.ctx, v.source.Path)
	if err != nil {
		return false, err
	}
	links := make([]Link, len(files))
	for i, f := range files {
		links[i] = Link{URL: f.Name, Version: strconv.FormatInt(f.Info.Size(), 10) + " " + f.Info.ModTime().UTC().Format(time.RFC3339Nano), told: f.Info.ModTime()}
	}
	d := &document{part: &v.state.Part}
	saved := v.w.Clock.Now()
	for _, link := range d.fresh(links) {
		now := v.w.Clock.Now()
		if age := now.Sub(link.told); age >= 0 && age < settle {
			young = true
			continue
		}
		if err := v.file(l, d, link); err != nil {
			return false, err
		}
		if now.Sub(saved) > saveFiles {
			v.save(l)
			saved = now
		}
	}
	return young, nil
}

// file adds one file.
func (v *visit) file(l *lane, d *document, link Link) error {
	added, err := v.w.Add(l.ctx, link.URL)
	v.kept += int64(added.New)
	if err == nil {
		err = l.ctx.Err()
	}
	if err != nil {
		return err
	}
	if added.Unread != nil {
		v.unread = added.Unread
	}
	d.deal(link, false)
	return nil
}
