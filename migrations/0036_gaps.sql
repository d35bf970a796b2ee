-- The daily count against TikTok's own, with a receipt of each; proof of what TikTok told us, written out for an appeal; and chats that still
-- wait, by index. All of it ours.

-- One receipt per store, day and check. Times without "_at" are epoch seconds. `day` is the store's own, in the zone it had then.
CREATE TABLE gap_receipt (
  store_id TEXT NOT NULL,
  day TEXT NOT NULL,
  checked_at INTEGER NOT NULL,
  time_zone TEXT NOT NULL,
  from_time INTEGER NOT NULL,
  before_time INTEGER NOT NULL,
  -- As the check found them, and as it left them.
  theirs INTEGER NOT NULL,
  ours INTEGER NOT NULL,
  theirs_after INTEGER NOT NULL,
  ours_after INTEGER NOT NULL,
  -- Ids of the orders that were missing and were fetched; of very many the first, and how many there were.
  repaired TEXT NOT NULL CHECK (json_valid(repaired)),
  repaired_count INTEGER NOT NULL,
  -- What is still not here: {id, reason, words, count}, without an id where TikTok counts what it does not show.
  missing TEXT NOT NULL CHECK (json_valid(missing)),
  -- Orders the store's settings leave out.
  left_out INTEGER NOT NULL,
  -- Searches it took.
  calls INTEGER NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('equal', 'repaired', 'open')),
  -- Who asked; NULL: the night.
  by_id TEXT,
  PRIMARY KEY (store_id, day, checked_at)
) WITHOUT ROWID;

-- How a day stands after its last check; what was ever repaired adds up.
CREATE TABLE gap_day (
  store_id TEXT NOT NULL,
  day TEXT NOT NULL,
  verdict TEXT NOT NULL,
  theirs INTEGER NOT NULL,
  ours INTEGER NOT NULL,
  repaired INTEGER NOT NULL,
  checked_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, day)
) WITHOUT ROWID;
CREATE TRIGGER gap_receipt_kept AFTER INSERT ON gap_receipt BEGIN
  INSERT INTO gap_day (store_id, day, verdict, theirs, ours, repaired, checked_at)
    VALUES (NEW.store_id, NEW.day, NEW.verdict, NEW.theirs_after, NEW.ours_after, NEW.repaired_count, NEW.checked_at)
    ON CONFLICT (store_id, day) DO UPDATE SET verdict = excluded.verdict, theirs = excluded.theirs, ours = excluded.ours,
      repaired = repaired + excluded.repaired, checked_at = excluded.checked_at;
END;

-- Days that wait to be checked: [{day, by}], next first.
CREATE TABLE gap_walk (
  store_id TEXT PRIMARY KEY,
  -- The store's own date on which its last night began.
  night TEXT NOT NULL,
  days TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(days)),
  stumbles INTEGER NOT NULL DEFAULT 0,
  -- Nobody walks before; NULL where nothing waits.
  walk_at INTEGER
) WITHOUT ROWID;
CREATE INDEX gap_walk_due ON gap_walk (walk_at) WHERE walk_at IS NOT NULL;

-- Rows of the batch ledger written out as a file.
CREATE TABLE evidence_pack (
  id TEXT PRIMARY KEY,
  by_id TEXT NOT NULL,
  store_id TEXT,
  order_id TEXT,
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('csv', 'json')),
  state TEXT NOT NULL CHECK (state IN ('writing', 'done', 'stopped', 'failed', 'forgotten')),
  -- The last object of the ledger that was read.
  next TEXT,
  parts INTEGER NOT NULL DEFAULT 0,
  rows INTEGER NOT NULL DEFAULT 0,
  batches INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  is_cut INTEGER NOT NULL DEFAULT 0,
  -- Nobody walks before; NULL where nothing is left to walk.
  walk_at INTEGER,
  stumbles INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX evidence_pack_by_time ON evidence_pack (created_at);
CREATE INDEX evidence_pack_walking ON evidence_pack (walk_at) WHERE walk_at IS NOT NULL;

-- Chats nobody has answered yet, the oldest first.
CREATE INDEX scored_chat_open ON scored_chat (store_id, asked_at, ticket_id) WHERE answered_at IS NULL;
