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
-- People: what we keep of somebody ourselves, beside what networks say of their accounts.
CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  note TEXT NOT NULL DEFAULT '',
  vip INTEGER NOT NULL DEFAULT 0,
  -- Names between spaces, in order; `person_labels` holds the same for filters.
  labels TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX people_vip ON people (id) WHERE vip = 1;

-- The handles of people, in small letters; several when they were joined by hand.
-- Undo puts handles back before their people: hence the deferred reference.
CREATE TABLE identities (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  network TEXT NOT NULL,
  handle TEXT NOT NULL,
  UNIQUE (handle, network)
) STRICT;
CREATE INDEX identities_person ON identities (person_id);

-- The labels of people, and `vip` for those marked so; kept by trigger.
CREATE TABLE person_labels (
  label TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  PRIMARY KEY (label, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_labels_person ON person_labels (person_id);
CREATE TRIGGER people_labelled AFTER INSERT ON people BEGIN
  INSERT OR IGNORE INTO person_labels (label, person_id) SELECT value, new.id
    FROM json_each('["' || replace(replace(new.labels, '\', '\\'), ' ', '","') || '"]') WHERE value <> '';
  INSERT OR IGNORE INTO person_labels (label, person_id) SELECT 'vip', new.id WHERE new.vip = 1;
END;
CREATE TRIGGER people_relabelled AFTER UPDATE OF labels, vip ON people WHEN old.labels <> new.labels OR old.vip <> new.vip BEGIN
  DELETE FROM person_labels WHERE person_id = new.id;
  INSERT OR IGNORE INTO person_labels (label, person_id) SELECT value, new.id
    FROM json_each('["' || replace(replace(new.labels, '\', '\\'), ' ', '","') || '"]') WHERE value <> '';
  INSERT OR IGNORE INTO person_labels (label, person_id) SELECT 'vip', new.id WHERE new.vip = 1;
END;

-- Whom we know an author to be; kept by trigger from `identities`.
ALTER TABLE authors ADD COLUMN person_id INTEGER;
CREATE INDEX authors_person ON authors (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX authors_handle ON authors (lower(handle));
CREATE TRIGGER authors_known AFTER INSERT ON authors
WHEN EXISTS (SELECT 1 FROM identities AS i WHERE i.handle = lower(new.handle)) BEGIN
  UPDATE authors SET person_id = (SELECT i.person_id FROM accounts AS a CROSS JOIN identities AS i
    ON i.handle = lower(new.handle) AND i.network = a.network WHERE a.id = new.account_id) WHERE id = new.id;
END;
CREATE TRIGGER authors_renamed AFTER UPDATE OF handle ON authors WHEN lower(old.handle) <> lower(new.handle) BEGIN
  UPDATE authors SET person_id = (SELECT i.person_id FROM accounts AS a CROSS JOIN identities AS i
    ON i.handle = lower(new.handle) AND i.network = a.network WHERE a.id = new.account_id) WHERE id = new.id;
END;
CREATE TRIGGER identities_known AFTER INSERT ON identities BEGIN
  UPDATE authors SET person_id = new.person_id WHERE lower(handle) = new.handle
    AND +account_id IN (SELECT a.id FROM accounts AS a WHERE a.network = new.network);
END;
CREATE TRIGGER identities_moved AFTER UPDATE OF person_id ON identities BEGIN
  UPDATE authors SET person_id = new.person_id WHERE lower(handle) = new.handle
    AND +account_id IN (SELECT a.id FROM accounts AS a WHERE a.network = new.network);
END;
CREATE TRIGGER identities_unknown AFTER DELETE ON identities BEGIN
  UPDATE authors SET person_id = NULL WHERE lower(handle) = old.handle
    AND +account_id IN (SELECT a.id FROM accounts AS a WHERE a.network = old.network);
END;

-- What somebody wrote, newest first, and how much of which kind; our last answer in a conversation.
DROP INDEX interactions_author;
CREATE INDEX interactions_author ON interactions (author_id, happened_at, id, kind);
CREATE INDEX interactions_ours ON interactions (conversation_id, happened_at) WHERE ours = 1;

-- Messages of people who were forgotten: a salted hash of account and remote id, so that no page brings them back.
CREATE TABLE forgotten (
  hash BLOB NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE forgotten_salt (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  salt BLOB NOT NULL
) STRICT;
-- Whoever is forgotten is forgotten in the journal too.
CREATE INDEX journal_rows_row ON journal_rows (thing, row_id);
-- The to-do list; what is done stays, struck out.
CREATE TABLE tasks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  text TEXT NOT NULL,
  due_at INTEGER,
  client_id INTEGER REFERENCES clients (id) ON DELETE SET NULL,
  conversation_id INTEGER REFERENCES conversations (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL DEFAULT 0,
  done_at INTEGER
) STRICT;
CREATE INDEX tasks_client ON tasks (client_id);
CREATE INDEX tasks_conversation ON tasks (conversation_id);
-- Saved replies, of a client or for all; one name once for each, which is seen to by the
-- writer, since what is undone may find the name taken.
CREATE TABLE snippets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- whose it is; NULL for all
  client_id INTEGER REFERENCES clients (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  -- its text, with {author}, {client} and {?blanks}
  body TEXT NOT NULL,
  -- what becomes of the conversation after sending; empty for what is usual
  and_then TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX snippets_folded ON snippets (folded, client_id);
CREATE INDEX snippets_client ON snippets (client_id);

-- How often saved replies were put into a message: beside them, since that is no verb that
-- is undone. A row outlives its saved reply, which may be brought back.
CREATE TABLE snippet_uses (
  snippet_id INTEGER PRIMARY KEY,
  uses INTEGER NOT NULL DEFAULT 0,
  used_at INTEGER
) STRICT;
-- Moderation: what a report says, and whom we have shut out of an account.
ALTER TABLE deliveries ADD COLUMN category TEXT NOT NULL DEFAULT '';
-- the message that a report is about
ALTER TABLE deliveries ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE authors ADD COLUMN blocked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE authors ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
-- Filters and views: a list that somebody named, of one client or of all.
CREATE TABLE saved_views (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER REFERENCES clients (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  view TEXT NOT NULL,
  filter TEXT NOT NULL DEFAULT '',
  sort TEXT NOT NULL DEFAULT 'newest'
) STRICT;
CREATE INDEX saved_views_client ON saved_views (client_id);

-- How far an entry on very many conversations is taken back, or done again; all 0 when it is not
-- being turned.
ALTER TABLE journal ADD COLUMN turned_upto INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journal ADD COLUMN turned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE journal ADD COLUMN turned_not INTEGER NOT NULL DEFAULT 0;
-- The thread: notes between the messages, which never leave, and what others say there.
CREATE TABLE notes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  person TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL DEFAULT 0,
  edited_at INTEGER
) STRICT;
CREATE INDEX notes_conversation ON notes (conversation_id, at, id);
CREATE INDEX posts_answers ON posts (account_id, parent) WHERE ours = 0 AND parent <> '';
