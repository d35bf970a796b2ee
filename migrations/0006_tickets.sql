-- Conversations as TikTok holds them, and tickets: one summary row per ticket, written by the ticket's room alone, except is_current, which
-- threading decides.

-- `pulled_index`: the newest message we have seen; `handed_index`: the newest one a ticket holds.
CREATE TABLE conversation (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  buyer_user_id TEXT,
  buyer_name TEXT NOT NULL,
  avatar_url TEXT,
  can_send INTEGER NOT NULL,
  pulled_index TEXT NOT NULL DEFAULT '0',
  handed_index TEXT NOT NULL DEFAULT '0',
  last_time INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, id)
) WITHOUT ROWID;
CREATE INDEX conversation_by_time ON conversation (store_id, last_time);

CREATE TABLE ticket (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  store_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  is_current INTEGER NOT NULL,
  follow_up_of TEXT,
  -- A ticket that follows another holds nothing older than this; '0' for a conversation's first.
  opening_index TEXT NOT NULL,
  buyer_user_id TEXT,
  buyer_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
  turn INTEGER NOT NULL,
  assignee_id TEXT NOT NULL DEFAULT '',
  waiting_since INTEGER,
  due_at INTEGER,
  last_at INTEGER NOT NULL,
  last_by TEXT NOT NULL DEFAULT 'buyer',
  preview TEXT NOT NULL DEFAULT '',
  order_id TEXT,
  trouble TEXT,
  snoozed_until INTEGER,
  resolved_at INTEGER,
  wake_at INTEGER,
  version INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
-- A conversation has one current ticket: two first messages at once make one.
CREATE UNIQUE INDEX ticket_current ON ticket (conversation_id) WHERE is_current = 1;
CREATE INDEX ticket_of_conversation ON ticket (conversation_id, created_at);
CREATE INDEX ticket_by_turn ON ticket (state, turn, id);
CREATE INDEX ticket_of_store_by_turn ON ticket (store_id, state, turn, id);
CREATE INDEX ticket_of_assignee_by_turn ON ticket (assignee_id, state, turn, id);
CREATE INDEX ticket_of_store_assignee_by_turn ON ticket (store_id, assignee_id, state, turn, id);
CREATE INDEX ticket_overdue ON ticket (wake_at) WHERE wake_at IS NOT NULL;

CREATE TABLE ticket_order (
  ticket_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  PRIMARY KEY (ticket_id, order_id)
) WITHOUT ROWID;
CREATE INDEX ticket_of_order ON ticket_order (order_id);

-- Which ticket a message of ours was written in: its echo belongs there, even when the conversation has moved on to another ticket.
CREATE TABLE sent_reply (
  message_id TEXT PRIMARY KEY,
  ticket_id TEXT NOT NULL
) WITHOUT ROWID;

-- How many tickets stand where, per store and assignee ('' nobody, '*' all of them). Kept by the triggers below, equal to a recount.
CREATE TABLE ticket_count (
  store_id TEXT NOT NULL,
  assignee_id TEXT NOT NULL,
  todo INTEGER NOT NULL DEFAULT 0,
  waiting INTEGER NOT NULL DEFAULT 0,
  snoozed INTEGER NOT NULL DEFAULT 0,
  resolved INTEGER NOT NULL DEFAULT 0,
  spam INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, assignee_id)
) WITHOUT ROWID;

CREATE TRIGGER ticket_counted_new AFTER INSERT ON ticket BEGIN
  INSERT INTO ticket_count (store_id, assignee_id, todo, waiting, snoozed, resolved, spam)
  SELECT NEW.store_id, value, NEW.state = 0 AND NEW.waiting_since IS NOT NULL, NEW.state = 0 AND NEW.waiting_since IS NULL,
    NEW.state = 1, NEW.state = 2, NEW.state = 3 FROM json_each(json_array('*', NEW.assignee_id)) WHERE true
  ON CONFLICT (store_id, assignee_id) DO UPDATE SET todo = todo + excluded.todo, waiting = waiting + excluded.waiting,
    snoozed = snoozed + excluded.snoozed, resolved = resolved + excluded.resolved, spam = spam + excluded.spam;
END;

-- One trigger for both kinds of move: SQLite promises no order between two.
CREATE TRIGGER ticket_counted_moved AFTER UPDATE OF state, waiting_since, assignee_id ON ticket
WHEN OLD.state <> NEW.state OR (OLD.waiting_since IS NULL) <> (NEW.waiting_since IS NULL) OR OLD.assignee_id <> NEW.assignee_id BEGIN
  UPDATE ticket_count SET
    todo = todo - (OLD.state = 0 AND OLD.waiting_since IS NOT NULL) + (NEW.state = 0 AND NEW.waiting_since IS NOT NULL),
    waiting = waiting - (OLD.state = 0 AND OLD.waiting_since IS NULL) + (NEW.state = 0 AND NEW.waiting_since IS NULL),
    snoozed = snoozed - (OLD.state = 1) + (NEW.state = 1),
    resolved = resolved - (OLD.state = 2) + (NEW.state = 2),
    spam = spam - (OLD.state = 3) + (NEW.state = 3)
  WHERE store_id = NEW.store_id AND assignee_id IN ('*', CASE OLD.assignee_id WHEN NEW.assignee_id THEN NEW.assignee_id ELSE '*' END)
    AND (OLD.state <> NEW.state OR (OLD.waiting_since IS NULL) <> (NEW.waiting_since IS NULL));
  UPDATE ticket_count SET
    todo = todo - (OLD.state = 0 AND OLD.waiting_since IS NOT NULL), waiting = waiting - (OLD.state = 0 AND OLD.waiting_since IS NULL),
    snoozed = snoozed - (OLD.state = 1), resolved = resolved - (OLD.state = 2), spam = spam - (OLD.state = 3)
  WHERE store_id = NEW.store_id AND assignee_id = OLD.assignee_id AND OLD.assignee_id <> NEW.assignee_id;
  INSERT INTO ticket_count (store_id, assignee_id, todo, waiting, snoozed, resolved, spam)
  SELECT NEW.store_id, NEW.assignee_id, NEW.state = 0 AND NEW.waiting_since IS NOT NULL, NEW.state = 0 AND NEW.waiting_since IS NULL,
    NEW.state = 1, NEW.state = 2, NEW.state = 3 WHERE OLD.assignee_id <> NEW.assignee_id
  ON CONFLICT (store_id, assignee_id) DO UPDATE SET todo = todo + excluded.todo, waiting = waiting + excluded.waiting,
    snoozed = snoozed + excluded.snoozed, resolved = resolved + excluded.resolved, spam = spam + excluded.spam;
END;

-- What was said, by words; rowid begins with the message's second.
CREATE VIRTUAL TABLE message_search USING fts5 (
  words, ticket_id UNINDEXED,
  content = '', contentless_delete = 1, contentless_unindexed = 1, detail = none,
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
);
