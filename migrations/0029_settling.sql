-- Orders brought in line with the shelves: since when a store's stock is managed here, what people chose for single units, and how far a walk
-- over all open orders of a store has come.

-- Epoch seconds. What left before is not ours to count.
ALTER TABLE store ADD COLUMN stock_since INTEGER;

-- A unit somebody gave a warehouse by hand; it is looked for there and nowhere else.
CREATE TABLE unit_warehouse (
  order_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  warehouse_id TEXT NOT NULL REFERENCES warehouse (id),
  chosen_by TEXT NOT NULL,
  chosen_at INTEGER NOT NULL,
  PRIMARY KEY (order_id, line_id)
) WITHOUT ROWID;

-- A store's stock begins or ceases to be managed here: all its open orders are settled, a page at a time.
CREATE TABLE settle_walk (
  store_id TEXT PRIMARY KEY,
  stage INTEGER NOT NULL DEFAULT 0,
  turn INTEGER NOT NULL DEFAULT -1,
  order_id TEXT NOT NULL DEFAULT '',
  moved_at INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TRIGGER settle_walk_on_switch AFTER UPDATE OF stock_managed ON store WHEN NEW.stock_managed <> OLD.stock_managed BEGIN
  INSERT OR REPLACE INTO settle_walk (store_id) VALUES (NEW.id);
END;

-- An order is settled only as it was when it was looked at: whoever names it again moves `since`, so that no word is lost between. Who writes what
-- was read puts a name of its own here first, for what it frees may name the same order again.
ALTER TABLE settle_due ADD COLUMN claim TEXT;
CREATE TRIGGER settle_due_again BEFORE INSERT ON settle_due BEGIN
  UPDATE settle_due SET since = MAX(since + 1, NEW.since) WHERE order_id = NEW.order_id;
END;

-- As before, but only orders of stores that ship from where something became free: others would keep them from hearing of it.
DROP TRIGGER stock_movement_frees;
CREATE TRIGGER stock_movement_frees AFTER INSERT ON stock_movement WHEN NEW.d_on_hand > NEW.d_allocated BEGIN
  INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
    SELECT a.order_id, a.create_time, a.store_id, NEW.at FROM allocation a INDEXED BY allocation_short
    WHERE a.item_id = NEW.item_id AND a.state = 'short'
      AND (SELECT w.rank FROM store_warehouse w WHERE w.store_id = a.store_id AND w.warehouse_id = NEW.warehouse_id) IS NOT NULL
    ORDER BY a.turn LIMIT 500;
END;
