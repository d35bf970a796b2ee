-- Returns of orders that TikTok ships which people began here, because TikTok opened none: ours, and TikTok knows nothing of them.

CREATE TABLE own_return (
  id TEXT PRIMARY KEY,
  -- The click that made it: one that comes twice makes one return.
  click TEXT NOT NULL UNIQUE,
  store_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  items TEXT NOT NULL,
  units INTEGER NOT NULL,
  -- 0: the buyer's details are missing. 1: the goods are to come. 2: over.
  phase INTEGER NOT NULL CHECK (phase IN (0, 1, 2)),
  turn INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- When somebody last opened a reply that asks the buyer.
  asked_by TEXT,
  asked_at INTEGER,
  -- When the buyer's details were last deleted, by a person or by the night (then nobody).
  purged_by TEXT,
  purged_at INTEGER,
  closed_by TEXT,
  closed_at INTEGER,
  CHECK ((phase = 2) = (closed_at IS NOT NULL))
) WITHOUT ROWID;
CREATE INDEX own_return_by_turn ON own_return (phase, turn, id);
CREATE INDEX own_return_of_store_by_turn ON own_return (store_id, phase, turn, id);
CREATE INDEX own_return_of_order ON own_return (order_id);

CREATE TABLE own_return_line (
  return_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  sku_id TEXT NOT NULL,
  title TEXT NOT NULL,
  variation TEXT,
  seller_sku TEXT,
  image_url TEXT,
  is_open INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (return_id, line_id)
) WITHOUT ROWID;
-- A unit comes back once at a time.
CREATE UNIQUE INDEX own_return_line_open ON own_return_line (line_id) WHERE is_open = 1;
CREATE TRIGGER own_return_ends AFTER UPDATE OF phase ON own_return WHEN NEW.phase = 2 AND OLD.phase <> 2 BEGIN
  UPDATE own_return_line SET is_open = 0 WHERE return_id = NEW.id;
END;

-- A person's data, apart from everything else and sealed: from the customer, typed by one of us, never part of the order. Goes by an act, by its
-- time, and with the recipient's data of its order.
CREATE TABLE own_return_person (
  return_id TEXT PRIMARY KEY,
  sealed TEXT NOT NULL,
  seal_key TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('customer')),
  typed_by TEXT NOT NULL,
  typed_at INTEGER NOT NULL,
  purge_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX own_return_person_to_purge ON own_return_person (purge_at);
CREATE INDEX own_return_person_by_key ON own_return_person (seal_key);
CREATE TRIGGER own_return_person_with_recipient AFTER DELETE ON recipient BEGIN
  DELETE FROM own_return_person WHERE return_id IN (SELECT r.id FROM own_return r WHERE r.order_id = OLD.order_id);
END;

-- How many wait for the buyer's details. Equal to a recount at all times.
CREATE TABLE own_return_count (
  store_id TEXT PRIMARY KEY,
  waiting INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TRIGGER own_return_counted AFTER INSERT ON own_return WHEN NEW.phase = 0 BEGIN
  INSERT INTO own_return_count (store_id, waiting) VALUES (NEW.store_id, 1) ON CONFLICT (store_id) DO UPDATE SET waiting = waiting + 1;
END;
CREATE TRIGGER own_return_recounted AFTER UPDATE OF phase ON own_return WHEN (OLD.phase = 0) <> (NEW.phase = 0) BEGIN
  INSERT INTO own_return_count (store_id, waiting) SELECT NEW.store_id, 0 WHERE NOT EXISTS (SELECT 1 FROM own_return_count c WHERE c.store_id = NEW.store_id);
  UPDATE own_return_count SET waiting = waiting + CASE WHEN NEW.phase = 0 THEN 1 ELSE -1 END WHERE store_id = NEW.store_id;
END;
