-- Drafts: what becomes of the conversation after sending, when a saved reply or a macro says
-- so; empty for what is usual.
ALTER TABLE drafts ADD COLUMN and_then TEXT NOT NULL DEFAULT '';
-- what a macro does to the conversation when the draft is sent: its name, its steps, then its acts
ALTER TABLE drafts ADD COLUMN run TEXT NOT NULL DEFAULT '';
