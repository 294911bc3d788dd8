-- Triage: who is to answer, by when, what was asked of the client, under which labels.
ALTER TABLE conversations ADD COLUMN own_due_at INTEGER NOT NULL DEFAULT 9223372036854775807;
ALTER TABLE conversations ADD COLUMN assignee TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN asked TEXT NOT NULL DEFAULT '';
-- Names between spaces, in order; `conversation_labels` holds the same for filters.
ALTER TABLE conversations ADD COLUMN labels TEXT NOT NULL DEFAULT '';
CREATE INDEX conversations_is_assigned ON conversations (assignee, opened_at, id) WHERE assignee <> '';
CREATE INDEX conversations_asked ON conversations (own_due_at) WHERE state = 'waiting_client';

CREATE TABLE conversation_labels (
  label TEXT NOT NULL,
  conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  PRIMARY KEY (label, conversation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_labels_conversation ON conversation_labels (conversation_id);

-- What belongs to a verb beside its word: a name, labels, what was asked.
ALTER TABLE journal ADD COLUMN detail TEXT NOT NULL DEFAULT '';

-- Rows of other tables that an entry changed, each as JSON by column; NULL where there was none.
CREATE TABLE journal_rows (
  entry_id INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE,
  thing TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (entry_id, thing, row_id)
) STRICT, WITHOUT ROWID;

-- Clients: the card of each, as people write it (TOML).
CREATE TABLE cards (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL UNIQUE REFERENCES clients (id) ON DELETE CASCADE,
  -- the zone of the person who wrote it, for hours that name none
  zone TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL
) STRICT;

-- Clients whose card has changed, and up to which open conversation due times follow it already.
CREATE TABLE redating (
  client_id INTEGER NOT NULL PRIMARY KEY REFERENCES clients (id) ON DELETE CASCADE,
  opened_at INTEGER NOT NULL,
  conversation_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
