package desk

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"bilan"
)

//go:embed static
var staticFiles embed.FS

// assets are the files that pages use: styles, scripts, fonts. Their addresses hold their hash, so browsers keep them for good.
type assets struct {
	files map[string]asset
}

type asset struct {
	data       []byte
	hash, kind string
}

func loadAssets() (*assets, error) {
	a := &assets{files: map[string]asset{}}
	err := fs.WalkDir(staticFiles, "static", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(staticFiles, name)
		sum := sha256.Sum256(data)
		a.files[strings.TrimPrefix(name, "static/")] = asset{data, hex.EncodeToString(sum[:6]), kindOf(name)}
		return err
	})
	return a, err
}

// kindOf is a file's media type; what a machine knows of types does not change what the desk says.
func kindOf(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

// url gives the address of a file.
func (a *assets) url(name string) string { return "/static/" + name + "?v=" + a.files[name].hash }

func (d *Desk) static(w http.ResponseWriter, r *http.Request) error {
	f, ok := d.assets.files[r.PathValue("file")]
	if !ok {
		return bilan.Errorf(bilan.CodeNotFound, "", "there is no such file")
	}
	w.Header().Set("Content-Type", f.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("Access-Control-Allow-Origin", "*")
	_, err := w.Write(f.data)
	return err
}
