-- Orders as TikTok holds them, and the few columns we derive from them (stage, due_time, turn: written by restage alone).
-- Clustered by time, for lists read in that order. A line carries its order's second, so that an id alone finds the order.

CREATE TABLE orders (
  create_time INTEGER NOT NULL,
  id TEXT NOT NULL,
  store_id TEXT NOT NULL,
  status TEXT NOT NULL,
  update_time INTEGER NOT NULL,
  hash TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  words_hash TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('live', 'history')),
  fulfilled_by TEXT NOT NULL CHECK (fulfilled_by IN ('merchant', 'store')),
  shipping_type TEXT,
  order_type TEXT,
  is_sample INTEGER NOT NULL,
  is_cod INTEGER NOT NULL,
  replaced_order_id TEXT,
  cancel_requested INTEGER NOT NULL,
  buyer_user_id TEXT,
  buyer_nickname TEXT,
  buyer_message TEXT,
  seller_note TEXT,
  items TEXT NOT NULL,
  units INTEGER NOT NULL,
  currency TEXT NOT NULL,
  total_minor INTEGER NOT NULL,
  subtotal_minor INTEGER,
  shipping_minor INTEGER,
  tax_minor INTEGER,
  seller_discount_minor INTEGER,
  platform_discount_minor INTEGER,
  payment_method TEXT,
  paid_time INTEGER,
  paid_date TEXT,
  rts_time INTEGER,
  collection_time INTEGER,
  delivery_time INTEGER,
  cancel_time INTEGER,
  rts_sla_time INTEGER,
  tts_sla_time INTEGER,
  delivery_sla_time INTEGER,
  shipping_due_time INTEGER,
  collection_due_time INTEGER,
  delivery_option TEXT,
  warehouse_id TEXT,
  cancel_reason TEXT,
  cancel_by TEXT,
  stage INTEGER,
  due_time INTEGER,
  turn INTEGER,
  PRIMARY KEY (create_time, id)
) WITHOUT ROWID;
CREATE INDEX orders_of_store ON orders (store_id, create_time, id);
CREATE INDEX orders_by_turn ON orders (stage, turn, id) WHERE stage IS NOT NULL;
CREATE INDEX orders_of_store_by_turn ON orders (store_id, stage, turn, id) WHERE stage IS NOT NULL;

-- One row per unit, as TikTok counts. What the unit is called stands in its listing.
CREATE TABLE order_line (
  order_id TEXT NOT NULL,
  id TEXT NOT NULL,
  create_time INTEGER NOT NULL,
  sku_id TEXT NOT NULL,
  status TEXT NOT NULL,
  package_id TEXT,
  price_minor INTEGER NOT NULL,
  seller_discount_minor INTEGER,
  platform_discount_minor INTEGER,
  is_gift INTEGER NOT NULL,
  rts_time INTEGER,
  cancel_by TEXT,
  cancel_reason TEXT,
  PRIMARY KEY (order_id, id)
) WITHOUT ROWID;

CREATE TABLE package (
  order_id TEXT NOT NULL,
  id TEXT NOT NULL,
  status TEXT NOT NULL,
  provider TEXT,
  tracking_number TEXT,
  PRIMARY KEY (order_id, id)
) WITHOUT ROWID;

-- A person's data, apart from everything else: may be purged alone.
CREATE TABLE recipient (
  order_id TEXT PRIMARY KEY,
  is_masked INTEGER NOT NULL,
  name TEXT,
  phone TEXT,
  address TEXT,
  city TEXT,
  region TEXT,
  postal_code TEXT,
  country TEXT,
  email TEXT
) WITHOUT ROWID;

-- One row per store, one column per stage: how many orders stand there. Equal to a recount at all times.
CREATE TABLE order_count (
  store_id TEXT PRIMARY KEY,
  unpaid INTEGER NOT NULL DEFAULT 0,
  on_hold INTEGER NOT NULL DEFAULT 0,
  in_review INTEGER NOT NULL DEFAULT 0,
  held INTEGER NOT NULL DEFAULT 0,
  ready_to_ship INTEGER NOT NULL DEFAULT 0,
  partially_shipped INTEGER NOT NULL DEFAULT 0,
  shipped INTEGER NOT NULL DEFAULT 0,
  delivered INTEGER NOT NULL DEFAULT 0,
  completed INTEGER NOT NULL DEFAULT 0,
  cancelled INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Words of an order: ids, tracking, SKUs, titles, the buyer's handle, the store as a token. The rowid begins with the order's second, so
-- that newest first needs no sorting.
CREATE VIRTUAL TABLE order_search USING fts5 (
  words, order_id UNINDEXED, create_time UNINDEXED,
  content = '', contentless_delete = 1, contentless_unindexed = 1, detail = none,
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
);
