-- What somebody must look at again, as marks of its order, so that the index of marks lists and counts it: "!label", its label could not be made or
-- drawn; "!untold", units were cancelled here and TikTok was not told. People's marks have neither sign. A mark says where to look; what is
-- still so is asked of the few rows it names.

CREATE TRIGGER label_failed_in_run AFTER UPDATE OF outcome ON ship_item WHEN NEW.outcome = 'failed' AND OLD.outcome <> 'failed' BEGIN
  INSERT INTO order_mark (order_id, mark, create_time, store_id, stage, turn, marked_by, marked_at)
    SELECT o.id, '!label', o.create_time, o.store_id, o.stage, o.turn, j.by_id, NEW.at FROM ship_job j
      CROSS JOIN orders o ON o.create_time = (SELECT l.create_time FROM order_line l WHERE l.order_id = NEW.order_id LIMIT 1) AND o.id = NEW.order_id
    WHERE j.id = NEW.job_id AND j.wish->>'do' = 'labels' ON CONFLICT (order_id, mark) DO NOTHING;
END;
CREATE TRIGGER label_made_in_run AFTER UPDATE OF outcome ON ship_item WHEN NEW.outcome = 'done' AND OLD.outcome <> 'done' BEGIN
  DELETE FROM order_mark WHERE order_id = NEW.order_id AND mark = '!label'
    AND (SELECT j.wish->>'do' FROM ship_job j WHERE j.id = NEW.job_id) = 'labels';
END;
CREATE TRIGGER label_refused AFTER UPDATE OF state ON ship_act
  WHEN NEW.state = 'refused' AND OLD.state <> 'refused' AND NEW.wish->>'do' IN ('buy-label', 'hand-over') BEGIN
  INSERT INTO order_mark (order_id, mark, create_time, store_id, stage, turn, marked_by, marked_at)
    SELECT o.id, '!label', o.create_time, o.store_id, o.stage, o.turn, NEW.by_id, NEW.ended_at FROM orders o
    WHERE o.create_time = (SELECT l.create_time FROM order_line l WHERE l.order_id = NEW.order_id LIMIT 1) AND o.id = NEW.order_id
    ON CONFLICT (order_id, mark) DO NOTHING;
END;
-- Whichever way it went.
CREATE TRIGGER label_not_needed AFTER UPDATE OF state ON ship_act
  WHEN NEW.state = 'done' AND OLD.state <> 'done' AND NEW.wish->>'do' IN ('buy-label', 'hand-over', 'self-ship', 'mark-shipped') BEGIN
  DELETE FROM order_mark WHERE order_id = NEW.order_id AND mark = '!label';
END;
CREATE TRIGGER label_kept AFTER INSERT ON parcel_paper WHEN NEW.kind = 'label' BEGIN
  DELETE FROM order_mark WHERE order_id = NEW.order_id AND mark = '!label';
END;
-- A parcel that was scanned has a label, wherever it was printed.
CREATE TRIGGER label_scanned AFTER UPDATE OF collection_time ON orders WHEN NEW.collection_time IS NOT NULL AND OLD.collection_time IS NULL BEGIN
  DELETE FROM order_mark WHERE order_id = NEW.id AND mark = '!label';
END;

CREATE TRIGGER cancel_untold AFTER INSERT ON cancel_act WHEN NEW.is_told = 0 BEGIN
  INSERT INTO order_mark (order_id, mark, create_time, store_id, stage, turn, marked_by, marked_at)
    SELECT o.id, '!untold', o.create_time, o.store_id, o.stage, o.turn, a.by_id, a.at FROM aftersale_act a
      CROSS JOIN orders o ON o.create_time = (SELECT l.create_time FROM order_line l WHERE l.order_id = NEW.order_id LIMIT 1) AND o.id = NEW.order_id
    WHERE a.id = NEW.act_id ON CONFLICT (order_id, mark) DO NOTHING;
END;
CREATE TRIGGER cancel_no_longer_untold AFTER DELETE ON cancel_act WHEN OLD.is_told = 0 BEGIN
  DELETE FROM order_mark WHERE order_id = OLD.order_id AND mark = '!untold'
    AND NOT EXISTS (SELECT 1 FROM cancel_act c WHERE c.order_id = OLD.order_id AND c.is_told = 0);
END;

INSERT OR IGNORE INTO order_mark (order_id, mark, create_time, store_id, stage, turn, marked_by, marked_at)
  SELECT o.id, '!untold', o.create_time, o.store_id, o.stage, o.turn, a.by_id, a.at FROM cancel_act c CROSS JOIN aftersale_act a ON a.id = c.act_id
    CROSS JOIN orders o ON o.create_time = (SELECT l.create_time FROM order_line l WHERE l.order_id = c.order_id LIMIT 1) AND o.id = c.order_id
  WHERE c.is_told = 0;
