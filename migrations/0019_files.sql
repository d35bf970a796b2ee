-- Pictures that templates carry, and what is known of a desk's health: why work failed, and when each store was last heard of.

-- [{file, type, width, height, bytes}]: the files lie in R2.
ALTER TABLE template ADD COLUMN pictures TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pictures));

-- The last reason this work failed with, in short; null where nobody came so far as to say.
ALTER TABLE dead_letter ADD COLUMN why TEXT;

-- Why work that is still being tried failed last. What succeeds later leaves its row to the night.
CREATE TABLE job_trouble (
  job TEXT PRIMARY KEY,
  why TEXT NOT NULL,
  at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX job_trouble_by_age ON job_trouble (at);

-- When work of each kind was last done for a store, in epoch milliseconds, to within a few minutes.
CREATE TABLE store_health (
  store_id TEXT PRIMARY KEY,
  webhook_at INTEGER,
  sweep_at INTEGER,
  reconcile_at INTEGER
) WITHOUT ROWID;
