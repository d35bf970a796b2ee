-- How much of its stock each listing shows at TikTok. What is to be shown, why, what was sent and what was read is ours; nothing is written to TikTok
-- for a store that is not named in balance_store.

-- Stores whose numbers are set here: an admin's word, one by one.
CREATE TABLE balance_store (
  store_id TEXT PRIMARY KEY,
  paused_at INTEGER,
  began_at INTEGER NOT NULL
) WITHOUT ROWID;

-- One row for the whole desk.
CREATE TABLE balance_dial (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  dial TEXT NOT NULL CHECK (dial IN ('careful', 'balanced', 'keen')),
  paused_at INTEGER
);
INSERT INTO balance_dial (one, dial, paused_at) VALUES (1, 'balanced', NULL);

-- A rule of a store, of an item in every store, or of one listing: what does not name a part is '' there.
CREATE TABLE balance_rule (
  store_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  sku_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('shared', 'percent', 'ringfence', 'fixed', 'stop')),
  amount INTEGER CHECK (amount >= 0),
  reserve INTEGER NOT NULL CHECK (reserve >= 0),
  max INTEGER CHECK (max >= 0),
  stop_at INTEGER NOT NULL CHECK (stop_at >= 0),
  weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 100),
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, item_id, sku_id),
  CHECK ((amount IS NULL) = (kind IN ('shared', 'stop'))),
  CHECK ((store_id <> '' AND item_id = '') OR (store_id = '' AND item_id <> '' AND sku_id = ''))
) WITHOUT ROWID;

CREATE TABLE balance_listing (
  store_id TEXT NOT NULL,
  sku_id TEXT NOT NULL,
  product_id TEXT,
  -- What it is to show, and what explains it.
  wanted INTEGER NOT NULL DEFAULT 0,
  explain TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(explain)),
  planned_at INTEGER NOT NULL DEFAULT 0,
  -- What may be sent now; what ends goes first (0), then what falls (1), then what rises (2).
  next INTEGER,
  next_rank INTEGER,
  -- On its way: one number at a time. It was answered, or its answer was lost.
  sent INTEGER,
  sent_at INTEGER,
  answered_at INTEGER,
  -- What TikTok showed when it was read last.
  shown INTEGER,
  shown_at INTEGER,
  -- Sold or sent since: read again within a quarter of an hour.
  moved INTEGER NOT NULL DEFAULT 0,
  failed_code INTEGER,
  failed_words TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  retry_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, sku_id),
  CHECK ((next IS NULL) = (next_rank IS NULL)),
  CHECK ((sent IS NULL) = (sent_at IS NULL))
) WITHOUT ROWID;
CREATE INDEX balance_listing_to_send ON balance_listing (store_id, next_rank) WHERE next IS NOT NULL;
CREATE INDEX balance_listing_on_way ON balance_listing (store_id, sent_at) WHERE sent IS NOT NULL;
CREATE INDEX balance_listing_moved ON balance_listing (store_id, shown_at) WHERE moved = 1 OR shown IS NULL;
CREATE INDEX balance_listing_refused ON balance_listing (retry_at) WHERE tries > 0;

-- Every number that was sent, kept for a month.
CREATE TABLE balance_push (
  id INTEGER PRIMARY KEY,
  store_id TEXT NOT NULL,
  sku_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  before INTEGER,
  sent_at INTEGER NOT NULL,
  -- When TikTok was read to show it; what it showed.
  seen_at INTEGER,
  seen INTEGER,
  failed_words TEXT
);
CREATE INDEX balance_push_of_store ON balance_push (store_id, sent_at);
CREATE INDEX balance_push_of_listing ON balance_push (store_id, sku_id, sent_at);

-- Units as they are ordered in stores of balance_store, one row for each item a unit takes: how fast each listing sells.
CREATE TABLE balance_sale (
  item_id TEXT NOT NULL,
  create_time INTEGER NOT NULL,
  line_id TEXT NOT NULL,
  store_id TEXT NOT NULL,
  sku_id TEXT NOT NULL,
  qty INTEGER NOT NULL,
  PRIMARY KEY (item_id, create_time, line_id)
) WITHOUT ROWID;
CREATE INDEX balance_sale_by_time ON balance_sale (create_time);

-- Items whose numbers are to be thought over: written in the batch of whatever changed, gone when it is done, unless named again meanwhile.
CREATE TABLE balance_due (
  item_id TEXT PRIMARY KEY,
  named INTEGER NOT NULL,
  since INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX balance_due_since ON balance_due (since);

CREATE TRIGGER balance_on_movement AFTER INSERT ON stock_movement
  WHEN NEW.d_on_hand <> NEW.d_allocated AND (SELECT began_at FROM balance_store LIMIT 1) IS NOT NULL BEGIN
  UPDATE balance_due SET named = named + 1 WHERE item_id = NEW.item_id;
  INSERT INTO balance_due (item_id, named, since) SELECT NEW.item_id, 1, NEW.at
    WHERE (SELECT named FROM balance_due WHERE item_id = NEW.item_id) IS NULL;
END;
CREATE TRIGGER balance_on_sale AFTER INSERT ON allocation
  WHEN (SELECT began_at FROM balance_store WHERE store_id = NEW.store_id) IS NOT NULL BEGIN
  INSERT INTO balance_sale (item_id, create_time, line_id, store_id, sku_id, qty)
    SELECT NEW.item_id, NEW.create_time, NEW.line_id, NEW.store_id, l.sku_id, NEW.qty FROM order_line l
    WHERE l.order_id = NEW.order_id AND l.id = NEW.line_id
      AND (SELECT qty FROM balance_sale WHERE item_id = NEW.item_id AND create_time = NEW.create_time AND line_id = NEW.line_id) IS NULL;
  UPDATE balance_listing SET moved = 1 WHERE moved = 0 AND store_id = NEW.store_id
    AND sku_id = (SELECT l.sku_id FROM order_line l WHERE l.order_id = NEW.order_id AND l.id = NEW.line_id);
END;
-- A unit that is free again is for sale again at TikTok too, which says so only when it is read.
CREATE TRIGGER balance_on_return AFTER UPDATE OF state ON allocation
  WHEN NEW.state = 'released' AND OLD.state <> 'released' AND (SELECT began_at FROM balance_store WHERE store_id = NEW.store_id) IS NOT NULL BEGIN
  UPDATE balance_listing SET moved = 1 WHERE moved = 0 AND store_id = NEW.store_id
    AND sku_id = (SELECT l.sku_id FROM order_line l WHERE l.order_id = NEW.order_id AND l.id = NEW.line_id);
END;
-- What a listing is, what a kit is made of, where a store ships from.
CREATE TRIGGER balance_on_mapping AFTER INSERT ON listing_part WHEN (SELECT began_at FROM balance_store LIMIT 1) IS NOT NULL BEGIN
  UPDATE balance_due SET named = named + 1 WHERE item_id IN (SELECT item_id FROM kit_part WHERE kit_id = NEW.item_id UNION ALL SELECT NEW.item_id);
  INSERT INTO balance_due (item_id, named, since)
    SELECT i.item_id, 1, 0 FROM (SELECT item_id FROM kit_part WHERE kit_id = NEW.item_id UNION ALL SELECT NEW.item_id) i
    WHERE (SELECT d.named FROM balance_due d WHERE d.item_id = i.item_id) IS NULL;
END;
CREATE TRIGGER balance_on_unmapping AFTER DELETE ON listing_part WHEN (SELECT began_at FROM balance_store LIMIT 1) IS NOT NULL BEGIN
  DELETE FROM balance_listing WHERE store_id = OLD.store_id AND sku_id = OLD.sku_id;
  UPDATE balance_due SET named = named + 1 WHERE item_id IN (SELECT item_id FROM kit_part WHERE kit_id = OLD.item_id UNION ALL SELECT OLD.item_id);
  INSERT INTO balance_due (item_id, named, since)
    SELECT i.item_id, 1, 0 FROM (SELECT item_id FROM kit_part WHERE kit_id = OLD.item_id UNION ALL SELECT OLD.item_id) i
    WHERE (SELECT d.named FROM balance_due d WHERE d.item_id = i.item_id) IS NULL;
END;
CREATE TRIGGER balance_on_kit AFTER INSERT ON kit_part WHEN (SELECT began_at FROM balance_store LIMIT 1) IS NOT NULL BEGIN
  UPDATE balance_due SET named = named + 1 WHERE item_id = NEW.item_id;
  INSERT INTO balance_due (item_id, named, since) SELECT NEW.item_id, 1, 0
    WHERE (SELECT named FROM balance_due WHERE item_id = NEW.item_id) IS NULL;
END;
CREATE TRIGGER balance_on_sources AFTER INSERT ON store_warehouse
  WHEN (SELECT began_at FROM balance_store WHERE store_id = NEW.store_id) IS NOT NULL BEGIN
  INSERT INTO balance_due (item_id, named, since)
    SELECT DISTINCT IFNULL(q.item_id, p.item_id), 1, 0 FROM listing_part p LEFT JOIN kit_part q ON q.kit_id = p.item_id
    WHERE p.store_id = NEW.store_id AND (SELECT d.named FROM balance_due d WHERE d.item_id = IFNULL(q.item_id, p.item_id)) IS NULL;
END;
