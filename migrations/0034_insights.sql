-- What reports are made of: days that are added up. A change of an order or of a case writes down once how the order was counted before
-- (figure_due), and a job moves the difference into the days: what is told twice, late or weeks after moves nothing twice.

-- Everything of an order that is counted, as one text.
CREATE VIEW order_facts AS SELECT o.store_id, o.create_time, o.id AS order_id, json_object(
  'create', o.create_time, 'status', o.status, 'by', o.fulfilled_by, 'shipping', o.shipping_type, 'sample', o.is_sample, 'currency', o.currency,
  'paid', o.paid_time, 'shippingFee', o.shipping_minor, 'tax', o.tax_minor, 'rts', o.rts_time, 'collected', o.collection_time,
  'delivered', o.delivery_time, 'cancelled', o.cancel_time, 'cancelBy', o.cancel_by, 'shipBy', o.rts_sla_time, 'collectBy', o.tts_sla_time,
  'deliverBy', o.delivery_sla_time,
  'lines', json((SELECT json_group_array(json_object('id', l.id, 'sku', l.sku_id, 'status', l.status, 'package', l.package_id,
    'price', l.price_minor, 'seller', l.seller_discount_minor, 'platform', l.platform_discount_minor, 'gift', l.is_gift, 'rts', l.rts_time,
    'cancelBy', l.cancel_by)) FROM order_line l WHERE l.order_id = o.id)),
  'packages', json((SELECT json_group_array(json_object('id', p.id, 'provider', p.provider, 'number', p.tracking_number))
    FROM package p WHERE p.order_id = o.id)),
  'cases', json((SELECT json_group_array(json_object('id', a.id, 'kind', a.kind, 'type', a.type, 'status', a.status, 'update', a.update_time,
    'currency', a.currency, 'total', a.refund_minor, 'subtotal', a.subtotal_minor, 'shipping', a.shipping_minor, 'tax', a.tax_minor,
    'keeps', a.keeps_item, 'fault', a.is_fault,
    'lines', json((SELECT json_group_array(json_object('id', u.line_id, 'sku', u.sku_id, 'refund', u.refund_minor))
      FROM aftersale_line u WHERE u.aftersale_id = a.id)))) FROM aftersale a INDEXED BY aftersale_of_order WHERE a.order_id = o.id))
) AS facts FROM orders o;

-- In whose days a store is counted. While it is counted anew, orders behind the walk's place stand in `zone`, those before it in `old_zone`;
-- '' is not counted at all.
CREATE TABLE figure_store (
  store_id TEXT PRIMARY KEY,
  zone TEXT NOT NULL,
  old_zone TEXT NOT NULL DEFAULT '',
  at_time INTEGER,
  at_id TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
INSERT INTO figure_store (store_id, zone, at_time) SELECT id, time_zone, -1 FROM store;
CREATE TRIGGER figure_store_opened AFTER INSERT ON store BEGIN
  INSERT INTO figure_store (store_id, zone) VALUES (NEW.id, NEW.time_zone);
END;
-- A walk that is under way goes to its end first; the next begins there.
CREATE TRIGGER figure_store_moved AFTER UPDATE OF time_zone ON store WHEN NEW.time_zone <> OLD.time_zone BEGIN
  UPDATE figure_store SET old_zone = zone, zone = NEW.time_zone, at_time = -1, at_id = '', version = version + 1
    WHERE store_id = NEW.id AND at_time IS NULL;
END;

-- Orders whose days are to be put right, with how each stood when it was counted last; NULL where it never was.
CREATE TABLE figure_due (
  store_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  create_time INTEGER NOT NULL,
  facts TEXT,
  zone TEXT NOT NULL,
  -- A case that stands in `facts` and was not counted: it came with this very statement.
  without TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  since INTEGER NOT NULL,
  PRIMARY KEY (store_id, order_id)
) WITHOUT ROWID;

CREATE TRIGGER figure_order_came AFTER INSERT ON orders BEGIN
  INSERT INTO figure_due (store_id, order_id, create_time, zone, since) VALUES (NEW.store_id, NEW.id, NEW.create_time, '', NEW.sent_at)
    ON CONFLICT (store_id, order_id) DO UPDATE SET version = version + 1;
END;
-- An order's row is written before its lines and parcels, so that everything still stands as it was counted.
CREATE TRIGGER figure_order_changes BEFORE UPDATE OF update_time ON orders BEGIN
  INSERT INTO figure_due (store_id, order_id, create_time, facts, zone, since)
    SELECT f.store_id, f.order_id, f.create_time, f.facts,
      CASE WHEN (f.create_time, f.order_id) > (s.at_time, s.at_id) THEN s.old_zone ELSE s.zone END, NEW.sent_at
    FROM order_facts f CROSS JOIN figure_store s ON s.store_id = f.store_id
    WHERE f.create_time = OLD.create_time AND f.order_id = OLD.id
    ON CONFLICT (store_id, order_id) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER figure_case_came AFTER INSERT ON aftersale BEGIN
  INSERT INTO figure_due (store_id, order_id, create_time, facts, zone, without, since)
    SELECT f.store_id, f.order_id, f.create_time, f.facts,
      CASE WHEN (f.create_time, f.order_id) > (s.at_time, s.at_id) THEN s.old_zone ELSE s.zone END, NEW.id, NEW.sent_at
    FROM order_facts f CROSS JOIN figure_store s ON s.store_id = f.store_id
    WHERE f.create_time = (SELECT l.create_time FROM order_line l WHERE l.order_id = NEW.order_id LIMIT 1) AND f.order_id = NEW.order_id
    ON CONFLICT (store_id, order_id) DO UPDATE SET version = version + 1;
END;
CREATE TRIGGER figure_case_changes BEFORE UPDATE OF update_time ON aftersale BEGIN
  INSERT INTO figure_due (store_id, order_id, create_time, facts, zone, since)
    SELECT f.store_id, f.order_id, f.create_time, f.facts,
      CASE WHEN (f.create_time, f.order_id) > (s.at_time, s.at_id) THEN s.old_zone ELSE s.zone END, NEW.sent_at
    FROM order_facts f CROSS JOIN figure_store s ON s.store_id = f.store_id
    WHERE f.create_time = (SELECT l.create_time FROM order_line l WHERE l.order_id = OLD.order_id LIMIT 1) AND f.order_id = OLD.order_id
    ON CONFLICT (store_id, order_id) DO UPDATE SET version = version + 1;
END;

-- One store's day, added up. Each number belongs to the day of what it counts: paid, placed, dispatched, due, delivered, refunded.
CREATE TABLE figure_day (
  store_id TEXT NOT NULL,
  day TEXT NOT NULL,
  fulfilled_by TEXT NOT NULL,
  is_sample INTEGER NOT NULL,
  currency TEXT NOT NULL,
  paid INTEGER NOT NULL DEFAULT 0,
  standing INTEGER NOT NULL DEFAULT 0,
  units INTEGER NOT NULL DEFAULT 0,
  gifts INTEGER NOT NULL DEFAULT 0,
  gmv INTEGER NOT NULL DEFAULT 0,
  sold INTEGER NOT NULL DEFAULT 0,
  platform INTEGER NOT NULL DEFAULT 0,
  shipping INTEGER NOT NULL DEFAULT 0,
  tax INTEGER NOT NULL DEFAULT 0,
  cancelled_buyer INTEGER NOT NULL DEFAULT 0,
  cancelled_seller INTEGER NOT NULL DEFAULT 0,
  cancelled_tiktok INTEGER NOT NULL DEFAULT 0,
  refunds INTEGER NOT NULL DEFAULT 0,
  refund_goods INTEGER NOT NULL DEFAULT 0,
  refund_shipping INTEGER NOT NULL DEFAULT 0,
  refund_tax INTEGER NOT NULL DEFAULT 0,
  refund_kept INTEGER NOT NULL DEFAULT 0,
  refund_cancelled INTEGER NOT NULL DEFAULT 0,
  placed INTEGER NOT NULL DEFAULT 0,
  faults INTEGER NOT NULL DEFAULT 0,
  due_ship INTEGER NOT NULL DEFAULT 0,
  on_time_ship INTEGER NOT NULL DEFAULT 0,
  dispatched INTEGER NOT NULL DEFAULT 0,
  dispatched_late INTEGER NOT NULL DEFAULT 0,
  due_collect INTEGER NOT NULL DEFAULT 0,
  on_time_collect INTEGER NOT NULL DEFAULT 0,
  parcels INTEGER NOT NULL DEFAULT 0,
  parcels_scanned INTEGER NOT NULL DEFAULT 0,
  due_deliver INTEGER NOT NULL DEFAULT 0,
  on_time_deliver INTEGER NOT NULL DEFAULT 0,
  delivered INTEGER NOT NULL DEFAULT 0,
  delivered_units INTEGER NOT NULL DEFAULT 0,
  returned_orders INTEGER NOT NULL DEFAULT 0,
  returned_units INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, day, fulfilled_by, is_sample, currency)
) WITHOUT ROWID;

-- What was sold of a SKU in a day ("2026-11-22") and in a month ("m2026-11").
CREATE TABLE figure_sku (
  store_id TEXT NOT NULL,
  period TEXT NOT NULL,
  sku_id TEXT NOT NULL,
  fulfilled_by TEXT NOT NULL,
  is_sample INTEGER NOT NULL,
  currency TEXT NOT NULL,
  units INTEGER NOT NULL DEFAULT 0,
  gmv INTEGER NOT NULL DEFAULT 0,
  sold INTEGER NOT NULL DEFAULT 0,
  cancelled INTEGER NOT NULL DEFAULT 0,
  refunded INTEGER NOT NULL DEFAULT 0,
  delivered INTEGER NOT NULL DEFAULT 0,
  returned INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, period, sku_id, fulfilled_by, is_sample, currency)
) WITHOUT ROWID;

-- How many whole hours lay between payment and delivery, by the day of delivery. Samples are not in it.
CREATE TABLE figure_transit (
  store_id TEXT NOT NULL,
  day TEXT NOT NULL,
  fulfilled_by TEXT NOT NULL,
  provider TEXT NOT NULL,
  hours INTEGER NOT NULL,
  orders INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, day, fulfilled_by, provider, hours)
) WITHOUT ROWID;
