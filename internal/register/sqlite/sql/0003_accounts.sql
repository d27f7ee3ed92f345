-- Who may use the desk. Times are microseconds since 1970.
CREATE TABLE users (
  name     TEXT PRIMARY KEY,
  role     TEXT NOT NULL,
  password TEXT NOT NULL, -- argon2id
  disabled INTEGER NOT NULL,
  made     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Sessions, API tokens and invitations, by the SHA-256 of their secrets.
CREATE TABLE passes (
  hash    TEXT PRIMARY KEY,
  kind    TEXT NOT NULL,
  owner   TEXT NOT NULL,
  label   TEXT NOT NULL,
  role    TEXT NOT NULL,
  scopes  TEXT NOT NULL, -- with blanks between
  made    INTEGER NOT NULL,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX passes_owner ON passes (owner, kind);
CREATE INDEX passes_expires ON passes (expires);
