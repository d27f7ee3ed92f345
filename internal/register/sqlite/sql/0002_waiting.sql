-- Claims that wait for a person. Computed from readings and judgements, replaced at will.
CREATE TABLE waiting (
  weight  INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES articles,
  claim   TEXT NOT NULL,
  kind    TEXT NOT NULL,
  lang    TEXT NOT NULL,
  source  TEXT NOT NULL,
  told    TEXT NOT NULL,
  sure    INTEGER NOT NULL,
  PRIMARY KEY (weight, article, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_article ON waiting (article);
