package main

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"bilan/internal/desk"
	"bilan/internal/fetch"
	"bilan/samples"

	"github.com/chromedp/chromedp"
)

// TestDeskScreenshots takes the pictures of docs/desk anew, when BILAN_SCREENSHOTS names the folder: each page wide and on a
// phone, light and dark.
func TestDeskScreenshots(t *testing.T) {
	dir := os.Getenv("BILAN_SCREENSHOTS")
	if dir == "" {
		t.Skip("BILAN_SCREENSHOTS names no folder")
	}
	base, k := serveDeskWith(t, func(c *desk.Config) { c.Fetch = deskFetcher(minersWeb(), &captureLog{}) }, &fetch.Source{FS: samples.Crisis}, ".")
	watchSome(t, k)
	b := openTab(t, base)
	pages := b.pages()
	pages["public"] = publishDemo(b)
	b.open("/review")
	b.follow(chromedp.KeyEvent("a"))
	b.follow(chromedp.KeyEvent("r"))
	for _, look := range []struct {
		name          string
		width, height int64
		theme         string
	}{{"wide", 1280, 900, "light"}, {"wide-dark", 1280, 900, "dark"}, {"phone", 390, 800, "light"}, {"phone-dark", 390, 800, "dark"}} {
		b.do(chromedp.EmulateViewport(look.width, look.height))
		b.open("/help")
		eval[bool](b, `document.cookie = "theme=`+look.theme+`; path=/", true`)
		for name, path := range pages {
			b.open(path)
			eval[bool](b, `document.fonts.ready.then(() => true)`)
			shot, err := chromedp.Run(b.Context, chromedp.CaptureScreenshot())
			if err != nil {
				t.Fatal(err)
			}
			small, err := fewColours(shot)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name+"-"+look.name+".png"), small, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// fewColours writes a picture with its 256 most used colours: a third of the size, and no eye sees it on a page.
func fewColours(data []byte) ([]byte, error) {
	src, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	count, r := map[color.RGBA]int{}, src.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			count[rgba(src.At(x, y))]++
		}
	}
	var all []color.RGBA
	for c := range count {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a.R, b.R), cmp.Compare(a.G, b.G), cmp.Compare(a.B, b.B))
	})
	var palette color.Palette
	for _, c := range all[:min(len(all), 256)] {
		palette = append(palette, c)
	}
	out, nearest := image.NewPaletted(r, palette), map[color.RGBA]uint8{}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := rgba(src.At(x, y))
			i, ok := nearest[c]
			if !ok {
				i = uint8(palette.Index(c))
				nearest[c] = i
			}
			out.SetColorIndex(x, y, i)
		}
	}
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	err = e.Encode(&b, out)
	return b.Bytes(), err
}

func rgba(c color.Color) color.RGBA {
	r, g, b, _ := c.RGBA()
	return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}
}
