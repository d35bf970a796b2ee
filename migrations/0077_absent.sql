-- What begins to be to do while its person is away goes the way the others went when they left; what a person has who is disabled is nobody's.

-- Where this absence sends what is to do; NULL keeps it, as while they are here.
ALTER TABLE at_work ADD COLUMN way TEXT CHECK (way IN ('team', 'nobody'));

-- state 0 is open. The walk begins anew, and the next minute's round sends for it.
CREATE TRIGGER ticket_finds_nobody AFTER UPDATE OF state, waiting_since ON ticket
WHEN NEW.state = 0 AND NEW.assignee_id <> '' AND (OLD.state <> 0 OR (OLD.waiting_since IS NULL AND NEW.waiting_since IS NOT NULL))
  AND EXISTS (SELECT 1 FROM at_work w CROSS JOIN user u ON u.id = w.user_id WHERE w.user_id = NEW.assignee_id AND w.away_since IS NOT NULL
    AND w.way IS NOT NULL AND (NEW.waiting_since IS NOT NULL OR u.disabled_at IS NOT NULL)) BEGIN
  INSERT INTO hand_back (user_id, way, total, moved_at) SELECT user_id, way, 1, 0 FROM at_work WHERE user_id = NEW.assignee_id
  ON CONFLICT (user_id) DO UPDATE SET turn = -1, ticket_id = '';
END;
