-- Drafts: what becomes of the conversation after sending, when a saved reply or a macro says
-- so; empty for what is usual.
ALTER TABLE drafts ADD COLUMN and_then TEXT NOT NULL DEFAULT '';
