-- +goose Up

-- What is received, never changed.
CREATE TABLE captures (
  n          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sha        bytea NOT NULL UNIQUE CHECK (length(sha) = 32),
  url        text NOT NULL,
  name       text NOT NULL,
  media_type text NOT NULL,
  status     integer NOT NULL,
  header     text,            -- JSON, as it came
  seen       bigint NOT NULL, -- microseconds since 1970
  size       bigint NOT NULL
);

-- What is computed from articles, replaced at will.
CREATE TABLE stories (
  n         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id        text COLLATE "C" NOT NULL UNIQUE,
  title     text NOT NULL,
  told_from text COLLATE "C" NOT NULL,
  told_to   text COLLATE "C" NOT NULL,
  body      bytea NOT NULL -- zstd
);
ALTER TABLE stories ALTER body SET STORAGE EXTERNAL;
CREATE INDEX stories_told ON stories (told_to, id);

CREATE TABLE story_values (
  n       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  story   bigint NOT NULL REFERENCES stories ON DELETE CASCADE,
  low     bigint NOT NULL,
  high    bigint NOT NULL,
  outcome text NOT NULL,
  country text NOT NULL
);
CREATE INDEX story_values_story ON story_values (story);
CREATE INDEX story_values_low ON story_values (low);
CREATE INDEX story_values_high ON story_values (high);

-- Rows that lists read stay small; what is large stands in bodies and words.
CREATE TABLE articles (
  n       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id      text COLLATE "C" NOT NULL UNIQUE,
  capture bigint NOT NULL REFERENCES captures,
  lang    text NOT NULL,
  told    text NOT NULL,
  url     text,             -- null: the capture's
  title   text NOT NULL,
  reader  text NOT NULL,
  story   bigint REFERENCES stories DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX articles_story ON articles (story, id);

CREATE TABLE bodies (
  article bigint PRIMARY KEY REFERENCES articles,
  digest  bytea NOT NULL, -- zstd
  keys    bytea NOT NULL, -- 8 bytes each, to find the rows of keys again
  reading bytea NOT NULL  -- zstd
);
ALTER TABLE bodies ALTER digest SET STORAGE EXTERNAL, ALTER keys SET STORAGE EXTERNAL, ALTER reading SET STORAGE EXTERNAL;

CREATE TABLE keys (
  hash    bigint NOT NULL,
  article bigint NOT NULL,
  PRIMARY KEY (hash, article)
);

-- Words come folded and numbered (register.Words): no dictionary of the server has a part in it.
CREATE TABLE words (
  article bigint PRIMARY KEY REFERENCES articles,
  words   tsvector NOT NULL
);
CREATE INDEX words_gin ON words USING gin (words) WITH (fastupdate = on);

-- What people decided: entries of a hash chain as JSON.
CREATE TABLE judgements (
  seq   bigint PRIMARY KEY,
  entry text NOT NULL
);
-- +goose StatementBegin
CREATE FUNCTION judgements_stay() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log of judgements is only appended to'; END $$;
-- +goose StatementEnd
CREATE TRIGGER judgements_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON judgements EXECUTE FUNCTION judgements_stay();

CREATE TABLE settings (
  name  text PRIMARY KEY,
  value text NOT NULL
);
