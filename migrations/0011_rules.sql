-- Rules: what the desk does by itself, what waits to be looked at by them, what they did, and rehearsals. All of it ours.

-- Auto-replies are rules too: theirs are the hours, the dates and the buyer who is told once. `by_id`: in whose name a reply is filled in.
CREATE TABLE rule (
  id TEXT PRIMARY KEY,
  place INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('rule', 'auto-reply')),
  name TEXT NOT NULL,
  is_on INTEGER NOT NULL DEFAULT 0,
  listens TEXT NOT NULL,
  -- Only where it listens to the clock.
  minutes INTEGER,
  -- A JSON array of store ids; null is every store.
  stores TEXT,
  body TEXT NOT NULL CHECK (json_valid(body)),
  by_id TEXT NOT NULL,
  matched INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  last_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  changed_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX rule_at_work ON rule (is_on, listens);

-- Names of what happened in tickets and no rule has looked at yet. With no rule at work nothing is named.
CREATE TABLE rule_cause (
  ticket_id TEXT NOT NULL,
  cause TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, cause)
) WITHOUT ROWID;
CREATE INDEX rule_cause_by_time ON rule_cause (at);

-- When a ticket has waited, been silent or been resolved for as long as a rule says. Null: told already.
CREATE TABLE rule_timer (
  ticket_id TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  since INTEGER NOT NULL,
  due_at INTEGER,
  PRIMARY KEY (ticket_id, rule_id)
) WITHOUT ROWID;
CREATE INDEX rule_timer_due ON rule_timer (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX rule_timer_of_rule ON rule_timer (rule_id);

-- The log, and what makes a cause do nothing twice. `buyer_id` only of auto-replies.
CREATE TABLE rule_run (
  rule_id TEXT NOT NULL,
  ticket_id TEXT NOT NULL,
  cause TEXT NOT NULL,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('running', 'done', 'failed', 'unmatched', 'suppressed')),
  because TEXT,
  actions TEXT,
  ms INTEGER,
  by_rule TEXT,
  buyer_id TEXT,
  PRIMARY KEY (rule_id, ticket_id, cause)
) WITHOUT ROWID;
CREATE INDEX rule_run_by_rule ON rule_run (rule_id, at, ticket_id, cause);
CREATE INDEX rule_run_of_ticket ON rule_run (ticket_id, at);
CREATE INDEX rule_run_by_time ON rule_run (at);
CREATE INDEX rule_run_of_buyer ON rule_run (buyer_id, at) WHERE buyer_id IS NOT NULL;

-- Rehearsals over the last tickets: a walk by ticket number, newest first, that changes nothing.
CREATE TABLE rule_trial (
  id TEXT PRIMARY KEY,
  by_id TEXT NOT NULL,
  form TEXT NOT NULL CHECK (json_valid(form)),
  below INTEGER NOT NULL,
  looked_at INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL,
  matched INTEGER NOT NULL DEFAULT 0,
  found TEXT NOT NULL DEFAULT '[]',
  is_done INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX rule_trial_by_time ON rule_trial (started_at);

-- An order's move is named with the stage it came from, in the statement that moves it: no road of the mirror can forget to.
CREATE TRIGGER rule_order_moved AFTER UPDATE OF stage ON orders
WHEN OLD.stage IS NOT NULL AND NEW.stage IS NOT NULL AND OLD.stage <> NEW.stage
  AND EXISTS (SELECT 1 FROM rule WHERE is_on = 1 AND listens = 'order-moved') BEGIN
  INSERT OR IGNORE INTO rule_cause (ticket_id, cause, at)
  SELECT r.ticket_id, 'stage:' || NEW.id || ':' || OLD.stage || ':' || NEW.stage || ':' || NEW.update_time, NEW.sent_at
  FROM ticket_order r WHERE r.order_id = NEW.id;
END;

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
  ON CONFLICT (ticket_id, rule_id) DO UPDATE SET since = excluded.since, due_at = excluded.due_at WHERE rule_timer.since <> excluded.since;
END;
