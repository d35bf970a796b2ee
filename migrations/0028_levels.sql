-- What lists of stock ask for: how much still waits for each item, kept by trigger, and what is out of order by an index of its own.

-- Pieces that orders wait for; an item nobody waits for has no row.
CREATE TABLE stock_short (
  item_id TEXT PRIMARY KEY,
  units INTEGER NOT NULL CHECK (units >= 0)
) WITHOUT ROWID;

CREATE TRIGGER allocation_begins_short AFTER INSERT ON allocation WHEN NEW.state = 'short' BEGIN
  INSERT OR IGNORE INTO stock_short (item_id, units) VALUES (NEW.item_id, 0);
  UPDATE stock_short SET units = units + NEW.qty WHERE item_id = NEW.item_id;
END;
CREATE TRIGGER allocation_changes_short AFTER UPDATE OF state, qty ON allocation
  WHEN (OLD.state = 'short') * OLD.qty <> (NEW.state = 'short') * NEW.qty BEGIN
  INSERT OR IGNORE INTO stock_short (item_id, units) VALUES (NEW.item_id, 0);
  UPDATE stock_short SET units = units + (NEW.state = 'short') * NEW.qty - (OLD.state = 'short') * OLD.qty WHERE item_id = NEW.item_id;
  DELETE FROM stock_short WHERE item_id = NEW.item_id AND units = 0;
END;
CREATE TRIGGER allocation_ends_short AFTER DELETE ON allocation WHEN OLD.state = 'short' BEGIN
  UPDATE stock_short SET units = units - OLD.qty WHERE item_id = OLD.item_id;
  DELETE FROM stock_short WHERE item_id = OLD.item_id AND units = 0;
END;

-- More was promised or sent than is there.
CREATE INDEX stock_level_below_zero ON stock_level (item_id) WHERE on_hand < allocated;
-- What can stand on a shelf, as people look for it.
CREATE INDEX item_on_shelves ON item (sku) WHERE kind = 'standard' AND archived_at IS NULL;
