-- A unit of several parts waits for the one that is missing and holds the others where they are. What becomes free elsewhere may let all of it leave
-- from there, although the missing part lay there all the time: so orders that wait for what is sold together with it hear of it too.
CREATE TRIGGER stock_movement_completes AFTER INSERT ON stock_movement WHEN NEW.d_on_hand > NEW.d_allocated BEGIN
  INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
    SELECT a.order_id, a.create_time, a.store_id, NEW.at
    FROM kit_part k INDEXED BY kit_part_by_item CROSS JOIN kit_part q ON q.kit_id = k.kit_id AND q.item_id <> k.item_id
      CROSS JOIN allocation a INDEXED BY allocation_short ON a.item_id = q.item_id AND a.state = 'short'
    WHERE k.item_id = NEW.item_id
      AND (SELECT w.rank FROM store_warehouse w WHERE w.store_id = a.store_id AND w.warehouse_id = NEW.warehouse_id) IS NOT NULL
    LIMIT 500;
  INSERT OR IGNORE INTO settle_due (order_id, create_time, store_id, since)
    SELECT a.order_id, a.create_time, a.store_id, NEW.at
    FROM listing_part p INDEXED BY listing_part_by_item
      CROSS JOIN listing_part q ON q.store_id = p.store_id AND q.sku_id = p.sku_id AND q.item_id <> p.item_id
      CROSS JOIN allocation a INDEXED BY allocation_short ON a.item_id = q.item_id AND a.state = 'short'
    WHERE p.item_id = NEW.item_id
      AND (SELECT w.rank FROM store_warehouse w WHERE w.store_id = a.store_id AND w.warehouse_id = NEW.warehouse_id) IS NOT NULL
    LIMIT 500;
END;
