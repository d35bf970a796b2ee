-- Stock levels counted against their ledger each night: ours. What differs is written down and mended by nobody but people, with a count.

-- Four numbers each: on hand, reserved, not sellable, on its way. A row is gone once both say the same again.
CREATE TABLE stock_drift (
  warehouse_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  level TEXT NOT NULL CHECK (json_valid(level)),
  ledger TEXT NOT NULL CHECK (json_valid(ledger)),
  found_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (warehouse_id, item_id)
) WITHOUT ROWID;
CREATE INDEX stock_drift_by_time ON stock_drift (seen_at);

-- The last count: one row.
CREATE TABLE stock_recount (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  begun_at INTEGER NOT NULL,
  levels INTEGER NOT NULL DEFAULT 0,
  ended_at INTEGER
);
