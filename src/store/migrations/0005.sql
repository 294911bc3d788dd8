-- Drafts: what becomes of the conversation after sending, when a saved reply or a macro says
-- so; empty for what is usual.
ALTER TABLE drafts ADD COLUMN and_then TEXT NOT NULL DEFAULT '';
-- what a macro does to the conversation when the draft is sent: its name, its steps, then its acts
ALTER TABLE drafts ADD COLUMN run TEXT NOT NULL DEFAULT '';

-- The text of a draft for one account, where it is not the one that its accounts share.
CREATE TABLE variants (
  draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  PRIMARY KEY (draft_id, account_id)
) STRICT, WITHOUT ROWID;

-- The calendar: when a draft leaves, or was to leave. A draft of a new post without a slot is
-- an idea. Drafts that have one stay when they have arrived (state "sent").
CREATE TABLE slots (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  draft_id INTEGER NOT NULL UNIQUE REFERENCES drafts (id) ON DELETE CASCADE,
  client_id INTEGER REFERENCES clients (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  -- the IANA name of the zone in which the time was chosen
  zone TEXT NOT NULL DEFAULT '',
  -- planned, scheduled, editing, taken, late, skipped
  state TEXT NOT NULL
) STRICT;
CREATE INDEX slots_at ON slots (at, id);
CREATE INDEX slots_client_at ON slots (client_id, at, id);
CREATE INDEX slots_scheduled ON slots (at) WHERE state = 'scheduled';
CREATE INDEX slots_to_mend ON slots (state) WHERE state IN ('editing', 'late');
-- What we posted ourselves, for calendars.
CREATE INDEX posts_ours ON posts (happened_at) WHERE ours = 1 AND parent = '';

-- Posts that follow each other: the delivery that must have arrived before this one, which
-- answers it; its target is known from then on.
ALTER TABLE deliveries ADD COLUMN follows INTEGER REFERENCES deliveries (id) ON DELETE SET NULL;
CREATE INDEX deliveries_follows ON deliveries (follows) WHERE follows IS NOT NULL;

-- Files that go with a post: a JSON line of {path, bytes, digest, format, alt}, empty for none.
-- What is in them stays where it is until it is sent.
ALTER TABLE drafts ADD COLUMN media TEXT NOT NULL DEFAULT '';
ALTER TABLE deliveries ADD COLUMN media TEXT NOT NULL DEFAULT '';
-- What the server of an account takes: files with a post, bytes of a picture and of a film,
-- characters of a description, and formats as the bits of model::media::Format.
ALTER TABLE accounts ADD COLUMN limit_media INTEGER NOT NULL DEFAULT 4;
ALTER TABLE accounts ADD COLUMN limit_image INTEGER NOT NULL DEFAULT 16777216;
ALTER TABLE accounts ADD COLUMN limit_video INTEGER NOT NULL DEFAULT 103809024;
ALTER TABLE accounts ADD COLUMN limit_alt INTEGER NOT NULL DEFAULT 1500;
ALTER TABLE accounts ADD COLUMN formats INTEGER NOT NULL DEFAULT 4294967295;

-- When a slot was made and last changed: those who subscribe to a calendar know a post by the
-- one and see by the other that it has changed.
ALTER TABLE slots ADD COLUMN made_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE slots ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;

-- Spelling: words that no dictionary knows and that are right: a client's, or everybody's.
CREATE TABLE words (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER REFERENCES clients (id) ON DELETE CASCADE,
  word TEXT NOT NULL
) STRICT;
CREATE INDEX words_client ON words (client_id, word);
