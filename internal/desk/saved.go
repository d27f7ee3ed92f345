package desk

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"

	"bilan"
	"bilan/internal/register"
)

const (
	savedMost  = 50
	savedTitle = 200 // letters
)

// Saved pages are addresses that somebody wants to come back to: situations, moments, filters, searches. An address holds all
// that a page shows, so it is a permanent link; what is saved is nobody else's.
func (d *Desk) savedRoutes() []Route {
	return []Route{
		{Method: "POST", Pattern: "/saved", Role: Reader, Handler: d.savePage},
		{Method: "POST", Pattern: "/saved/drop", Role: Reader, Handler: d.dropPage},
	}
}

// savedPage is an address and what is there.
type savedPage struct {
	Title string `json:"title"`
	Path  string `json:"path"`
}

// savers lets one at a time change what is saved.
type savers struct{ mu sync.Mutex }

// savedKey is the setting that holds what somebody saved.
func savedKey(who Identity) string { return "desk.saved:" + who.Name }

func saved(ctx context.Context, r register.Reader, who Identity) (out []savedPage, err error) {
	value, err := r.Setting(ctx, savedKey(who))
	if err != nil || value == "" {
		return nil, err
	}
	if err := json.Unmarshal([]byte(value), &out); err != nil {
		return nil, bilan.Errorf(bilan.CodeInternal, "saved pages of "+who.Name, "%w", err)
	}
	return out, nil
}

// savedPages gives what somebody saved, the newest first.
func (d *Desk) savedPages(ctx context.Context, who Identity) (out []savedPage, err error) {
	err = d.config.Keeper.Register.View(ctx, func(r register.Reader) error {
		out, err = saved(ctx, r, who)
		return err
	})
	return out, err
}

func (d *Desk) savePage(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	p := savedPage{strings.TrimSpace(r.PostForm.Get("title")), OwnPath(r.PostForm.Get("path"))}
	if letters := []rune(p.Title); len(letters) > savedTitle {
		p.Title = string(letters[:savedTitle])
	}
	if p.Title == "" || len(p.Path) > 2000 {
		return bilan.Errorf(bilan.CodeInvalid, "save", "a page has a title and an address of this desk")
	}
	return d.changeSaved(w, r, p.Path, func(list []savedPage) ([]savedPage, error) {
		if len(list) >= savedMost {
			return nil, bilan.Errorf(bilan.CodeLimit, "save", "%d pages are saved: drop one first", savedMost)
		}
		return append([]savedPage{p}, list...), nil
	})
}

func (d *Desk) dropPage(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	return d.changeSaved(w, r, r.PostForm.Get("path"), func(list []savedPage) ([]savedPage, error) { return list, nil })
}

// changeSaved changes what somebody saved, after what was at the address is taken out.
func (d *Desk) changeSaved(w http.ResponseWriter, r *http.Request, path string, change func([]savedPage) ([]savedPage, error)) error {
	d.savers.mu.Lock()
	defer d.savers.mu.Unlock()
	who := VisitOf(r).Who
	err := d.config.Keeper.Register.Update(r.Context(), func(rw register.Writer) error {
		list, err := saved(r.Context(), rw, who)
		if err != nil {
			return err
		}
		list, err = change(slices.DeleteFunc(list, func(p savedPage) bool { return p.Path == path }))
		if err != nil {
			return err
		}
		data, err := json.Marshal(list)
		if err != nil {
			return err
		}
		return rw.SetSetting(r.Context(), savedKey(who), string(data))
	})
	if err != nil {
		return err
	}
	http.Redirect(w, r, OwnPath(r.PostForm.Get("back")), http.StatusSeeOther)
	return nil
}
