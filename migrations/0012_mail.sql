-- E-mail: the address a store writes from, which ticket a message belongs to, and what belonged to none.

ALTER TABLE store ADD COLUMN mail_address TEXT;

-- By a hash of the Message-ID, sent and received: an answer names the messages before it.
CREATE TABLE mail_thread (
  id TEXT PRIMARY KEY,
  ticket_id TEXT NOT NULL
) WITHOUT ROWID;

-- Kept until an admin gives it a ticket or puts it away; the raw message stays in any case.
CREATE TABLE unmatched_mail (
  id TEXT PRIMARY KEY,
  raw_key TEXT NOT NULL,
  nature TEXT NOT NULL CHECK (nature IN ('letter', 'bounce', 'automatic')),
  from_address TEXT NOT NULL,
  from_name TEXT NOT NULL,
  to_address TEXT NOT NULL,
  subject TEXT NOT NULL,
  says TEXT NOT NULL,
  at INTEGER NOT NULL,
  settled_at INTEGER
) WITHOUT ROWID;
CREATE INDEX unmatched_mail_open ON unmatched_mail (at) WHERE settled_at IS NULL;
