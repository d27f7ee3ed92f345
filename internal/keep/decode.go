package keep

import json "github.com/go-json-experiment/json/v1"

// decode reads JSON that the register keeps, as encoding/json does; questions and additions spend most of their time in it.
func decode(b []byte, v any) error { return json.Unmarshal(b, v) }
