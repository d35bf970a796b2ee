-- Orders nobody has touched for long lose what only their own page reads to R2, one object for many of them. What lists, counts, searches and
-- reports go by stays where it was.

-- Since when its units, parcels, recipient, allocations, acts and papers lie in the archive; NULL while they lie here.
ALTER TABLE orders ADD COLUMN cold_at INTEGER;

CREATE TABLE cold_object (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  -- Where in it begins what says which order lies where in it.
  directory_at INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  -- Somebody lies in it who is not archived any more: it is to be written anew without.
  is_stale INTEGER NOT NULL DEFAULT 0 CHECK (is_stale IN (0, 1)),
  written_at INTEGER NOT NULL
);
CREATE INDEX cold_object_stale ON cold_object (id) WHERE is_stale = 1;

-- Which part of which object an order is, and what of a buyer's lies in it.
CREATE TABLE order_cold (
  order_id TEXT PRIMARY KEY,
  create_time INTEGER NOT NULL,
  object_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  recipients INTEGER NOT NULL,
  papers INTEGER NOT NULL,
  -- Only within the batch that brings it back.
  is_returning INTEGER NOT NULL DEFAULT 0 CHECK (is_returning IN (0, 1))
) WITHOUT ROWID;

-- When an order was last brought back: it stays for a while.
CREATE TABLE order_back (
  order_id TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX order_back_by_time ON order_back (at);

-- Kept by the triggers below, equal to a recount; the newest order that ever was archived, where their list begins.
CREATE TABLE cold_count (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  orders INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  newest_time INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
INSERT INTO cold_count (one) VALUES (1);
CREATE TRIGGER order_cold_counted AFTER INSERT ON order_cold BEGIN
  UPDATE cold_count SET orders = orders + 1, bytes = bytes + NEW.bytes, newest_time = MAX(newest_time, NEW.create_time) WHERE one = 1;
END;
CREATE TRIGGER order_cold_uncounted AFTER DELETE ON order_cold BEGIN
  UPDATE cold_count SET orders = orders - 1, bytes = bytes - OLD.bytes WHERE one = 1;
END;

-- Nothing is written to an order that lies in the archive: whoever has news of it brings it back first, and a road that forgets to ends here.
CREATE TRIGGER order_cold_stays BEFORE UPDATE OF update_time, stage, person_gone_at ON orders
  WHEN OLD.cold_at IS NOT NULL AND NEW.cold_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'the order lies in the archive');
END;
CREATE TRIGGER order_cold_takes_no_case BEFORE INSERT ON aftersale
  WHEN EXISTS (SELECT 1 FROM order_cold c WHERE c.order_id = NEW.order_id) AND NOT EXISTS (SELECT 1 FROM aftersale a WHERE a.id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'the order lies in the archive');
END;
CREATE TRIGGER order_cold_keeps_cases BEFORE UPDATE OF update_time ON aftersale
  WHEN EXISTS (SELECT 1 FROM order_cold c WHERE c.order_id = NEW.order_id) BEGIN
  SELECT RAISE(ABORT, 'the order lies in the archive');
END;
CREATE TRIGGER order_cold_takes_no_place BEFORE INSERT ON allocation
  WHEN EXISTS (SELECT 1 FROM order_cold c WHERE c.order_id = NEW.order_id AND c.is_returning = 0) BEGIN
  SELECT RAISE(ABORT, 'the order lies in the archive');
END;
CREATE TRIGGER order_cold_takes_no_act BEFORE INSERT ON ship_act
  WHEN EXISTS (SELECT 1 FROM order_cold c WHERE c.order_id = NEW.order_id AND c.is_returning = 0) BEGIN
  SELECT RAISE(ABORT, 'the order lies in the archive');
END;
CREATE TRIGGER order_cold_takes_no_paper BEFORE INSERT ON parcel_paper
  WHEN EXISTS (SELECT 1 FROM order_cold c WHERE c.order_id = NEW.order_id AND c.is_returning = 0) BEGIN
  SELECT RAISE(ABORT, 'the order lies in the archive');
END;
CREATE TRIGGER order_cold_takes_no_return BEFORE INSERT ON own_return
  WHEN EXISTS (SELECT 1 FROM order_cold c WHERE c.order_id = NEW.order_id) BEGIN
  SELECT RAISE(ABORT, 'the order lies in the archive');
END;

-- After how many months an order is cold; NULL: never.
CREATE TABLE archive_setting (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  months INTEGER CHECK (months > 0),
  version INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
INSERT INTO archive_setting (one, months) VALUES (1, 18);

-- The last night of the archive, and how far it is.
CREATE TABLE archive_night (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  began_at INTEGER NOT NULL,
  step TEXT NOT NULL CHECK (step IN ('orders', 'rewrite', 'sweep', 'done', 'failed')),
  -- The last thing that was looked at in this step.
  place TEXT NOT NULL DEFAULT '',
  orders INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  -- Nobody walks before; NULL where nothing is left to walk.
  walk_at INTEGER,
  stumbles INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- How large the database was each night.
CREATE TABLE size_day (
  day INTEGER PRIMARY KEY,
  bytes INTEGER NOT NULL
) WITHOUT ROWID;
