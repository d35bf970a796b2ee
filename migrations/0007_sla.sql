-- Promises: what a store promises its buyers, when its team works, which promises were broken, and which stores' open tickets are still to be
-- told of a changed promise.

-- Null: a next reply is promised as fast as a first one; no resolution is promised; around the clock.
ALTER TABLE store ADD COLUMN next_target_minutes INTEGER;
ALTER TABLE store ADD COLUMN resolution_target_minutes INTEGER;
ALTER TABLE store ADD COLUMN calendar_id TEXT;

-- `week`: seven lists of ranges, Monday first; `holidays`: dates with ranges of their own. Several stores may share one.
CREATE TABLE business_calendar (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  time_zone TEXT NOT NULL,
  week TEXT NOT NULL CHECK (json_valid(week)),
  holidays TEXT NOT NULL CHECK (json_valid(holidays)),
  version INTEGER NOT NULL DEFAULT 1,
  changed_at INTEGER NOT NULL
) WITHOUT ROWID;

-- One row per broken promise, as the ticket's room knows them.
CREATE TABLE sla_breach (
  ticket_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('first', 'next', 'resolution')),
  started_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  store_id TEXT NOT NULL,
  PRIMARY KEY (ticket_id, kind, started_at)
) WITHOUT ROWID;
CREATE INDEX sla_breach_of_store ON sla_breach (store_id, due_at);

-- How far the walk over a store's open tickets is; the row goes when it is over.
CREATE TABLE clock_walk (
  store_id TEXT PRIMARY KEY,
  state INTEGER NOT NULL DEFAULT 0,
  turn INTEGER NOT NULL DEFAULT -1,
  ticket_id TEXT NOT NULL DEFAULT '',
  -- 0: nobody walks yet.
  moved_at INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Whoever changes a promise, and by whatever page: its walk begins again.
CREATE TRIGGER store_promise_changed AFTER UPDATE OF reply_target_minutes, next_target_minutes, resolution_target_minutes, calendar_id ON store
WHEN OLD.reply_target_minutes <> NEW.reply_target_minutes OR OLD.next_target_minutes IS NOT NEW.next_target_minutes
  OR OLD.resolution_target_minutes IS NOT NEW.resolution_target_minutes OR OLD.calendar_id IS NOT NEW.calendar_id BEGIN
  INSERT OR REPLACE INTO clock_walk (store_id) VALUES (NEW.id);
END;
CREATE TRIGGER calendar_changed AFTER UPDATE OF time_zone, week, holidays, name ON business_calendar BEGIN
  INSERT OR REPLACE INTO clock_walk (store_id) SELECT id FROM store WHERE calendar_id = NEW.id;
END;

-- What TikTok scores: each chat, from the buyer's first unanswered message to the first answer that counts. Kept by the ticket's room.
CREATE TABLE scored_chat (
  ticket_id TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  store_id TEXT NOT NULL,
  answered_at INTEGER,
  PRIMARY KEY (ticket_id, asked_at)
) WITHOUT ROWID;
CREATE INDEX scored_chat_of_store ON scored_chat (store_id, asked_at, answered_at);

-- TikTok's rule for a marketplace from a day on; the newest that has begun holds. '*' stands where no rule is known: the strictest one.
CREATE TABLE score_pack (
  marketplace TEXT NOT NULL,
  effective_from TEXT NOT NULL,
  hours INTEGER NOT NULL,
  target_percent INTEGER NOT NULL,
  window_days INTEGER NOT NULL,
  -- Chats begun on a weekend are due on Monday at noon: holds only for shops whose chatbots are all on, so it begins switched off.
  weekend_to_monday INTEGER NOT NULL,
  PRIMARY KEY (marketplace, effective_from)
) WITHOUT ROWID;
INSERT INTO score_pack (marketplace, effective_from, hours, target_percent, window_days, weekend_to_monday) VALUES
  ('*', '2025-01-01', 12, 90, 30, 0),
  ('US', '2025-01-01', 24, 90, 30, 0),
  ('TH', '2025-08-15', 12, 85, 30, 0),
  ('ID', '2025-08-15', 12, 85, 30, 0);
