-- TikTok's word on orders that must be divided into several parcels: theirs, and asked for again whenever such an order changes. Orders of which
-- TikTok asks nothing have no row once they were asked about.
CREATE TABLE split_word (
  order_id TEXT PRIMARY KEY,
  create_time INTEGER NOT NULL,
  store_id TEXT NOT NULL,
  must INTEGER NOT NULL DEFAULT 0 CHECK (must IN (0, 1)),
  -- How many units one parcel may hold at most; NULL where TikTok names no number.
  units_max INTEGER,
  -- Epoch milliseconds of the change TikTok is still to be asked about; NULL where its word stands.
  due_at INTEGER
) WITHOUT ROWID;
CREATE INDEX split_word_due ON split_word (store_id, due_at) WHERE due_at IS NOT NULL;

-- Orders that wait to be shipped now.
INSERT INTO split_word (order_id, create_time, store_id, due_at)
  SELECT id, create_time, store_id, 1 FROM orders
  WHERE stage BETWEEN 2 AND 5 AND units > 1 AND fulfilled_by = 'merchant' AND scope = 'live' AND status IN ('AWAITING_SHIPMENT', 'PARTIALLY_SHIPPING');
