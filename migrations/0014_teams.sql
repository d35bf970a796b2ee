-- Teams, who is at work, and whose turn it is. All of it ours.

CREATE TABLE team (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE,
  version INTEGER NOT NULL DEFAULT 1,
  changed_at INTEGER NOT NULL,
  -- A team that is gone keeps its name for the tickets that had it.
  gone_at INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX team_by_name ON team (name) WHERE gone_at IS NULL;

-- Membership gives no right: whoever may not read a store does not see its tickets through a team either.
CREATE TABLE team_member (
  team_id TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  PRIMARY KEY (team_id, user_id)
) WITHOUT ROWID;
CREATE INDEX team_of_member ON team_member (user_id);

-- The stores a team works for; '*' is every store, later ones too.
CREATE TABLE team_store (
  team_id TEXT NOT NULL,
  store_id TEXT NOT NULL,
  PRIMARY KEY (team_id, store_id)
) WITHOUT ROWID;

-- Whoever has no row is here and has no cap of their own. `turn`: the desk's count of turns when this person had the last one.
CREATE TABLE at_work (
  user_id TEXT PRIMARY KEY REFERENCES user (id) ON DELETE CASCADE,
  away_since INTEGER,
  cap INTEGER CHECK (cap >= 0),
  turn INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- What holds for the whole desk, in one row. `turn` counts turns given; `deal` names the last deal, so that only one of two at once takes effect.
CREATE TABLE rota (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  cap INTEGER CHECK (cap >= 0),
  hand_back TEXT NOT NULL DEFAULT 'keep' CHECK (hand_back IN ('team', 'nobody', 'keep')),
  reply_takes INTEGER NOT NULL DEFAULT 1 CHECK (reply_takes IN (0, 1)),
  turn INTEGER NOT NULL DEFAULT 0,
  deal TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1
);
INSERT INTO rota (one) VALUES (1);

ALTER TABLE ticket ADD COLUMN team_id TEXT NOT NULL DEFAULT '';
CREATE INDEX ticket_of_team_by_turn ON ticket (team_id, state, turn, id) WHERE team_id <> '';
CREATE INDEX ticket_of_store_team_by_turn ON ticket (store_id, team_id, state, turn, id) WHERE team_id <> '';

-- Who gets the store's tickets in turn when nobody has them: a team, '*' whoever may reply, '' nobody.
ALTER TABLE store ADD COLUMN deal_to TEXT NOT NULL DEFAULT '';

-- Tickets that wait for somebody's turn. `pool`: the team or '*', a colon, the store. `step`: what the ticket's room does once. `placed`: the
-- ticket stands with its team already. `person_id`: whose turn it is, until the room has been told.
CREATE TABLE ticket_wait (
  ticket_id TEXT PRIMARY KEY,
  pool TEXT NOT NULL,
  since INTEGER NOT NULL,
  step TEXT NOT NULL,
  by_id TEXT,
  by_name TEXT,
  placed INTEGER NOT NULL DEFAULT 0,
  person_id TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX ticket_wait_in_line ON ticket_wait (pool, person_id, since, ticket_id);
CREATE INDEX ticket_wait_unplaced ON ticket_wait (pool) WHERE placed = 0 AND person_id = '';
CREATE INDEX ticket_wait_of_person ON ticket_wait (person_id) WHERE person_id <> '';

-- state 0 is open. A buyer begins to wait for a ticket nobody has: in the statement that says so, so that no road of the summary can forget it.
CREATE TRIGGER ticket_joins_line AFTER UPDATE OF state, waiting_since ON ticket
WHEN NEW.state = 0 AND NEW.waiting_since IS NOT NULL AND NEW.assignee_id = '' AND (OLD.state <> 0 OR OLD.waiting_since IS NULL)
  AND EXISTS (SELECT 1 FROM store WHERE id = NEW.store_id AND deal_to <> '') BEGIN
  INSERT OR IGNORE INTO ticket_wait (ticket_id, pool, since, step)
  SELECT NEW.id, CASE NEW.team_id WHEN '' THEN s.deal_to ELSE NEW.team_id END || ':' || s.id, NEW.waiting_since, 'deal-' || NEW.version
  FROM store s WHERE s.id = NEW.store_id;
END;

-- Somebody has it, or nobody waits any more.
CREATE TRIGGER ticket_leaves_line AFTER UPDATE OF state, waiting_since, assignee_id ON ticket
WHEN (NEW.assignee_id <> '' OR NEW.state <> 0 OR (NEW.waiting_since IS NULL AND OLD.waiting_since IS NOT NULL))
  AND EXISTS (SELECT 1 FROM ticket_wait WHERE ticket_id = NEW.id) BEGIN
  DELETE FROM ticket_wait WHERE ticket_id = NEW.id;
END;

-- Somebody went away: how far the walk over their tickets is; the row goes when it is over, or when they are back.
CREATE TABLE hand_back (
  user_id TEXT PRIMARY KEY REFERENCES user (id) ON DELETE CASCADE,
  way TEXT NOT NULL CHECK (way IN ('team', 'nobody')),
  turn INTEGER NOT NULL DEFAULT -1,
  ticket_id TEXT NOT NULL DEFAULT '',
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL,
  moved_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX hand_back_by_time ON hand_back (moved_at);
