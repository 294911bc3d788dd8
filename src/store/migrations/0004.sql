-- Moderation: what a report says, and whom we have shut out of an account.
ALTER TABLE deliveries ADD COLUMN category TEXT NOT NULL DEFAULT '';
-- the message that a report is about
ALTER TABLE deliveries ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE authors ADD COLUMN blocked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE authors ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
