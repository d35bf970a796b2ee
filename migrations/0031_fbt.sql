-- Orders that TikTok's own warehouses ship, brought in by a store that says so: from a day on, into a warehouse of their own.

ALTER TABLE store ADD COLUMN fbt_import INTEGER NOT NULL DEFAULT 0 CHECK (fbt_import IN (0, 1));
-- Epoch seconds at which the start date begins in the store's zone. It stays when the import is switched off.
ALTER TABLE store ADD COLUMN fbt_since INTEGER;
ALTER TABLE store ADD COLUMN fbt_warehouse_id TEXT REFERENCES warehouse (id)
  CHECK ((fbt_since IS NULL) = (fbt_warehouse_id IS NULL)) CHECK (fbt_import = 0 OR fbt_since IS NOT NULL);
-- Epoch milliseconds since which it is as it is; NULL while nobody has ever changed it.
ALTER TABLE store ADD COLUMN fbt_at INTEGER;
CREATE UNIQUE INDEX store_of_fbt_warehouse ON store (fbt_warehouse_id) WHERE fbt_warehouse_id IS NOT NULL;

-- Switched on, everything from the start date on is fetched; moved to an earlier date, only what lies between. A walk that is not done yet goes
-- on from where it stands, to the earlier end.
CREATE TRIGGER fbt_begins AFTER UPDATE OF fbt_import, fbt_since ON store
  WHEN NEW.fbt_import = 1 AND (OLD.fbt_import = 0 OR NEW.fbt_since < OLD.fbt_since) BEGIN
  INSERT OR REPLACE INTO backfill (store_id, stream, state, from_time, until_time, at_time, moved_at)
    SELECT NEW.id, 'fbt', 'running', NEW.fbt_since, w.until, w.until, 0 FROM (SELECT CASE
      WHEN OLD.fbt_import = 0 THEN NEW.fbt_at / 1000 + 1
      ELSE IFNULL((SELECT b.at_time FROM backfill b WHERE b.store_id = NEW.id AND b.stream = 'fbt' AND b.state = 'running'), OLD.fbt_since)
      END AS until) w;
END;
-- From where a store that takes no other orders follows what changes.
CREATE TRIGGER fbt_follows AFTER UPDATE OF fbt_import ON store WHEN NEW.fbt_import = 1 AND OLD.fbt_import = 0 BEGIN
  INSERT OR REPLACE INTO cursor (store_id, stream, until_time) VALUES (NEW.id, 'fbt', NEW.fbt_at / 1000);
END;
-- Moved to a later date, or switched off, what is not in yet stays out; what is in stays.
CREATE TRIGGER fbt_shrinks AFTER UPDATE OF fbt_import, fbt_since ON store
  WHEN NEW.fbt_import = 1 AND OLD.fbt_import = 1 AND NEW.fbt_since > OLD.fbt_since BEGIN
  UPDATE backfill SET from_time = NEW.fbt_since, at_time = MAX(at_time, NEW.fbt_since)
    WHERE store_id = NEW.id AND stream = 'fbt' AND state = 'running';
END;
CREATE TRIGGER fbt_ends AFTER UPDATE OF fbt_import ON store WHEN NEW.fbt_import = 0 AND OLD.fbt_import = 1 BEGIN
  DELETE FROM backfill WHERE store_id = NEW.id AND stream = 'fbt';
END;
