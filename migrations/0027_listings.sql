-- How items and listings are found, and where listings stand for whoever maps them. All of it but the acts repeats what other tables say, kept
-- by triggers, and may be rebuilt from them.

ALTER TABLE item ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- Names the row in the search, which knows numbers only.
ALTER TABLE item ADD COLUMN number INTEGER;
CREATE UNIQUE INDEX item_by_number ON item (number);
CREATE INDEX item_offered ON item (sku) WHERE archived_at IS NULL;
CREATE INDEX item_archived ON item (sku) WHERE archived_at IS NOT NULL;
CREATE INDEX listing_by_seller_sku ON listing (store_id, seller_sku) WHERE seller_sku IS NOT NULL;

-- Parts of words are found too, and words of scripts without spaces.
CREATE VIRTUAL TABLE item_search USING fts5 (
  words, item_id UNINDEXED, content = '', contentless_delete = 1, contentless_unindexed = 1, tokenize = 'trigram remove_diacritics 1'
);
CREATE VIRTUAL TABLE listing_search USING fts5 (
  store, words, sku_id UNINDEXED, content = '', contentless_delete = 1, contentless_unindexed = 1, tokenize = 'trigram remove_diacritics 1'
);

CREATE TRIGGER item_numbered AFTER INSERT ON item BEGIN
  UPDATE item SET number = 1 + IFNULL((SELECT MAX(number) FROM item), 0) WHERE id = NEW.id;
END;
CREATE TRIGGER item_worded AFTER UPDATE OF number, sku, name, barcode ON item BEGIN
  DELETE FROM item_search WHERE rowid = OLD.number;
  INSERT INTO item_search (rowid, words, item_id) VALUES (NEW.number, NEW.sku || ' ' || NEW.name || ' ' || IFNULL(NEW.barcode, ''), NEW.id);
END;

-- One row per listing. In lists, what is unmapped comes first, and of that what most orders wait for.
CREATE TABLE listing_place (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  state INTEGER NOT NULL DEFAULT 0 CHECK (state IN (0, 1, 2)),
  -- Orders in review because of it.
  waiting INTEGER NOT NULL DEFAULT 0,
  -- The act that mapped or unmapped it last: what is undone must still be as that act left it.
  act_id TEXT,
  turn INTEGER AS (state * 1000000000 - waiting),
  PRIMARY KEY (store_id, id)
) WITHOUT ROWID;
CREATE INDEX listing_place_by_turn ON listing_place (turn, id);
CREATE INDEX listing_place_of_store ON listing_place (store_id, turn, id);

CREATE TABLE listing_count (
  store_id TEXT PRIMARY KEY,
  unmapped INTEGER NOT NULL DEFAULT 0,
  mapped INTEGER NOT NULL DEFAULT 0,
  ignored INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

INSERT INTO listing_place (store_id, id, state, waiting)
  SELECT l.store_id, l.sku_id, IFNULL((SELECT CASE m.state WHEN 'mapped' THEN 1 ELSE 2 END FROM listing_map m
      WHERE m.store_id = l.store_id AND m.sku_id = l.sku_id), 0),
    (SELECT COUNT(*) FROM order_review r WHERE r.store_id = l.store_id AND r.reason = 'listing-unmapped' AND r.ref = l.sku_id)
  FROM listing l;
INSERT INTO listing_count (store_id, unmapped, mapped, ignored)
  SELECT store_id, SUM(state = 0), SUM(state = 1), SUM(state = 2) FROM listing_place GROUP BY store_id;
INSERT INTO listing_search (rowid, store, words, sku_id)
  SELECT CAST(sku_id AS INTEGER), store_id, title || ' ' || IFNULL(variation, '') || ' ' || IFNULL(seller_sku, '') || ' ' || sku_id || ' '
    || IFNULL(product_id, ''), sku_id FROM listing GROUP BY CAST(sku_id AS INTEGER);

CREATE TRIGGER listing_arrives AFTER INSERT ON listing BEGIN
  INSERT INTO listing_place (store_id, id, state, waiting)
    SELECT NEW.store_id, NEW.sku_id, IFNULL((SELECT CASE m.state WHEN 'mapped' THEN 1 ELSE 2 END FROM listing_map m
        WHERE m.store_id = NEW.store_id AND m.sku_id = NEW.sku_id), 0),
      (SELECT COUNT(*) FROM order_review r WHERE r.store_id = NEW.store_id AND r.reason = 'listing-unmapped' AND r.ref = NEW.sku_id);
  DELETE FROM listing_search WHERE rowid = CAST(NEW.sku_id AS INTEGER);
  INSERT INTO listing_search (rowid, store, words, sku_id) VALUES (CAST(NEW.sku_id AS INTEGER), NEW.store_id, NEW.title || ' '
    || IFNULL(NEW.variation, '') || ' ' || IFNULL(NEW.seller_sku, '') || ' ' || NEW.sku_id || ' ' || IFNULL(NEW.product_id, ''), NEW.sku_id);
END;
CREATE TRIGGER listing_worded AFTER UPDATE OF title, variation, seller_sku, product_id ON listing
  WHEN NEW.title IS NOT OLD.title OR NEW.variation IS NOT OLD.variation OR NEW.seller_sku IS NOT OLD.seller_sku
    OR NEW.product_id IS NOT OLD.product_id BEGIN
  DELETE FROM listing_search WHERE rowid = CAST(NEW.sku_id AS INTEGER);
  INSERT INTO listing_search (rowid, store, words, sku_id) VALUES (CAST(NEW.sku_id AS INTEGER), NEW.store_id, NEW.title || ' '
    || IFNULL(NEW.variation, '') || ' ' || IFNULL(NEW.seller_sku, '') || ' ' || NEW.sku_id || ' ' || IFNULL(NEW.product_id, ''), NEW.sku_id);
END;

CREATE TRIGGER listing_place_counted AFTER INSERT ON listing_place BEGIN
  INSERT INTO listing_count (store_id) SELECT NEW.store_id WHERE NOT EXISTS (SELECT 1 FROM listing_count WHERE store_id = NEW.store_id);
  UPDATE listing_count SET unmapped = unmapped + (NEW.state = 0), mapped = mapped + (NEW.state = 1), ignored = ignored + (NEW.state = 2)
    WHERE store_id = NEW.store_id;
END;
CREATE TRIGGER listing_place_moved AFTER UPDATE OF state ON listing_place WHEN NEW.state <> OLD.state BEGIN
  UPDATE listing_count SET unmapped = unmapped + (NEW.state = 0) - (OLD.state = 0), mapped = mapped + (NEW.state = 1) - (OLD.state = 1),
    ignored = ignored + (NEW.state = 2) - (OLD.state = 2) WHERE store_id = NEW.store_id;
END;
CREATE TRIGGER listing_map_made AFTER INSERT ON listing_map BEGIN
  UPDATE listing_place SET state = CASE NEW.state WHEN 'mapped' THEN 1 ELSE 2 END WHERE store_id = NEW.store_id AND id = NEW.sku_id;
END;
CREATE TRIGGER listing_map_changed AFTER UPDATE OF state ON listing_map BEGIN
  UPDATE listing_place SET state = CASE NEW.state WHEN 'mapped' THEN 1 ELSE 2 END WHERE store_id = NEW.store_id AND id = NEW.sku_id;
END;
CREATE TRIGGER listing_map_ended AFTER DELETE ON listing_map BEGIN
  UPDATE listing_place SET state = 0 WHERE store_id = OLD.store_id AND id = OLD.sku_id;
END;
CREATE TRIGGER order_review_waits AFTER INSERT ON order_review WHEN NEW.reason = 'listing-unmapped' BEGIN
  UPDATE listing_place SET waiting = waiting + 1 WHERE store_id = NEW.store_id AND id = NEW.ref;
END;
CREATE TRIGGER order_review_goes_on AFTER DELETE ON order_review WHEN OLD.reason = 'listing-unmapped' BEGIN
  UPDATE listing_place SET waiting = waiting - 1 WHERE store_id = OLD.store_id AND id = OLD.ref;
END;

-- What mapping changed, for whoever wants it back soon after. `before` holds the listings as they were.
CREATE TABLE mapping_act (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  before TEXT NOT NULL CHECK (json_valid(before)),
  undone_at INTEGER
) WITHOUT ROWID;
CREATE INDEX mapping_act_by_time ON mapping_act (at);

-- Goods in TikTok's own warehouses carry a code of their own: theirs. One row per goods and SKU.
CREATE TABLE fbt_goods (
  store_id TEXT NOT NULL,
  sku_id TEXT NOT NULL,
  goods_id TEXT NOT NULL,
  reference_code TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (store_id, sku_id, goods_id)
) WITHOUT ROWID;
CREATE INDEX fbt_goods_by_code ON fbt_goods (store_id, reference_code);

-- When a store's goods were last read, or why they were not.
CREATE TABLE fbt_pull (
  store_id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  because TEXT
) WITHOUT ROWID;
