-- +goose Up

-- Claims that wait for a person. Computed from readings and judgements, replaced at will.
CREATE TABLE waiting (
  weight  integer NOT NULL,
  article bigint NOT NULL REFERENCES articles,
  claim   text COLLATE "C" NOT NULL,
  kind    text NOT NULL,
  lang    text NOT NULL,
  source  text NOT NULL,
  told    text NOT NULL,
  sure    integer NOT NULL,
  PRIMARY KEY (weight, article, claim)
);
CREATE INDEX waiting_article ON waiting (article);
