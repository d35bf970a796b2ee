-- Where items stand and how many: ours. The ledger is append-only and every entry has a key, so that what is told twice moves once; levels are
-- kept by trigger and equal the ledger's sum at all times.

CREATE TABLE warehouse (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  kind TEXT NOT NULL CHECK (kind IN ('merchant', 'fbt')),
  store_id TEXT,
  country TEXT,
  postal_code TEXT,
  time_zone TEXT NOT NULL,
  archived_at INTEGER,
  created_at INTEGER NOT NULL,
  CHECK ((kind = 'fbt') = (store_id IS NOT NULL))
) WITHOUT ROWID;
CREATE UNIQUE INDEX warehouse_fbt_of_store ON warehouse (store_id) WHERE kind = 'fbt';

-- The warehouses a store ships from, best first. What stands nowhere goes to the fallback, short.
CREATE TABLE store_warehouse (
  store_id TEXT NOT NULL,
  warehouse_id TEXT NOT NULL REFERENCES warehouse (id),
  rank INTEGER NOT NULL,
  is_fallback INTEGER NOT NULL DEFAULT 0,
  shop_warehouse_id TEXT,
  PRIMARY KEY (store_id, warehouse_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX store_warehouse_fallback ON store_warehouse (store_id) WHERE is_fallback = 1;
CREATE INDEX store_warehouse_by_warehouse ON store_warehouse (warehouse_id);

-- on_hand may be below zero: what was shipped although nothing was counted is true, and shown.
CREATE TABLE stock_level (
  warehouse_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  on_hand INTEGER NOT NULL DEFAULT 0,
  allocated INTEGER NOT NULL DEFAULT 0 CHECK (allocated >= 0),
  unsellable INTEGER NOT NULL DEFAULT 0 CHECK (unsellable >= 0),
  incoming INTEGER NOT NULL DEFAULT 0 CHECK (incoming >= 0),
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (warehouse_id, item_id)
) WITHOUT ROWID;
CREATE INDEX stock_level_by_item ON stock_level (item_id, warehouse_id);

CREATE TABLE stock_movement (
  id INTEGER PRIMARY KEY,
  warehouse_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('receive', 'adjust', 'count', 'transfer_out', 'transfer_in', 'reserve', 'release', 'ship',
    'return_sellable', 'return_unsellable', 'scrap', 'fbt_sale', 'fbt_return', 'fbt_reconcile')),
  d_on_hand INTEGER NOT NULL DEFAULT 0,
  d_allocated INTEGER NOT NULL DEFAULT 0,
  d_unsellable INTEGER NOT NULL DEFAULT 0,
  d_incoming INTEGER NOT NULL DEFAULT 0,
  order_id TEXT,
  line_id TEXT,
  reason TEXT,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL,
  idem_key TEXT NOT NULL UNIQUE
);
CREATE INDEX stock_movement_of_level ON stock_movement (warehouse_id, item_id, id);
CREATE INDEX stock_movement_of_order ON stock_movement (order_id) WHERE order_id IS NOT NULL;

-- What each unit of an order has reserved of each item, or waits for.
CREATE TABLE allocation (
  order_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  create_time INTEGER NOT NULL,
  store_id TEXT NOT NULL,
  warehouse_id TEXT,
  qty INTEGER NOT NULL CHECK (qty > 0),
  state TEXT NOT NULL CHECK (state IN ('reserved', 'short', 'shipped', 'released')),
  -- Why this warehouse: a code for the page.
  because TEXT NOT NULL,
  -- Counts how often the unit was given a place, so that each has a key of its own in the ledger.
  attempt INTEGER NOT NULL DEFAULT 1,
  -- Whose turn it is when stock comes: the order's deadline.
  turn INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (order_id, line_id, item_id),
  CHECK (state = 'short' OR warehouse_id IS NOT NULL)
) WITHOUT ROWID;
CREATE INDEX allocation_short ON allocation (item_id, turn, order_id) WHERE state = 'short';

-- Orders whose stock is to be brought in line with their lines: written in the batch of whatever changed them, gone when it is done.
CREATE TABLE settle_due (
  order_id TEXT PRIMARY KEY,
  create_time INTEGER NOT NULL,
  store_id TEXT NOT NULL,
  since INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX settle_due_since ON settle_due (since);

-- Nobody reserves what is not there: the race for the last unit is decided here, row by row; who lost is not refused but left out.
CREATE TRIGGER stock_movement_reserve BEFORE INSERT ON stock_movement WHEN NEW.kind = 'reserve' BEGIN
  SELECT RAISE(IGNORE) WHERE IFNULL((SELECT l.on_hand - l.allocated FROM stock_level l
    WHERE l.warehouse_id = NEW.warehouse_id AND l.item_id = NEW.item_id), 0) < NEW.d_allocated;
END;
CREATE TRIGGER stock_movement_counts AFTER INSERT ON stock_movement BEGIN
  INSERT OR IGNORE INTO stock_level (warehouse_id, item_id, updated_at) VALUES (NEW.warehouse_id, NEW.item_id, NEW.at);
  UPDATE stock_level SET on_hand = on_hand + NEW.d_on_hand, allocated = allocated + NEW.d_allocated,
    unsellable = unsellable + NEW.d_unsellable, incoming = incoming + NEW.d_incoming, updated_at = NEW.at
    WHERE warehouse_id = NEW.warehouse_id AND item_id = NEW.item_id;
END;
-- What becomes free is offered to those who wait for it, whose deadline is nearest first.
CREATE TRIGGER stock_movement_frees AFTER INSERT ON stock_movement WHEN NEW.d_on_hand > NEW.d_allocated BEGIN
  INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
    SELECT a.order_id, a.create_time, a.store_id, NEW.at FROM allocation a INDEXED BY allocation_short
    WHERE a.item_id = NEW.item_id AND a.state = 'short' ORDER BY a.turn LIMIT 500;
END;
CREATE TRIGGER stock_movement_stays BEFORE UPDATE ON stock_movement BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER stock_movement_kept BEFORE DELETE ON stock_movement BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
