-- What is received, never changed.
CREATE TABLE captures (
  n          INTEGER PRIMARY KEY,
  sha        BLOB NOT NULL UNIQUE CHECK (length(sha) = 32),
  url        TEXT NOT NULL,
  name       TEXT NOT NULL,
  media_type TEXT NOT NULL,
  status     INTEGER NOT NULL,
  header     TEXT,             -- JSON
  seen       INTEGER NOT NULL, -- microseconds since 1970
  size       INTEGER NOT NULL
) STRICT;

-- What is computed from articles, replaced at will. A number is never given twice, so that an article left behind by a
-- story that is gone cannot slip into another.
CREATE TABLE stories (
  n         INTEGER PRIMARY KEY AUTOINCREMENT,
  id        TEXT NOT NULL UNIQUE,
  title     TEXT NOT NULL,
  told_from TEXT NOT NULL,
  told_to   TEXT NOT NULL,
  body      BLOB NOT NULL -- zstd
) STRICT;
CREATE INDEX stories_told ON stories (told_to, id);

CREATE TABLE story_values (
  story   INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
  low     INTEGER NOT NULL,
  high    INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  country TEXT NOT NULL
) STRICT;
CREATE INDEX story_values_story ON story_values (story);
CREATE INDEX story_values_low ON story_values (low);
CREATE INDEX story_values_high ON story_values (high);

-- Rows that lists read stay small; what is large stands in bodies.
CREATE TABLE articles (
  n       INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  capture INTEGER NOT NULL REFERENCES captures,
  lang    TEXT NOT NULL,
  told    TEXT NOT NULL,
  url     TEXT,             -- null: the capture's
  title   TEXT NOT NULL,
  reader  TEXT NOT NULL,
  story   INTEGER REFERENCES stories DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX articles_story ON articles (story, id);

CREATE TABLE bodies (
  article INTEGER PRIMARY KEY REFERENCES articles,
  digest  BLOB NOT NULL, -- zstd
  keys    BLOB NOT NULL, -- 8 bytes each, to find the rows of keys again
  reading BLOB NOT NULL  -- zstd
) STRICT;

CREATE TABLE keys (
  hash    INTEGER NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (hash, article)
) STRICT, WITHOUT ROWID;

-- Words come folded (register.Words), one blank between: nothing is left to the tokenizer.
CREATE VIRTUAL TABLE words USING fts5(title, text, content='', contentless_delete=1, tokenize='ascii');

-- What people decided: entries of a hash chain as JSON.
CREATE TABLE judgements (
  seq   INTEGER PRIMARY KEY,
  entry TEXT NOT NULL
) STRICT;
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'the log of judgements is only appended to'); END;
CREATE TRIGGER judgements_kept BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'the log of judgements is only appended to'); END;

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
