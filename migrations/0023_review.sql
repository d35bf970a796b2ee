-- Why an order is not ready to ship. Reasons are derived by restage alone; what people decided about them, and what they hold back, is ours.

CREATE TABLE order_review (
  order_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- What it is about: a SKU, an item, or nothing.
  ref TEXT NOT NULL DEFAULT '',
  create_time INTEGER NOT NULL,
  store_id TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  PRIMARY KEY (order_id, reason, ref)
) WITHOUT ROWID;
CREATE INDEX order_review_by_reason ON order_review (store_id, reason, ref, order_id);

CREATE TABLE review_waiver (
  order_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  ref TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL,
  waived_by TEXT NOT NULL,
  waived_at INTEGER NOT NULL,
  PRIMARY KEY (order_id, reason, ref)
) WITHOUT ROWID;

CREATE TABLE order_hold (
  order_id TEXT PRIMARY KEY,
  create_time INTEGER NOT NULL,
  store_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- Epoch milliseconds; NULL until somebody releases it.
  until INTEGER,
  held_by TEXT NOT NULL,
  held_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX order_hold_until ON order_hold (until) WHERE until IS NOT NULL;

-- Units that still wait, by what they are: for the orders a mapping changes.
CREATE INDEX open_line_of_sku ON order_line (sku_id, order_id) WHERE status IN ('UNPAID', 'AWAITING_SHIPMENT');
