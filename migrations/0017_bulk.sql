-- Work on many tickets at once: the jobs, and what became of each ticket in them. All of it ours.

CREATE TABLE bulk_job (
  id TEXT PRIMARY KEY,
  by_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('act', 'reply')),
  wish TEXT NOT NULL CHECK (json_valid(wish)),
  -- What all the tickets match; null where each was named.
  filters TEXT,
  state TEXT NOT NULL CHECK (state IN ('naming', 'checking', 'ready', 'running', 'paused', 'stopped', 'done', 'undoing', 'undone')),
  -- While naming: the last ticket named, as the walk's index orders them.
  named_store TEXT NOT NULL DEFAULT '',
  named_turn INTEGER NOT NULL DEFAULT -1,
  named_ticket TEXT NOT NULL DEFAULT '',
  -- There were more than a job may hold.
  is_cut INTEGER NOT NULL DEFAULT 0,
  -- Nobody walks before; null where nothing is left to walk.
  walk_at INTEGER,
  -- Steps begun since the last that ended.
  stumbles INTEGER NOT NULL DEFAULT 0,
  -- Kept by the triggers below, equal to a recount.
  total INTEGER NOT NULL DEFAULT 0,
  ready INTEGER NOT NULL DEFAULT 0,
  leaving INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  undone INTEGER NOT NULL DEFAULT 0,
  kept INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX bulk_job_of_person ON bulk_job (by_id, created_at);
CREATE INDEX bulk_job_by_time ON bulk_job (created_at);
CREATE INDEX bulk_job_to_walk ON bulk_job (walk_at) WHERE walk_at IS NOT NULL;

-- `seen`: the newest arrival when a reply was checked. `tries`: how often somebody asked again.
CREATE TABLE bulk_item (
  job_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  ticket_id TEXT NOT NULL,
  outcome TEXT NOT NULL DEFAULT 'waiting'
    CHECK (outcome IN ('waiting', 'ready', 'leaving', 'done', 'skipped', 'failed', 'undone', 'kept')),
  because TEXT,
  seen INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  at INTEGER,
  PRIMARY KEY (job_id, place)
) WITHOUT ROWID;
CREATE UNIQUE INDEX bulk_item_of_ticket ON bulk_item (job_id, ticket_id);
CREATE INDEX bulk_item_by_outcome ON bulk_item (job_id, outcome, place);

CREATE TRIGGER bulk_item_counted AFTER INSERT ON bulk_item BEGIN
  UPDATE bulk_job SET total = total + 1 WHERE id = NEW.job_id;
END;

CREATE TRIGGER bulk_item_moved AFTER UPDATE OF outcome ON bulk_item WHEN OLD.outcome <> NEW.outcome BEGIN
  UPDATE bulk_job SET
    ready = ready - (OLD.outcome = 'ready') + (NEW.outcome = 'ready'),
    leaving = leaving - (OLD.outcome = 'leaving') + (NEW.outcome = 'leaving'),
    done = done - (OLD.outcome = 'done') + (NEW.outcome = 'done'),
    skipped = skipped - (OLD.outcome = 'skipped') + (NEW.outcome = 'skipped'),
    failed = failed - (OLD.outcome = 'failed') + (NEW.outcome = 'failed'),
    undone = undone - (OLD.outcome = 'undone') + (NEW.outcome = 'undone'),
    kept = kept - (OLD.outcome = 'kept') + (NEW.outcome = 'kept')
  WHERE id = NEW.job_id;
END;
