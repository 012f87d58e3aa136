-- The life of a subscription. state: Pending (asked, not yet confirmed), Active, Paused, Ended. "active" stays what fan-out reads: 1 while notices are owed.
ALTER TABLE subscriptions ADD COLUMN state TEXT NOT NULL DEFAULT 'Active';
ALTER TABLE subscriptions ADD COLUMN state_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE subscriptions ADD COLUMN ended_why TEXT NOT NULL DEFAULT '';
-- For Paused: when it goes on by itself.
ALTER TABLE subscriptions ADD COLUMN resume_at BIGINT;
-- When the person wants digests; NULL leaves it to the settings. Weekday: 0 is Sunday.
ALTER TABLE subscriptions ADD COLUMN zone TEXT;
ALTER TABLE subscriptions ADD COLUMN digest_hour INTEGER;
ALTER TABLE subscriptions ADD COLUMN digest_weekday INTEGER;
ALTER TABLE subscriptions ADD COLUMN digest_month_day INTEGER;
-- 1: an offer that closes before the next digest is told at once.
ALTER TABLE subscriptions ADD COLUMN tell_early INTEGER NOT NULL DEFAULT 1;
UPDATE subscriptions SET state_at = consent_at;
UPDATE subscriptions SET state = 'Ended', ended_why = 'Settings' WHERE active = 0;
CREATE INDEX subscriptions_of_address ON subscriptions (address, kind);
CREATE INDEX subscriptions_by_state ON subscriptions (state, state_at);

-- All that a person agreed to, changed and ended, in order; goes only with the subscription itself.
CREATE TABLE consents (
  id              INTEGER PRIMARY KEY,
  subscription_id BIGINT  NOT NULL REFERENCES subscriptions (id),
  at              BIGINT  NOT NULL,
  what            TEXT    NOT NULL,
  source          TEXT    NOT NULL,
  detail          TEXT    NOT NULL
);
CREATE INDEX consents_of_subscription ON consents (subscription_id, id);
INSERT INTO consents (subscription_id, at, what, source, detail) SELECT id, consent_at, 'Given', source, consent_text FROM subscriptions;
CREATE INDEX deliveries_of_subscription ON deliveries (subscription_id, kind, created_at);
