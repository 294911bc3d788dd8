-- What a word finds is looked up by its id, thousands of times for one list: these hold just
-- what is needed for that, so that the wide rows themselves are read for what is shown only.
CREATE INDEX interactions_talk ON interactions (id, conversation_id);
CREATE INDEX conversations_found ON conversations (id, opened_at, waiting_since, due_at, view, client_id, account_id);
