-- A rule's clock counts from what begins or runs on under it. One that ran out before the rule was as it is, or before the store was connected,
-- is history: an import, or a tag put on much later, would have written to buyers out of the blue.
DROP TRIGGER rule_timers_set;

-- state 0 is open. A clock that began anew is counted anew.
CREATE TRIGGER rule_timers_set AFTER UPDATE OF state, waiting_since, last_at, resolved_at ON ticket
WHEN EXISTS (SELECT 1 FROM rule WHERE is_on = 1 AND listens IN ('waiting', 'silent', 'resolved-for')) BEGIN
  DELETE FROM rule_timer WHERE ticket_id = NEW.id AND NOT EXISTS (
    SELECT 1 FROM rule r WHERE r.id = rule_timer.rule_id AND r.is_on = 1
      AND CASE r.listens WHEN 'waiting' THEN NEW.state = 0 AND NEW.waiting_since IS NOT NULL
        WHEN 'silent' THEN NEW.state = 0 ELSE NEW.state = 2 END);
  INSERT INTO rule_timer (ticket_id, rule_id, since, due_at)
  SELECT NEW.id, r.id, s.since, s.since + r.minutes * 60000 FROM rule r CROSS JOIN (
    SELECT 'waiting' AS listens, CASE NEW.state WHEN 0 THEN NEW.waiting_since END AS since
    UNION ALL SELECT 'silent', CASE NEW.state WHEN 0 THEN NEW.last_at END
    UNION ALL SELECT 'resolved-for', CASE NEW.state WHEN 2 THEN NEW.resolved_at END) s
  WHERE r.is_on = 1 AND r.listens = s.listens AND s.since IS NOT NULL
    AND s.since + r.minutes * 60000 > MAX(r.changed_at, (SELECT connected_at FROM store WHERE id = NEW.store_id))
  ON CONFLICT (ticket_id, rule_id) DO UPDATE SET since = excluded.since, due_at = excluded.due_at WHERE rule_timer.since <> excluded.since;
END;
