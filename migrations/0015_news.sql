-- What people are told of, how far each has read a ticket, and the devices that are told while nobody has the desk open. All of it ours.

-- One row per person, ticket and kind: what comes before it was read is counted into it. `number` is the newest of the ticket's own numbers
-- counted in, so that telling the same twice counts once; `entry_id` is the first of them that is unread.
CREATE TABLE notification (
  person_id TEXT NOT NULL,
  ticket_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  entry_id TEXT NOT NULL,
  count INTEGER NOT NULL,
  by_name TEXT,
  at INTEGER NOT NULL,
  is_read INTEGER NOT NULL DEFAULT 0 CHECK (is_read IN (0, 1)),
  PRIMARY KEY (person_id, ticket_id, kind)
) WITHOUT ROWID;
CREATE INDEX notification_of_person ON notification (person_id, is_read, at, ticket_id, kind);
CREATE INDEX notification_by_time ON notification (at);

-- A device is a session's: whoever signs out, or is signed out, is told nothing more there. Its keys only open what is written for it, and
-- nobody without PUSH_KEY, which is no part of this database, can have anything delivered to it; they are not sealed.
CREATE TABLE push_device (
  session_id TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL,
  endpoint TEXT NOT NULL UNIQUE,
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  -- What is older has been told here.
  told_at INTEGER NOT NULL,
  -- When it is to be told next; null while there is nothing to tell.
  due_at INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX push_device_of_person ON push_device (person_id);
CREATE INDEX push_device_due ON push_device (due_at) WHERE due_at IS NOT NULL;

-- How much of what a ticket has heard from outside a person has seen. `seen` is below the ticket's `heard` where there is something unread.
CREATE TABLE ticket_read (
  person_id TEXT NOT NULL,
  ticket_id TEXT NOT NULL,
  seen INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (person_id, ticket_id)
) WITHOUT ROWID;
CREATE INDEX ticket_read_by_time ON ticket_read (at);
ALTER TABLE ticket ADD COLUMN heard INTEGER NOT NULL DEFAULT 0;
