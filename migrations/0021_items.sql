-- What we sell, as we know it, and which listings sell it: ours. A listing is mapped when it stands here; a kit is made of other items.

CREATE TABLE item (
  id TEXT PRIMARY KEY,
  sku TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'standard' CHECK (kind IN ('standard', 'kit')),
  barcode TEXT,
  cost_minor INTEGER CHECK (cost_minor >= 0),
  cost_currency TEXT,
  archived_at INTEGER,
  created_at INTEGER NOT NULL,
  CHECK ((cost_minor IS NULL) = (cost_currency IS NULL))
) WITHOUT ROWID;
CREATE INDEX item_by_barcode ON item (barcode) WHERE barcode IS NOT NULL;

CREATE TABLE kit_part (
  kit_id TEXT NOT NULL REFERENCES item (id) ON DELETE CASCADE,
  item_id TEXT NOT NULL REFERENCES item (id),
  qty INTEGER NOT NULL CHECK (qty BETWEEN 1 AND 999),
  PRIMARY KEY (kit_id, item_id),
  CHECK (kit_id <> item_id)
) WITHOUT ROWID;
CREATE INDEX kit_part_by_item ON kit_part (item_id);

-- A listing without a row here is unmapped; an ignored one sells without stock of ours.
CREATE TABLE listing_map (
  store_id TEXT NOT NULL,
  sku_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('mapped', 'ignored')),
  mapped_at INTEGER NOT NULL,
  mapped_by TEXT NOT NULL,
  PRIMARY KEY (store_id, sku_id)
) WITHOUT ROWID;

-- What leaves a shelf when one unit of the listing is sold: a pack of three is one row with qty 3.
CREATE TABLE listing_part (
  store_id TEXT NOT NULL,
  sku_id TEXT NOT NULL,
  item_id TEXT NOT NULL REFERENCES item (id),
  qty INTEGER NOT NULL CHECK (qty BETWEEN 1 AND 999),
  PRIMARY KEY (store_id, sku_id, item_id)
) WITHOUT ROWID;
CREATE INDEX listing_part_by_item ON listing_part (item_id);
