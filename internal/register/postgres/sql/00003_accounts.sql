-- +goose Up

-- Who may use the desk. Times are microseconds since 1970.
CREATE TABLE users (
  name     text COLLATE "C" PRIMARY KEY,
  role     text NOT NULL,
  password text NOT NULL, -- argon2id
  disabled boolean NOT NULL,
  made     bigint NOT NULL
);

-- Sessions, API tokens and invitations, by the SHA-256 of their secrets.
CREATE TABLE passes (
  hash    text COLLATE "C" PRIMARY KEY,
  kind    text NOT NULL,
  owner   text NOT NULL,
  label   text NOT NULL,
  role    text NOT NULL,
  scopes  text NOT NULL, -- with blanks between
  made    bigint NOT NULL,
  expires bigint NOT NULL
);
CREATE INDEX passes_owner ON passes (owner, kind);
CREATE INDEX passes_expires ON passes (expires);
