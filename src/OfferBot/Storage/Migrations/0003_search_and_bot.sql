-- What searching sees of each offer but its words. change rises with every row written, so that whoever keeps these in memory can catch up.
CREATE TABLE search_facets (
  sequence   INTEGER PRIMARY KEY,
  change     BIGINT  NOT NULL,
  is_open    INTEGER NOT NULL,
  first_seen BIGINT  NOT NULL,
  facets     TEXT    NOT NULL
);
CREATE UNIQUE INDEX search_facets_by_change ON search_facets (change);

-- The words of each offer as SearchWords brings them to one form; rowid is the offer's sequence.
-- Beginnings of three to five letters have an index of their own, for what is suggested while somebody types.
-- They come folded and parted by spaces, so the tokenizer has nothing left to do; ¶ stands between title, organization, text and themes.
CREATE VIRTUAL TABLE search_words USING fts5 (words, columnsize = 0, prefix = '3 4 5', tokenize = "unicode61 remove_diacritics 0 tokenchars '¶'");

-- Offers that members put aside; they are reminded of them once, before the last day to apply.
CREATE TABLE saved_offers (
  member      TEXT   NOT NULL,
  offer_id    TEXT   NOT NULL REFERENCES offers (id),
  language    TEXT   NOT NULL,
  saved_at    BIGINT NOT NULL,
  reminded_at BIGINT,
  PRIMARY KEY (member, offer_id)
);
CREATE INDEX saved_offers_of_offer ON saved_offers (offer_id);

-- Deliveries to members whose direct messages are closed, kept until they use a command.
CREATE TABLE inbox (
  delivery_id BIGINT NOT NULL PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
  member      TEXT   NOT NULL,
  kept_at     BIGINT NOT NULL
);
CREATE INDEX inbox_of_member ON inbox (member);

-- Members who cannot be written to, since when, and whether they were told.
CREATE TABLE closed_messages (
  member TEXT    NOT NULL PRIMARY KEY,
  since  BIGINT  NOT NULL,
  told   INTEGER NOT NULL
);
