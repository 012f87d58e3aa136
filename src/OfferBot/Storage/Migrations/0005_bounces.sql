-- Mails that came back or were refused at once: why an address is no longer written to. kind: Hard, Soft.
CREATE TABLE bounces (
  delivery_id BIGINT NOT NULL PRIMARY KEY,
  address     TEXT   NOT NULL,
  kind        TEXT   NOT NULL,
  why         TEXT   NOT NULL,
  at          BIGINT NOT NULL
);
CREATE INDEX bounces_of_address ON bounces (address, at);
