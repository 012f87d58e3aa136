-- Mails that a person waits for, found without walking over a digest to a hundred thousand.
CREATE INDEX deliveries_personal ON deliveries (due_at, id) WHERE state = 'due' AND kind IN ('Confirm', 'Access', 'Goodbye');

-- Which subscription goes on in place of one that was merged.
ALTER TABLE subscriptions ADD COLUMN continued_as BIGINT;

-- The subscriptions that reminders of saved offers hang on were ended without a reason.
UPDATE subscriptions SET ended_why = 'Settings' WHERE state = 'Ended' AND ended_why = '';
