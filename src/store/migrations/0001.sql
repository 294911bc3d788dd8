-- Times are UTC milliseconds; 9223372036854775807 stands for "never" where lists sort by it.
-- Words are those of `code()` in src/model.

CREATE TABLE clients (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,
  colour TEXT NOT NULL DEFAULT 'yellow',
  created_at INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE accounts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  network TEXT NOT NULL,
  server TEXT NOT NULL,
  remote_id TEXT NOT NULL,
  handle TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL DEFAULT '',
  health TEXT NOT NULL DEFAULT 'ok',
  limit_characters INTEGER NOT NULL DEFAULT 500,
  limit_url INTEGER NOT NULL DEFAULT 23,
  visibility TEXT NOT NULL DEFAULT 'public',
  language TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL DEFAULT 0,
  UNIQUE (network, server, remote_id)
) STRICT;
CREATE INDEX accounts_client ON accounts (client_id);

-- One thing that is polled, and how far it was read; no cursor before the first page.
CREATE TABLE feeds (
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  feed TEXT NOT NULL,
  cursor TEXT,
  read_at INTEGER,
  next_at INTEGER,
  trouble TEXT NOT NULL DEFAULT '',
  trouble_detail TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (account_id, feed)
) STRICT, WITHOUT ROWID;

-- An account's numbers, a row a day (days since 1970, UTC).
CREATE TABLE figures (
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  day INTEGER NOT NULL,
  followers INTEGER,
  following INTEGER,
  posts INTEGER,
  PRIMARY KEY (account_id, day)
) STRICT, WITHOUT ROWID;

-- Remote people; their ids mean something only on the server of the account that met them.
CREATE TABLE authors (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  remote_id TEXT NOT NULL,
  handle TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL DEFAULT '',
  folded TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  bio TEXT NOT NULL DEFAULT '',
  bot INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER,
  followers INTEGER,
  following INTEGER,
  posts INTEGER,
  verified TEXT NOT NULL DEFAULT '[]',
  UNIQUE (account_id, remote_id)
) STRICT;

-- The rows of the inbox. `view` follows from kind, state and outgoing; the writer keeps it.
CREATE TABLE conversations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  subject TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL,
  view TEXT NOT NULL,
  state TEXT NOT NULL,
  outgoing TEXT NOT NULL DEFAULT 'none',
  opened_at INTEGER NOT NULL,
  waiting_since INTEGER NOT NULL DEFAULT 9223372036854775807,
  snoozed_until INTEGER NOT NULL DEFAULT 9223372036854775807,
  due_at INTEGER NOT NULL DEFAULT 9223372036854775807,
  starred INTEGER NOT NULL DEFAULT 0,
  seen_upto INTEGER,
  unread INTEGER NOT NULL DEFAULT 0,
  author_id INTEGER REFERENCES authors (id),
  newest_id INTEGER,
  last_at INTEGER NOT NULL DEFAULT 0,
  count INTEGER NOT NULL DEFAULT 0,
  excerpt TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  also TEXT NOT NULL DEFAULT '',
  UNIQUE (account_id, key)
) STRICT;
CREATE INDEX conversations_view_opened ON conversations (view, opened_at, id);
CREATE INDEX conversations_client_view_opened ON conversations (client_id, view, opened_at, id);
CREATE INDEX conversations_account_view_opened ON conversations (account_id, view, opened_at, id);
CREATE INDEX conversations_opened ON conversations (opened_at, id);
CREATE INDEX conversations_client_opened ON conversations (client_id, opened_at, id);
CREATE INDEX conversations_account_opened ON conversations (account_id, opened_at, id);
CREATE INDEX conversations_view_waiting ON conversations (view, waiting_since, id);
CREATE INDEX conversations_client_view_waiting ON conversations (client_id, view, waiting_since, id);
CREATE INDEX conversations_account_view_waiting ON conversations (account_id, view, waiting_since, id);
CREATE INDEX conversations_waiting ON conversations (waiting_since, id);
CREATE INDEX conversations_view_due ON conversations (view, due_at, id);
CREATE INDEX conversations_client_view_due ON conversations (client_id, view, due_at, id);
CREATE INDEX conversations_account_view_due ON conversations (account_id, view, due_at, id);
CREATE INDEX conversations_due ON conversations (due_at, id);
CREATE INDEX conversations_subject ON conversations (account_id, subject) WHERE subject <> '';
CREATE INDEX conversations_asleep ON conversations (snoozed_until) WHERE state = 'snoozed';
CREATE INDEX conversations_author ON conversations (author_id);

-- Where a conversation went that was merged into an older one.
CREATE TABLE redirects (
  id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX redirects_conversation ON redirects (conversation_id);

-- How many conversations there are of each sort; never counted on a draw.
CREATE TABLE counters (
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  view TEXT NOT NULL,
  state TEXT NOT NULL,
  seen INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (account_id, view, state, seen)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER conversations_counted AFTER INSERT ON conversations BEGIN
  INSERT INTO counters (account_id, view, state, seen, n) VALUES (new.account_id, new.view, new.state, new.unread = 0, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER conversations_recounted AFTER UPDATE OF account_id, view, state, unread ON conversations
WHEN old.account_id <> new.account_id OR old.view <> new.view OR old.state <> new.state OR (old.unread = 0) <> (new.unread = 0) BEGIN
  UPDATE counters SET n = n - 1
    WHERE account_id = old.account_id AND view = old.view AND state = old.state AND seen = (old.unread = 0);
  DELETE FROM counters
    WHERE account_id = old.account_id AND view = old.view AND state = old.state AND seen = (old.unread = 0) AND n <= 0;
  INSERT INTO counters (account_id, view, state, seen, n) VALUES (new.account_id, new.view, new.state, new.unread = 0, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER conversations_uncounted AFTER DELETE ON conversations BEGIN
  UPDATE counters SET n = n - 1
    WHERE account_id = old.account_id AND view = old.view AND state = old.state AND seen = (old.unread = 0);
  DELETE FROM counters
    WHERE account_id = old.account_id AND view = old.view AND state = old.state AND seen = (old.unread = 0) AND n <= 0;
END;

-- What somebody did towards us, and our answers. A reaction has no id of its own on the
-- network: its remote_id is kind, actor and subject.
CREATE TABLE interactions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  author_id INTEGER REFERENCES authors (id),
  remote_id TEXT NOT NULL,
  parent TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL,
  ours INTEGER NOT NULL DEFAULT 0,
  -- 0 sent by this store, 1 answered elsewhere, 2 not known while a delivery may still be it.
  elsewhere INTEGER NOT NULL DEFAULT 0,
  delivery_id INTEGER,
  text TEXT NOT NULL DEFAULT '',
  warning TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  visibility TEXT NOT NULL DEFAULT 'public',
  media TEXT NOT NULL DEFAULT '[]',
  url TEXT NOT NULL DEFAULT '',
  happened_at INTEGER NOT NULL,
  stored_at INTEGER NOT NULL,
  edited_at INTEGER,
  deleted_at INTEGER,
  liked INTEGER NOT NULL DEFAULT 0,
  boosted INTEGER NOT NULL DEFAULT 0,
  UNIQUE (account_id, remote_id)
) STRICT;
CREATE INDEX interactions_conversation ON interactions (conversation_id, happened_at, id);
CREATE INDEX interactions_author ON interactions (author_id);

-- What a message said before its author changed it.
CREATE TABLE versions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  interaction_id INTEGER NOT NULL REFERENCES interactions (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  warning TEXT NOT NULL,
  media TEXT NOT NULL,
  edited_at INTEGER,
  stored_at INTEGER NOT NULL
) STRICT;
CREATE INDEX versions_interaction ON versions (interaction_id);

-- Every other post that we know: our own, and those that stand in threads.
CREATE TABLE posts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  remote_id TEXT NOT NULL,
  parent TEXT NOT NULL DEFAULT '',
  ours INTEGER NOT NULL DEFAULT 0,
  author_id INTEGER REFERENCES authors (id),
  delivery_id INTEGER,
  text TEXT NOT NULL DEFAULT '',
  warning TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  visibility TEXT NOT NULL DEFAULT 'public',
  media TEXT NOT NULL DEFAULT '[]',
  url TEXT NOT NULL DEFAULT '',
  happened_at INTEGER NOT NULL,
  edited_at INTEGER,
  deleted_at INTEGER,
  liked INTEGER NOT NULL DEFAULT 0,
  boosted INTEGER NOT NULL DEFAULT 0,
  UNIQUE (account_id, remote_id)
) STRICT;
CREATE INDEX posts_parent ON posts (account_id, parent) WHERE ours = 1 AND parent <> '';
CREATE INDEX posts_author ON posts (author_id);

CREATE VIRTUAL TABLE interactions_fts USING fts5 (
  text, content = 'interactions', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
-- Names and handles, so that a word finds a person too.
CREATE VIRTUAL TABLE authors_fts USING fts5 (
  folded, content = 'authors', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER authors_indexed AFTER INSERT ON authors BEGIN
  INSERT INTO authors_fts (rowid, folded) VALUES (new.id, new.folded);
END;
CREATE TRIGGER authors_reindexed AFTER UPDATE OF folded ON authors WHEN old.folded <> new.folded BEGIN
  INSERT INTO authors_fts (authors_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
  INSERT INTO authors_fts (rowid, folded) VALUES (new.id, new.folded);
END;
CREATE TRIGGER authors_unindexed AFTER DELETE ON authors BEGIN
  INSERT INTO authors_fts (authors_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
END;
CREATE TRIGGER interactions_indexed AFTER INSERT ON interactions BEGIN
  INSERT INTO interactions_fts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER interactions_reindexed AFTER UPDATE OF text ON interactions WHEN old.text <> new.text BEGIN
  INSERT INTO interactions_fts (interactions_fts, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO interactions_fts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER interactions_unindexed AFTER DELETE ON interactions BEGIN
  INSERT INTO interactions_fts (interactions_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;

-- Texts being written. A draft that is on its way is kept until it has arrived.
CREATE TABLE drafts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation_id INTEGER REFERENCES conversations (id) ON DELETE CASCADE,
  account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
  audience TEXT NOT NULL DEFAULT '',
  to_id INTEGER,
  remote TEXT NOT NULL DEFAULT '',
  accounts TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  warning TEXT NOT NULL DEFAULT '',
  visibility TEXT NOT NULL DEFAULT 'public',
  language TEXT NOT NULL DEFAULT '',
  -- live, leaving, discarded
  state TEXT NOT NULL DEFAULT 'live',
  updated_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX drafts_reply ON drafts (conversation_id, account_id, audience) WHERE state = 'live' AND conversation_id IS NOT NULL;
CREATE INDEX drafts_conversation ON drafts (conversation_id);
CREATE INDEX drafts_account ON drafts (account_id);
CREATE INDEX drafts_new ON drafts (updated_at) WHERE state = 'live' AND conversation_id IS NULL;

-- The outbox. `at` is when it leaves, when it is tried, or since when it is unsure.
CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  conversation_id INTEGER REFERENCES conversations (id) ON DELETE SET NULL,
  draft_id INTEGER,
  -- publish, or the word of an act
  load TEXT NOT NULL,
  text TEXT NOT NULL DEFAULT '',
  warning TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  visibility TEXT NOT NULL DEFAULT 'public',
  -- what it answers, or what the act is done to
  target TEXT NOT NULL DEFAULT '',
  key TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  at INTEGER NOT NULL DEFAULT 0,
  hold INTEGER NOT NULL DEFAULT 0,
  held TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  reason_detail TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 0,
  looks INTEGER NOT NULL DEFAULT 0,
  began_at INTEGER,
  after TEXT NOT NULL DEFAULT 'wait-them',
  drawn_upto INTEGER,
  remote_id TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  posted_at INTEGER NOT NULL DEFAULT 0,
  claimed_by TEXT NOT NULL DEFAULT '',
  claimed_epoch INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT 0,
  changed_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX deliveries_state ON deliveries (state, account_id, at) WHERE state NOT IN ('sent', 'cancelled');
CREATE INDEX deliveries_conversation ON deliveries (conversation_id, state);
CREATE INDEX deliveries_target ON deliveries (account_id, target) WHERE state NOT IN ('sent', 'cancelled');
CREATE INDEX deliveries_remote ON deliveries (account_id, remote_id) WHERE remote_id <> '';
CREATE INDEX deliveries_draft ON deliveries (draft_id);

-- Every verb, in order. `undone`: 0 stands, 1 taken back and can be redone, 2 closed.
CREATE TABLE journal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  person TEXT NOT NULL,
  origin TEXT NOT NULL,
  deed TEXT NOT NULL,
  conversations INTEGER NOT NULL DEFAULT 0,
  draft_id INTEGER,
  undone INTEGER NOT NULL DEFAULT 0,
  undone_order INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX journal_hand ON journal (person, origin, undone, id);

CREATE TABLE journal_images (
  entry_id INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE,
  conversation_id INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  PRIMARY KEY (entry_id, conversation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_images_conversation ON journal_images (conversation_id);

CREATE TABLE journal_deliveries (
  entry_id INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE,
  delivery_id INTEGER NOT NULL,
  PRIMARY KEY (entry_id, delivery_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_deliveries_delivery ON journal_deliveries (delivery_id);

-- Which process polls and sends.
CREATE TABLE leases (
  role TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What changed, for other processes on this file; `origin` is the store handle that did.
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  origin TEXT NOT NULL,
  noun TEXT NOT NULL,
  id INTEGER NOT NULL
) STRICT;
