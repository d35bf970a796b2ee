-- Goods in TikTok's own warehouses: theirs, mirrored, and never a source of what merchant warehouses have. Beside it what our ledger says, and since
-- when the two are apart.

-- TikTok's fulfilment centres.
CREATE TABLE fbt_centre (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  is_subscribed INTEGER NOT NULL,
  PRIMARY KEY (store_id, id)
) WITHOUT ROWID;

-- One row per goods and centre. `skus` holds TikTok's numbers per listing; `asked_at` is when the question left whose answer this is.
CREATE TABLE fbt_stock (
  store_id TEXT NOT NULL,
  goods_id TEXT NOT NULL,
  centre_id TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  on_hand INTEGER NOT NULL,
  reserved INTEGER NOT NULL,
  available INTEGER NOT NULL,
  unfulfillable INTEGER NOT NULL,
  in_transit INTEGER NOT NULL,
  skus TEXT NOT NULL CHECK (json_valid(skus)),
  asked_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, goods_id, centre_id)
) WITHOUT ROWID;

-- When a store's goods are read next, and why they were not.
CREATE TABLE fbt_walk (
  store_id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  because TEXT
) WITHOUT ROWID;

-- What is sent to a centre. One that was only named so far has no status; `due_at` is when it is asked for again.
CREATE TABLE fbt_inbound (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT '',
  create_time INTEGER NOT NULL DEFAULT 0,
  ship_time INTEGER,
  expected_time INTEGER,
  arrived_time INTEGER,
  changed_time INTEGER NOT NULL DEFAULT 0,
  centre_id TEXT NOT NULL DEFAULT '',
  centre_name TEXT NOT NULL DEFAULT '',
  planned INTEGER NOT NULL DEFAULT 0,
  received INTEGER NOT NULL DEFAULT 0,
  defective INTEGER NOT NULL DEFAULT 0,
  logs TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(logs)),
  parcels TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(parcels)),
  asked_at INTEGER NOT NULL DEFAULT 0,
  misses INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER,
  PRIMARY KEY (store_id, id)
) WITHOUT ROWID;
CREATE INDEX fbt_inbound_by_time ON fbt_inbound (create_time, id);
CREATE INDEX fbt_inbound_of_store ON fbt_inbound (store_id, create_time, id);
CREATE INDEX fbt_inbound_due ON fbt_inbound (store_id, due_at) WHERE due_at IS NOT NULL;

-- `before` is what had been received before anybody here compared.
CREATE TABLE fbt_inbound_line (
  store_id TEXT NOT NULL,
  inbound_id TEXT NOT NULL,
  goods_id TEXT NOT NULL,
  planned INTEGER NOT NULL,
  received INTEGER NOT NULL,
  defective INTEGER NOT NULL,
  before INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, inbound_id, goods_id)
) WITHOUT ROWID;
CREATE INDEX fbt_inbound_line_of_goods ON fbt_inbound_line (store_id, goods_id);

-- One row per goods, summed over its centres, in the order of lists: what is apart comes first, and of that what has been so for longest. `item_id`
-- and `qty` where one unit of the goods is so many of one item.
CREATE TABLE fbt_line (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  on_hand INTEGER NOT NULL,
  reserved INTEGER NOT NULL,
  available INTEGER NOT NULL,
  unfulfillable INTEGER NOT NULL,
  in_transit INTEGER NOT NULL,
  item_id TEXT,
  qty INTEGER NOT NULL DEFAULT 1,
  since INTEGER,
  turn INTEGER AS (IFNULL(since, 4000000000000000)),
  PRIMARY KEY (store_id, id)
) WITHOUT ROWID;
CREATE INDEX fbt_line_by_turn ON fbt_line (turn, id);
CREATE INDEX fbt_line_of_store ON fbt_line (store_id, turn, id);
CREATE INDEX fbt_line_of_item ON fbt_line (store_id, item_id, id) WHERE item_id IS NOT NULL;
CREATE INDEX fbt_line_by_code ON fbt_line (store_id, code COLLATE NOCASE);
CREATE INDEX fbt_goods_by_goods ON fbt_goods (store_id, goods_id);

-- One item in TikTok's warehouses as the two count it, in pieces. `base` is what they were apart when the comparison began: TikTok counts goods that
-- were there before, our ledger begins with the first order. What is compared and of which goods stands in `made_of`; another sum is another comparison.
CREATE TABLE fbt_level (
  store_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  made_of TEXT NOT NULL,
  -- TikTok's: on hand and not reserved, for our ledger takes out what is ordered.
  theirs INTEGER NOT NULL,
  ours INTEGER NOT NULL,
  -- Received by inbound orders since the comparison began.
  received INTEGER NOT NULL,
  base INTEGER NOT NULL,
  begun_time INTEGER NOT NULL,
  since INTEGER,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, item_id)
) WITHOUT ROWID;

-- A sale of an order that is older than the comparison was TikTok's already when it began.
CREATE TRIGGER fbt_movement_compared AFTER INSERT ON stock_movement WHEN NEW.kind IN ('fbt_sale', 'fbt_return', 'fbt_reconcile') BEGIN
  UPDATE fbt_level SET ours = ours + NEW.d_on_hand, changed_at = NEW.at,
      base = base - NEW.d_on_hand * IFNULL((SELECT l.create_time < begun_time FROM order_line l WHERE l.order_id = NEW.order_id LIMIT 1), 0)
    WHERE store_id = (SELECT w.store_id FROM warehouse w WHERE w.id = NEW.warehouse_id) AND item_id = NEW.item_id;
END;
CREATE TRIGGER fbt_level_moved AFTER UPDATE OF theirs, ours, received, base ON fbt_level BEGIN
  UPDATE fbt_level SET since = IIF(theirs = ours + received + base, NULL, IFNULL(since, changed_at))
    WHERE store_id = NEW.store_id AND item_id = NEW.item_id;
  UPDATE fbt_line SET since = (SELECT l.since FROM fbt_level l WHERE l.store_id = NEW.store_id AND l.item_id = NEW.item_id)
    WHERE store_id = NEW.store_id AND item_id = NEW.item_id;
END;
