-- Filters on what few conversations are walk just those, newest first: without these, a
-- filter that nearly nothing passes reads every row there is before it can say so.
CREATE INDEX conversations_is_open ON conversations (opened_at, id) WHERE state = 'open';
CREATE INDEX conversations_is_snoozed ON conversations (opened_at, id) WHERE state = 'snoozed';
CREATE INDEX conversations_is_muted ON conversations (opened_at, id) WHERE state = 'muted';
CREATE INDEX conversations_is_starred ON conversations (opened_at, id) WHERE starred = 1;
CREATE INDEX conversations_is_unread ON conversations (opened_at, id) WHERE unread > 0;
CREATE INDEX conversations_is_leaving ON conversations (opened_at, id) WHERE outgoing = 'leaving';
CREATE INDEX conversations_is_not_sent ON conversations (opened_at, id) WHERE outgoing = 'not-sent';
CREATE INDEX conversations_kind_opened ON conversations (kind, opened_at, id);
