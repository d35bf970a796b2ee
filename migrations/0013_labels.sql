-- Labels: the tags a team has for its tickets, how urgent a ticket is, promises that depend on either, and buyers nobody listens to.

-- One that was merged into another stays for its name: what is written in timelines still says it.
CREATE TABLE tag (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  colour TEXT NOT NULL,
  archived_at INTEGER,
  merged_into TEXT,
  -- Tickets that bear it. Kept by the triggers below, equal to a recount.
  uses INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX tag_name ON tag (name COLLATE NOCASE) WHERE merged_into IS NULL;

-- Whether agents may make tags of their own; one row.
CREATE TABLE tag_setting (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  agents_create INTEGER NOT NULL DEFAULT 0 CHECK (agents_create IN (0, 1))
);
INSERT INTO tag_setting (one) VALUES (1);

-- `tags`: ids, for whoever shows the row. `priority`: 0 urgent, 1 high, 2 normal, 3 low.
ALTER TABLE ticket ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE ticket ADD COLUMN priority INTEGER NOT NULL DEFAULT 2;

-- What a list can be narrowed to besides people: each of a ticket's tags, and its priority where that is not the usual one. Repeats what the
-- list is ordered by, so that one index answers a page.
CREATE TABLE ticket_label (
  ticket_id TEXT NOT NULL,
  label TEXT NOT NULL,
  store_id TEXT NOT NULL,
  state INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  PRIMARY KEY (ticket_id, label)
) WITHOUT ROWID;
CREATE INDEX ticket_label_by_turn ON ticket_label (label, state, turn, ticket_id);
CREATE INDEX ticket_label_of_store_by_turn ON ticket_label (label, store_id, state, turn, ticket_id);

CREATE TRIGGER ticket_label_moved AFTER UPDATE OF state, turn ON ticket
WHEN OLD.state <> NEW.state OR OLD.turn <> NEW.turn BEGIN
  UPDATE ticket_label SET state = NEW.state, turn = NEW.turn WHERE ticket_id = NEW.id;
END;
CREATE TRIGGER tag_used AFTER INSERT ON ticket_label BEGIN
  UPDATE tag SET uses = uses + 1 WHERE id = NEW.label;
  -- Put on while the tag was being merged.
  INSERT OR IGNORE INTO tag_walk (tag_id) SELECT id FROM tag WHERE id = NEW.label AND merged_into IS NOT NULL;
END;
CREATE TRIGGER tag_unused AFTER DELETE ON ticket_label BEGIN
  UPDATE tag SET uses = uses - 1 WHERE id = OLD.label;
END;

-- Merged tags that tickets still bear; the row goes with the last of them.
CREATE TABLE tag_walk (
  tag_id TEXT PRIMARY KEY,
  -- 0: nobody walks yet.
  moved_at INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- A JSON array: instead of the targets above, for tickets with a priority or a tag.
ALTER TABLE store ADD COLUMN promise_overrides TEXT NOT NULL DEFAULT '[]';
CREATE TRIGGER store_overrides_changed AFTER UPDATE OF promise_overrides ON store
WHEN OLD.promise_overrides <> NEW.promise_overrides BEGIN
  INSERT OR REPLACE INTO clock_walk (store_id) VALUES (NEW.id);
END;

-- Whatever names the tag names the other one from now on, in the statement that merges: nothing can be forgotten.
CREATE TRIGGER tag_merged AFTER UPDATE OF merged_into ON tag WHEN NEW.merged_into IS NOT NULL BEGIN
  UPDATE tag SET merged_into = NEW.merged_into WHERE merged_into = NEW.id;
  UPDATE rule SET body = replace(body, NEW.id, NEW.merged_into), version = version + 1 WHERE instr(body, NEW.id) > 0;
  UPDATE template SET actions = replace(actions, NEW.id, NEW.merged_into), version = version + 1 WHERE instr(actions, NEW.id) > 0;
  UPDATE saved_view SET filters = replace(filters, NEW.id, NEW.merged_into) WHERE instr(filters, NEW.id) > 0;
  UPDATE store SET promise_overrides = replace(promise_overrides, NEW.id, NEW.merged_into), version = version + 1
    WHERE instr(promise_overrides, NEW.id) > 0;
  INSERT OR REPLACE INTO tag_walk (tag_id) VALUES (NEW.id);
END;

-- Whom nobody listens to in a store: what they write is kept as spam.
CREATE TABLE blocked_buyer (
  store_id TEXT NOT NULL,
  buyer_user_id TEXT NOT NULL,
  buyer_name TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  by_id TEXT NOT NULL,
  blocked_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, buyer_user_id)
) WITHOUT ROWID;
CREATE INDEX blocked_buyer_by_time ON blocked_buyer (store_id, blocked_at);
