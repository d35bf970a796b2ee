-- What is due is taken off by whoever has thought it over as it was named then. A count that begins at one again would let somebody who read it
-- before take off what was named since: each naming has a number of its own.
CREATE TRIGGER balance_due_named AFTER INSERT ON balance_due BEGIN
  UPDATE balance_due SET named = ABS(RANDOM() % 9007199254740991) WHERE item_id = NEW.item_id;
END;

-- Where a store ships from also changes what is being thought over just now.
DROP TRIGGER balance_on_sources;
CREATE TRIGGER balance_on_sources AFTER INSERT ON store_warehouse
  WHEN (SELECT began_at FROM balance_store WHERE store_id = NEW.store_id) IS NOT NULL BEGIN
  INSERT OR REPLACE INTO balance_due (item_id, named, since)
    SELECT DISTINCT IFNULL(q.item_id, p.item_id), 0, 0 FROM listing_part p LEFT JOIN kit_part q ON q.kit_id = p.item_id
    WHERE p.store_id = NEW.store_id;
END;
