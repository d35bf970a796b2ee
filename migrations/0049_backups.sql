-- Copies of all a desk holds, sealed for whoever keeps the recovery key; and a desk that is being filled from one.

-- One row. Only the public half of the recovery key is here: what is written with it this desk cannot read again.
CREATE TABLE backup_setting (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  public_key TEXT,
  key_made_at INTEGER,
  is_weekly INTEGER NOT NULL DEFAULT 0 CHECK (is_weekly IN (0, 1)),
  kept INTEGER NOT NULL DEFAULT 4 CHECK (kept BETWEEN 1 AND 12),
  next_at INTEGER
) WITHOUT ROWID;
INSERT INTO backup_setting (one) VALUES (1);

CREATE TABLE backup (
  id TEXT PRIMARY KEY,
  -- Empty where the clock asked.
  by_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('writing', 'done', 'stopped', 'failed', 'forgotten')),
  -- What the file begins with; it names the schema and for whose key it is.
  header TEXT NOT NULL,
  -- Sealed, and only while it is being written.
  data_key TEXT,
  -- Where the walk stands.
  place TEXT NOT NULL CHECK (json_valid(place)),
  parts INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  rows INTEGER NOT NULL DEFAULT 0,
  rooms INTEGER NOT NULL DEFAULT 0,
  objects INTEGER NOT NULL DEFAULT 0,
  walk_at INTEGER,
  stumbles INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX backup_by_time ON backup (created_at);
CREATE INDEX backup_walking ON backup (walk_at) WHERE walk_at IS NOT NULL;

-- One row at most: while it has no end, nothing happens here by the clock or by a queue.
CREATE TABLE restoring (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  backup_id TEXT NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('rows', 'rooms', 'done')),
  -- What the schema's triggers are, until they stand again: rows come in as they were, and cause nothing.
  triggers TEXT NOT NULL CHECK (json_valid(triggers)),
  -- Parts of the file that are in.
  parts INTEGER NOT NULL DEFAULT 0,
  begun_at INTEGER NOT NULL,
  ended_at INTEGER
) WITHOUT ROWID;
