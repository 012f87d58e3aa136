-- Offers that answer a query only since a change. To those whose digests have passed them, each is as new as its sequence here says.
CREATE TABLE late_offers (
  offer_id TEXT   NOT NULL REFERENCES offers (id),
  query_id BIGINT NOT NULL REFERENCES queries (id),
  sequence BIGINT NOT NULL,
  PRIMARY KEY (offer_id, query_id)
);
CREATE INDEX late_offers_by_sequence ON late_offers (sequence);

-- An offer whose revision was set back by two changes at the same moment could not be changed any more.
UPDATE offers SET revision = (SELECT MAX(r.revision) FROM revisions r WHERE r.offer_id = offers.id)
WHERE revision < (SELECT MAX(r.revision) FROM revisions r WHERE r.offer_id = offers.id);
