-- Moments are milliseconds since 1970 (UTC); days are yyyy-MM-dd, so that they compare as text.

CREATE TABLE files (
  path        TEXT    NOT NULL PRIMARY KEY,
  size        BIGINT  NOT NULL,
  modified_at BIGINT  NOT NULL,
  hash        TEXT    NOT NULL,
  state       TEXT    NOT NULL,
  seen_at     BIGINT  NOT NULL,
  why         TEXT    NOT NULL,
  reason      TEXT    NOT NULL,
  fix         TEXT    NOT NULL
);

CREATE TABLE offers (
  id         TEXT    NOT NULL PRIMARY KEY,
  sequence   BIGINT  NOT NULL UNIQUE,
  revision   INTEGER NOT NULL,
  state      TEXT    NOT NULL,
  announced  INTEGER NOT NULL,
  past       INTEGER NOT NULL,
  path       TEXT    NOT NULL,
  ordinal    INTEGER NOT NULL,
  first_seen BIGINT  NOT NULL,
  ends_on    TEXT,
  offer      TEXT    NOT NULL,
  changes    TEXT    NOT NULL,
  sketch     BLOB    NOT NULL
);
CREATE INDEX offers_of_file ON offers (path);
CREATE INDEX offers_by_end ON offers (state, ends_on);

CREATE TABLE revisions (
  offer_id TEXT    NOT NULL REFERENCES offers (id),
  revision INTEGER NOT NULL,
  at       BIGINT  NOT NULL,
  state    TEXT    NOT NULL,
  changes  TEXT    NOT NULL,
  PRIMARY KEY (offer_id, revision)
);

-- The smallest hashes of each offer's sketch: where likely twins are looked up.
CREATE TABLE sketch_keys (
  hash     BIGINT NOT NULL,
  offer_id TEXT   NOT NULL REFERENCES offers (id),
  PRIMARY KEY (hash, offer_id)
);
CREATE INDEX sketch_keys_of_offer ON sketch_keys (offer_id);

CREATE TABLE twins (
  path     TEXT    NOT NULL,
  ordinal  INTEGER NOT NULL,
  offer_id TEXT    NOT NULL REFERENCES offers (id),
  PRIMARY KEY (path, ordinal)
);
CREATE INDEX twins_of_offer ON twins (offer_id);

CREATE TABLE queries (
  id   INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
);

CREATE TABLE subscriptions (
  id           INTEGER PRIMARY KEY,
  kind         TEXT   NOT NULL,
  address      TEXT   NOT NULL,
  query_id     BIGINT NOT NULL REFERENCES queries (id),
  rhythm       TEXT   NOT NULL,
  language     TEXT   NOT NULL,
  active       INTEGER NOT NULL,
  source       TEXT   NOT NULL,
  consent_at   BIGINT NOT NULL,
  consent_text TEXT   NOT NULL,
  high_water   BIGINT NOT NULL,
  UNIQUE (kind, address, query_id, rhythm)
);
CREATE INDEX subscriptions_by_query ON subscriptions (query_id, rhythm, active);

CREATE TABLE issues (
  id        TEXT   NOT NULL PRIMARY KEY,
  rhythm    TEXT   NOT NULL,
  period_at BIGINT NOT NULL,
  query     TEXT   NOT NULL,
  offers    TEXT   NOT NULL
);

CREATE TABLE periods (
  rhythm    TEXT   NOT NULL,
  period_at BIGINT NOT NULL,
  PRIMARY KEY (rhythm, period_at)
);

-- The queue. state: due, sending, sent, dead (refused or given up), dropped (no longer needed), merged (said by a summary).
CREATE TABLE deliveries (
  id              INTEGER PRIMARY KEY,
  subscription_id BIGINT  NOT NULL REFERENCES subscriptions (id),
  subject         TEXT    NOT NULL,
  revision        INTEGER NOT NULL,
  kind            TEXT    NOT NULL,
  state           TEXT    NOT NULL,
  attempts        INTEGER NOT NULL,
  in_doubt        INTEGER NOT NULL,
  due_at          BIGINT  NOT NULL,
  leased_until    BIGINT,
  remote_id       TEXT,
  detail          TEXT    NOT NULL,
  created_at      BIGINT  NOT NULL,
  settled_at      BIGINT,
  UNIQUE (subscription_id, subject, revision, kind)
);
CREATE INDEX deliveries_due ON deliveries (state, due_at);
CREATE INDEX deliveries_of_subject ON deliveries (subject, subscription_id);

-- Addresses that must not be written to again, as keyed hashes: the address itself is forgotten.
CREATE TABLE suppressions (
  hash   TEXT   NOT NULL PRIMARY KEY,
  reason TEXT   NOT NULL,
  at     BIGINT NOT NULL
);

CREATE TABLE facts (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

-- What the preview shows in place of Discord and of mailboxes.
CREATE TABLE preview (
  id        INTEGER PRIMARY KEY,
  kind      TEXT   NOT NULL,
  place     TEXT   NOT NULL,
  content   TEXT   NOT NULL,
  at        BIGINT NOT NULL,
  edited_at BIGINT
);
