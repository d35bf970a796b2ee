-- Cancellations and returns as TikTok holds them (theirs: aftersale, aftersale_line), and what we did about them (ours: acts, units told to be
-- cancelled, goods that came back).

CREATE TABLE aftersale (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('cancellation', 'return')),
  store_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  role TEXT,
  reason TEXT,
  reason_text TEXT,
  create_time INTEGER NOT NULL,
  update_time INTEGER NOT NULL,
  hash TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  -- What TikTok waits for from us, and until when.
  action TEXT,
  deadline INTEGER,
  items TEXT NOT NULL,
  units INTEGER NOT NULL,
  currency TEXT,
  refund_minor INTEGER,
  subtotal_minor INTEGER,
  shipping_minor INTEGER,
  tax_minor INTEGER,
  partial_minor INTEGER,
  arbitration TEXT,
  provider TEXT,
  tracking_number TEXT,
  return_method TEXT,
  warehouse_address TEXT,
  keeps_item INTEGER NOT NULL,
  is_quick INTEGER NOT NULL,
  -- Derived from the columns above by whoever writes them.
  is_fault INTEGER NOT NULL,
  phase INTEGER NOT NULL,
  turn INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX aftersale_by_turn ON aftersale (kind, phase, turn, id);
CREATE INDEX aftersale_of_store_by_turn ON aftersale (store_id, kind, phase, turn, id);
CREATE INDEX aftersale_of_order ON aftersale (order_id);
CREATE INDEX aftersale_at_fault ON aftersale (store_id, create_time, order_id) WHERE is_fault = 1;

CREATE TABLE aftersale_line (
  aftersale_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  sku_id TEXT NOT NULL,
  title TEXT NOT NULL,
  variation TEXT,
  seller_sku TEXT,
  image_url TEXT,
  refund_minor INTEGER,
  PRIMARY KEY (aftersale_id, line_id)
) WITHOUT ROWID;

-- How many wait for us. Equal to a recount at all times.
CREATE TABLE aftersale_count (
  store_id TEXT PRIMARY KEY,
  cancellations INTEGER NOT NULL DEFAULT 0,
  returns INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TRIGGER aftersale_counted AFTER INSERT ON aftersale WHEN NEW.phase = 0 BEGIN
  INSERT INTO aftersale_count (store_id, cancellations, returns) VALUES (NEW.store_id, NEW.kind = 'cancellation', NEW.kind = 'return')
    ON CONFLICT (store_id) DO UPDATE SET cancellations = cancellations + excluded.cancellations, returns = returns + excluded.returns;
END;
CREATE TRIGGER aftersale_recounted AFTER UPDATE OF phase ON aftersale WHEN (OLD.phase = 0) <> (NEW.phase = 0) BEGIN
  -- Not OR IGNORE: the conflict clause of the statement that set this off would stand for it (sqlite.org/lang_createtrigger.html).
  INSERT INTO aftersale_count (store_id) SELECT NEW.store_id WHERE NOT EXISTS (SELECT 1 FROM aftersale_count c WHERE c.store_id = NEW.store_id);
  UPDATE aftersale_count SET
    cancellations = cancellations + CASE WHEN NEW.kind <> 'cancellation' THEN 0 WHEN NEW.phase = 0 THEN 1 ELSE -1 END,
    returns = returns + CASE WHEN NEW.kind <> 'return' THEN 0 WHEN NEW.phase = 0 THEN 1 ELSE -1 END
    WHERE store_id = NEW.store_id;
END;

-- One thing somebody asked TikTok to do, by the id of the click. TikTok takes part of an order back for want of stock alone
-- (https://partner.tiktokshop.com/docv2/page/cancel-order-202309): nothing else gets into this table, whoever asks.
CREATE TABLE aftersale_act (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('cancel', 'decide', 'open')),
  store_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  aftersale_id TEXT,
  decision TEXT NOT NULL,
  reason TEXT,
  note TEXT,
  is_part INTEGER NOT NULL,
  -- 0: done here alone, TikTok was not told.
  is_told INTEGER NOT NULL,
  amount_minor INTEGER,
  currency TEXT,
  state TEXT NOT NULL CHECK (state IN ('sending', 'done', 'refused', 'unconfirmed')),
  code INTEGER,
  words TEXT,
  request_id TEXT,
  by_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- When to look whether TikTok did what it did not answer; NULL when that is known.
  check_at INTEGER,
  CHECK (NOT (kind = 'cancel' AND is_part = 1 AND IFNULL(reason, '') NOT LIKE '%out~_of~_stock%' ESCAPE '~'))
) WITHOUT ROWID;
CREATE INDEX aftersale_act_of_order ON aftersale_act (order_id, at);
CREATE INDEX aftersale_act_to_check ON aftersale_act (check_at) WHERE check_at IS NOT NULL;
CREATE INDEX aftersale_act_untold ON aftersale_act (store_id, at) WHERE is_told = 0;

-- Units somebody cancelled: the row goes when TikTok refuses, so that a unit here that is still open at TikTok is being cancelled. With
-- `is_told` 0 it is cancelled here and TikTok does not know. A unit is in one act at a time.
CREATE TABLE cancel_act (
  order_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  act_id TEXT NOT NULL,
  is_told INTEGER NOT NULL,
  PRIMARY KEY (order_id, line_id)
) WITHOUT ROWID;

-- What came back of a return, unit by unit: each is put on a shelf once, for ever.
CREATE TABLE return_receipt (
  line_id TEXT PRIMARY KEY,
  aftersale_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  store_id TEXT NOT NULL,
  condition TEXT NOT NULL CHECK (condition IN ('sellable', 'unsellable', 'missing', 'not_inspected')),
  warehouse_id TEXT,
  received_by TEXT NOT NULL,
  received_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX return_receipt_of_return ON return_receipt (aftersale_id);

-- Orders that count for TikTok's rates, by the day they were placed (UTC days since 1970): those it ships itself do not.
CREATE TABLE order_day (
  store_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  orders INTEGER NOT NULL,
  PRIMARY KEY (store_id, day)
) WITHOUT ROWID;
INSERT INTO order_day (store_id, day, orders)
  SELECT store_id, create_time / 86400, COUNT(*) FROM orders WHERE fulfilled_by = 'merchant' GROUP BY 1, 2;
CREATE TRIGGER order_day_counts AFTER INSERT ON orders WHEN NEW.fulfilled_by = 'merchant' BEGIN
  INSERT INTO order_day (store_id, day, orders) VALUES (NEW.store_id, NEW.create_time / 86400, 1)
    ON CONFLICT (store_id, day) DO UPDATE SET orders = orders + 1;
END;

-- Streams and what may fail in them are named by the code: a new one needs no new table.
CREATE TABLE cursor_new (
  store_id TEXT NOT NULL,
  stream TEXT NOT NULL,
  until_time INTEGER NOT NULL,
  PRIMARY KEY (store_id, stream)
) WITHOUT ROWID;
INSERT INTO cursor_new SELECT store_id, stream, until_time FROM cursor;
DROP TABLE cursor;
ALTER TABLE cursor_new RENAME TO cursor;

CREATE TABLE backfill_new (
  store_id TEXT NOT NULL,
  stream TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done')),
  from_time INTEGER NOT NULL,
  until_time INTEGER NOT NULL,
  at_time INTEGER NOT NULL,
  page_token TEXT NOT NULL DEFAULT '',
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER,
  moved_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, stream)
) WITHOUT ROWID;
INSERT INTO backfill_new SELECT store_id, stream, state, from_time, until_time, at_time, page_token, done, total, moved_at FROM backfill;
DROP TABLE backfill;
ALTER TABLE backfill_new RENAME TO backfill;
CREATE INDEX backfill_running ON backfill (moved_at) WHERE state = 'running';

CREATE TABLE failed_item_new (
  store_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  item_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  failed_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, kind, item_id)
) WITHOUT ROWID;
INSERT INTO failed_item_new SELECT store_id, kind, item_id, reason, failed_at FROM failed_item;
DROP TABLE failed_item;
ALTER TABLE failed_item_new RENAME TO failed_item;
