-- +goose Up

-- When hosts of the web may be asked again, by any machine.
CREATE TABLE hosts (
  name text COLLATE "C" PRIMARY KEY,
  free timestamptz NOT NULL, -- by anybody
  line timestamptz NOT NULL  -- by who stands behind all others
);
