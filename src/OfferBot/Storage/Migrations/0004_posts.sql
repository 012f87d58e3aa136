-- How a destination wants to be told: its quiet hours ("22:00-07:00"), whom a notice calls, whether a conversation is opened under it.
CREATE TABLE manners (
  kind        TEXT    NOT NULL,
  address     TEXT    NOT NULL,
  source      TEXT    NOT NULL,
  quiet_hours TEXT    NOT NULL,
  mention     TEXT    NOT NULL,
  discuss     INTEGER NOT NULL,
  PRIMARY KEY (kind, address)
);

-- Destinations that take nothing: told to the operator once, gone when something arrives there again.
CREATE TABLE troubles (
  kind    TEXT   NOT NULL,
  address TEXT   NOT NULL,
  why     TEXT   NOT NULL,
  since   BIGINT NOT NULL,
  PRIMARY KEY (kind, address)
);

-- The last day for which "closing soon" was said.
ALTER TABLE offers ADD COLUMN soon_for TEXT;
