-- For how long what is held of buyers is kept when nobody asks, and the night that empties what is older. A ticket says until when it is empty:
-- what is written in it later is held again.

ALTER TABLE ticket ADD COLUMN person_gone_at INTEGER;
-- Until when its e-mails lie here without their files.
ALTER TABLE ticket ADD COLUMN mails_gone_at INTEGER;
UPDATE ticket SET person_gone_at = last_at WHERE buyer_user_id IS NULL AND buyer_name = '—';
CREATE INDEX mail_thread_of_ticket ON mail_thread (ticket_id);
CREATE INDEX unmatched_mail_by_time ON unmatched_mail (at);

-- A kind that is not here is kept.
CREATE TABLE retention (
  kind TEXT PRIMARY KEY CHECK (kind IN ('recipients', 'conversations', 'mails')),
  days INTEGER NOT NULL CHECK (days > 0),
  changed_at INTEGER NOT NULL
) WITHOUT ROWID;

-- The last night, and how far it is.
CREATE TABLE retention_night (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  began_at INTEGER NOT NULL,
  step TEXT NOT NULL CHECK (step IN ('recipients', 'conversations', 'mails', 'letters', 'exports', 'search', 'done', 'failed')),
  -- The last thing that was looked at in this step.
  place TEXT NOT NULL DEFAULT '',
  orders INTEGER NOT NULL DEFAULT 0,
  tickets INTEGER NOT NULL DEFAULT 0,
  mails INTEGER NOT NULL DEFAULT 0,
  files INTEGER NOT NULL DEFAULT 0,
  -- Nobody walks before; NULL where nothing is left to walk.
  walk_at INTEGER,
  stumbles INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
