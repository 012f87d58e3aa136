-- The reference to "issues" would make SQLite search the whole table for every digest that is forgotten.
CREATE TABLE issue_offers_new (
  offer_id TEXT NOT NULL REFERENCES offers (id),
  issue_id TEXT NOT NULL,
  PRIMARY KEY (offer_id, issue_id)
) WITHOUT ROWID;
INSERT INTO issue_offers_new (offer_id, issue_id) SELECT offer_id, issue_id FROM issue_offers ORDER BY 1, 2;
DROP TABLE issue_offers;
ALTER TABLE issue_offers_new RENAME TO issue_offers;
