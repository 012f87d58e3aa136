-- Which digests and summaries show an offer: asked whenever an offer changes, so not by a search through all of them.
CREATE TABLE issue_offers (
  offer_id TEXT NOT NULL REFERENCES offers (id),
  issue_id TEXT NOT NULL REFERENCES issues (id),
  PRIMARY KEY (offer_id, issue_id)
) WITHOUT ROWID;
INSERT INTO issue_offers (offer_id, issue_id)
SELECT DISTINCT o.id, i.id FROM issues i, json_each(i.offers) j JOIN offers o ON o.id = j.value;
