-- How far each stream of a store has been followed, and what could not be brought in.

-- `until_time`: everything of the stream up to this TikTok time is in.
CREATE TABLE cursor (
  store_id TEXT NOT NULL,
  stream TEXT NOT NULL CHECK (stream IN ('orders', 'products', 'conversations')),
  until_time INTEGER NOT NULL,
  PRIMARY KEY (store_id, stream)
) WITHOUT ROWID;

-- The past, fetched once on connecting: newest first, from `until_time` back to `from_time`; `at_time` is how far back it has come.
CREATE TABLE backfill (
  store_id TEXT NOT NULL,
  stream TEXT NOT NULL CHECK (stream IN ('orders', 'products', 'conversations')),
  state TEXT NOT NULL CHECK (state IN ('running', 'done')),
  from_time INTEGER NOT NULL,
  until_time INTEGER NOT NULL,
  at_time INTEGER NOT NULL,
  page_token TEXT NOT NULL DEFAULT '',
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER,
  moved_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, stream)
) WITHOUT ROWID;
CREATE INDEX backfill_running ON backfill (moved_at) WHERE state = 'running';

-- One thing of TikTok's that could not be read; the rest of its page came in.
CREATE TABLE failed_item (
  store_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('order', 'conversation', 'product')),
  item_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  failed_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, kind, item_id)
) WITHOUT ROWID;

-- Jobs that failed until their queue gave up. A person replays them or lets them go.
CREATE TABLE dead_letter (
  id TEXT PRIMARY KEY,
  queue TEXT NOT NULL,
  job TEXT NOT NULL CHECK (json_valid(job)),
  store_id TEXT,
  failed_at INTEGER NOT NULL,
  replayed_at INTEGER
) WITHOUT ROWID;
CREATE INDEX dead_letter_open ON dead_letter (failed_at) WHERE replayed_at IS NULL;

-- What came to the webhook door and was not let in, by day.
CREATE TABLE door_count (
  day TEXT NOT NULL,
  region TEXT NOT NULL,
  verdict TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (day, region, verdict)
) WITHOUT ROWID;
