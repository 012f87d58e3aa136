-- What an offer said before a revision, for those who were told that; NULL where a revision changed nothing of it.
ALTER TABLE revisions ADD COLUMN was TEXT;
-- The version of the board that wrote a revision, and the one that a delivery was written from: together they tell which revision somebody read.
ALTER TABLE revisions ADD COLUMN board BIGINT NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN told BIGINT;
