-- How parcels leave: ours. What was asked of TikTok about a parcel, what a parcel is like in detail, its papers, what sets of items weigh, and
-- work on many orders at once.

-- Written before TikTok is asked, because TikTok knows no idempotency key. While one is on its way, or nobody knows whether it arrived, nothing
-- else is asked about the order: the index refuses it.
CREATE TABLE ship_act (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL,
  store_id TEXT NOT NULL,
  wish TEXT NOT NULL CHECK (json_valid(wish)),
  state TEXT NOT NULL CHECK (state IN ('sending', 'done', 'refused', 'unconfirmed')),
  -- What came of it: parcels, a price.
  outcome TEXT CHECK (outcome IS NULL OR json_valid(outcome)),
  -- TikTok's own words where it refused.
  code INTEGER,
  words TEXT,
  request_id TEXT,
  by_id TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  -- When it is looked at again; NULL where all is known.
  look_at INTEGER,
  ended_at INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX ship_act_under_way ON ship_act (order_id) WHERE state IN ('sending', 'unconfirmed');
CREATE INDEX ship_act_of_order ON ship_act (order_id, begun_at);
CREATE INDEX ship_act_to_look_at ON ship_act (look_at) WHERE look_at IS NOT NULL;

-- What TikTok says of a parcel beyond what its order tells: theirs, as of `asked_at`.
CREATE TABLE package_detail (
  package_id TEXT PRIMARY KEY,
  store_id TEXT NOT NULL,
  orders TEXT NOT NULL CHECK (json_valid(orders)),
  status TEXT NOT NULL,
  sub_status TEXT,
  exception TEXT,
  tag TEXT,
  handover TEXT,
  pickup_from INTEGER,
  pickup_until INTEGER,
  carrier_id TEXT,
  asked_at INTEGER NOT NULL
) WITHOUT ROWID;

-- A parcel's papers, kept in R2 once they were had. `number` is the tracking number they were made for: another one asks for another label.
CREATE TABLE parcel_paper (
  package_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('label', 'slip')),
  order_id TEXT NOT NULL,
  store_id TEXT NOT NULL,
  number TEXT NOT NULL,
  file TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  fetched_at INTEGER NOT NULL,
  printed_at INTEGER,
  printed_by TEXT,
  PRIMARY KEY (package_id, kind)
) WITHOUT ROWID;
CREATE INDEX parcel_paper_of_order ON parcel_paper (order_id);

-- What a set of units weighed and measured the last time, so that nobody weighs the same twice.
CREATE TABLE parcel_size (
  store_id TEXT NOT NULL,
  contents TEXT NOT NULL,
  grams INTEGER NOT NULL CHECK (grams > 0),
  length_mm INTEGER NOT NULL CHECK (length_mm > 0),
  width_mm INTEGER NOT NULL CHECK (width_mm > 0),
  height_mm INTEGER NOT NULL CHECK (height_mm > 0),
  used_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, contents)
) WITHOUT ROWID;

CREATE TABLE ship_job (
  id TEXT PRIMARY KEY,
  by_id TEXT NOT NULL,
  wish TEXT NOT NULL CHECK (json_valid(wish)),
  state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'done')),
  -- Nobody walks before; NULL where nothing is left to walk.
  walk_at INTEGER,
  stumbles INTEGER NOT NULL DEFAULT 0,
  -- Kept by the triggers below, equal to a recount.
  total INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX ship_job_of_person ON ship_job (by_id, created_at);
CREATE INDEX ship_job_by_time ON ship_job (created_at);
CREATE INDEX ship_job_to_walk ON ship_job (walk_at) WHERE walk_at IS NOT NULL;

CREATE TABLE ship_item (
  job_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  outcome TEXT NOT NULL DEFAULT 'waiting' CHECK (outcome IN ('waiting', 'done', 'skipped', 'failed')),
  because TEXT CHECK (because IS NULL OR json_valid(because)),
  -- The parcels whose papers belong to the printed set.
  packages TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(packages)),
  tries INTEGER NOT NULL DEFAULT 0,
  at INTEGER,
  PRIMARY KEY (job_id, place)
) WITHOUT ROWID;
CREATE UNIQUE INDEX ship_item_of_order ON ship_item (job_id, order_id);
CREATE INDEX ship_item_by_outcome ON ship_item (job_id, outcome, place);

CREATE TRIGGER ship_item_counted AFTER INSERT ON ship_item BEGIN
  UPDATE ship_job SET total = total + 1 WHERE id = NEW.job_id;
END;
CREATE TRIGGER ship_item_moved AFTER UPDATE OF outcome ON ship_item WHEN OLD.outcome <> NEW.outcome BEGIN
  UPDATE ship_job SET
    done = done - (OLD.outcome = 'done') + (NEW.outcome = 'done'),
    skipped = skipped - (OLD.outcome = 'skipped') + (NEW.outcome = 'skipped'),
    failed = failed - (OLD.outcome = 'failed') + (NEW.outcome = 'failed')
  WHERE id = NEW.job_id;
END;
