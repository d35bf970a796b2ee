-- Working lists over orders, all of it ours: what orders are marked with, what is noted about them, views people keep, work on many orders at
-- once, and what is written out as a file.

-- Marks of an order: the id of a tag, or "@" and the id of whoever has it. Repeats what lists are ordered by, so that one index answers a page.
CREATE TABLE order_mark (
  order_id TEXT NOT NULL,
  mark TEXT NOT NULL,
  create_time INTEGER NOT NULL,
  store_id TEXT NOT NULL,
  stage INTEGER,
  turn INTEGER,
  marked_by TEXT NOT NULL,
  marked_at INTEGER NOT NULL,
  PRIMARY KEY (order_id, mark)
) WITHOUT ROWID;
CREATE INDEX order_mark_by_time ON order_mark (mark, create_time, order_id);
CREATE INDEX order_mark_of_store_by_time ON order_mark (mark, store_id, create_time, order_id);
CREATE INDEX order_mark_by_turn ON order_mark (mark, stage, turn, order_id);
CREATE INDEX order_mark_of_store_by_turn ON order_mark (mark, store_id, stage, turn, order_id);
-- One person has an order, or nobody.
CREATE UNIQUE INDEX order_mark_of_person ON order_mark (order_id) WHERE mark GLOB '@*';

CREATE TRIGGER order_mark_moved AFTER UPDATE OF stage, turn ON orders WHEN NEW.stage IS NOT OLD.stage OR NEW.turn IS NOT OLD.turn BEGIN
  UPDATE order_mark SET stage = NEW.stage, turn = NEW.turn WHERE order_id = NEW.id;
END;

-- Words of ours about an order, for ourselves.
CREATE TABLE order_note (
  order_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- Comes from the browser and names the click: the same one twice is one note.
  id TEXT NOT NULL UNIQUE,
  by_id TEXT NOT NULL,
  text TEXT NOT NULL,
  dropped_at INTEGER,
  PRIMARY KEY (order_id, at, id)
) WITHOUT ROWID;

-- A view belongs to whoever made it; shared ones are seen by everyone, each through their own rights.
CREATE TABLE order_view (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL,
  is_shared INTEGER NOT NULL DEFAULT 0 CHECK (is_shared IN (0, 1)),
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  filters TEXT NOT NULL CHECK (json_valid(filters)),
  -- Which columns, in which order; NULL: whatever the reader has.
  columns TEXT CHECK (columns IS NULL OR json_valid(columns)),
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX order_view_of_owner ON order_view (owner_id, place);
CREATE INDEX order_view_shared ON order_view (is_shared, place);

-- What a merged tag was is the other one from now on, in the statement that merges.
CREATE TRIGGER order_tag_merged AFTER UPDATE OF merged_into ON tag WHEN NEW.merged_into IS NOT NULL BEGIN
  INSERT OR IGNORE INTO order_mark (order_id, mark, create_time, store_id, stage, turn, marked_by, marked_at)
    SELECT order_id, NEW.merged_into, create_time, store_id, stage, turn, marked_by, marked_at FROM order_mark WHERE mark = NEW.id;
  DELETE FROM order_mark WHERE mark = NEW.id;
  UPDATE order_view SET filters = replace(filters, NEW.id, NEW.merged_into) WHERE instr(filters, NEW.id) > 0;
END;

CREATE TABLE order_job (
  id TEXT PRIMARY KEY,
  by_id TEXT NOT NULL,
  wish TEXT NOT NULL CHECK (json_valid(wish)),
  -- What all the orders match; NULL where each was named.
  filters TEXT CHECK (filters IS NULL OR json_valid(filters)),
  state TEXT NOT NULL CHECK (state IN ('naming', 'checking', 'ready', 'running', 'stopped', 'done')),
  -- Begins by itself once it has been checked.
  is_straight INTEGER NOT NULL DEFAULT 0 CHECK (is_straight IN (0, 1)),
  -- While naming: the cursor of the next page.
  named_to TEXT,
  is_cut INTEGER NOT NULL DEFAULT 0,
  -- Nobody walks before; NULL where nothing is left to walk.
  walk_at INTEGER,
  stumbles INTEGER NOT NULL DEFAULT 0,
  -- Kept by the triggers below, equal to a recount.
  total INTEGER NOT NULL DEFAULT 0,
  ready INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX order_job_of_person ON order_job (by_id, created_at);
CREATE INDEX order_job_by_time ON order_job (created_at);
CREATE INDEX order_job_to_walk ON order_job (walk_at) WHERE walk_at IS NOT NULL;

CREATE TABLE order_job_item (
  job_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  outcome TEXT NOT NULL DEFAULT 'waiting' CHECK (outcome IN ('waiting', 'ready', 'done', 'skipped', 'failed')),
  because TEXT CHECK (because IS NULL OR json_valid(because)),
  at INTEGER,
  PRIMARY KEY (job_id, place)
) WITHOUT ROWID;
CREATE UNIQUE INDEX order_job_item_of_order ON order_job_item (job_id, order_id);
CREATE INDEX order_job_item_by_outcome ON order_job_item (job_id, outcome, place);

CREATE TRIGGER order_job_item_counted AFTER INSERT ON order_job_item BEGIN
  UPDATE order_job SET total = total + 1 WHERE id = NEW.job_id;
END;
CREATE TRIGGER order_job_item_moved AFTER UPDATE OF outcome ON order_job_item WHEN OLD.outcome <> NEW.outcome BEGIN
  UPDATE order_job SET
    ready = ready - (OLD.outcome = 'ready') + (NEW.outcome = 'ready'),
    done = done - (OLD.outcome = 'done') + (NEW.outcome = 'done'),
    skipped = skipped - (OLD.outcome = 'skipped') + (NEW.outcome = 'skipped'),
    failed = failed - (OLD.outcome = 'failed') + (NEW.outcome = 'failed')
  WHERE id = NEW.job_id;
END;

-- A list written out. Its parts lie in R2 under its id, one after the other.
CREATE TABLE order_export (
  id TEXT PRIMARY KEY,
  by_id TEXT NOT NULL,
  question TEXT NOT NULL CHECK (json_valid(question)),
  columns TEXT NOT NULL CHECK (json_valid(columns)),
  state TEXT NOT NULL CHECK (state IN ('writing', 'stopped', 'done', 'failed', 'forgotten')),
  -- The cursor of the next page.
  next TEXT,
  parts INTEGER NOT NULL DEFAULT 0,
  rows INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  is_cut INTEGER NOT NULL DEFAULT 0,
  -- Stores of its rows, and of those whose recipients stand in it: whoever opens the file must still have the rights for both.
  stores TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(stores)),
  personal_stores TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(personal_stores)),
  walk_at INTEGER,
  stumbles INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX order_export_of_person ON order_export (by_id, created_at);
CREATE INDEX order_export_by_time ON order_export (state, created_at);
CREATE INDEX order_export_to_walk ON order_export (walk_at) WHERE walk_at IS NOT NULL;
