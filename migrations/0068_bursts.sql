-- Bursts: many buyers who ask the same about the same within two days. Ours; made by the clock out of tickets, and gone when few of them still wait.

CREATE TABLE burst (
  id TEXT PRIMARY KEY,
  store_id TEXT NOT NULL,
  -- What they ask: "class:damaged", or where their orders stand ("order:waiting") while nobody has read them.
  about TEXT NOT NULL,
  thing TEXT NOT NULL CHECK (thing IN ('listing', 'carrier', 'day', 'asked')),
  -- The listing's product, "2026-11-18 DHL", or a day of the store.
  ref TEXT NOT NULL,
  -- What its line says: {"class", "listing", "carrier", "day"}, each null where it tells nothing.
  told TEXT NOT NULL CHECK (json_valid(told)),
  -- Those that still wait. Kept by the triggers below, equal to a recount.
  tickets INTEGER NOT NULL DEFAULT 0,
  begun_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX burst_of_store ON burst (store_id, about, thing, ref);

-- A ticket is in one burst at a time. It repeats what lists sort by.
CREATE TABLE burst_ticket (
  ticket_id TEXT PRIMARY KEY,
  burst_id TEXT NOT NULL,
  store_id TEXT NOT NULL,
  turn INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX burst_ticket_by_turn ON burst_ticket (burst_id, turn, ticket_id, store_id);

CREATE TRIGGER burst_joined AFTER INSERT ON burst_ticket BEGIN
  UPDATE burst SET tickets = tickets + 1 WHERE id = NEW.burst_id;
END;
CREATE TRIGGER burst_left AFTER DELETE ON burst_ticket BEGIN
  UPDATE burst SET tickets = tickets - 1 WHERE id = OLD.burst_id;
END;
CREATE TRIGGER burst_changed AFTER UPDATE OF burst_id ON burst_ticket WHEN OLD.burst_id <> NEW.burst_id BEGIN
  UPDATE burst SET tickets = tickets - 1 WHERE id = OLD.burst_id;
  UPDATE burst SET tickets = tickets + 1 WHERE id = NEW.burst_id;
END;
-- Whoever is answered, put off, resolved or merged leaves it in the same statement.
CREATE TRIGGER ticket_leaves_burst AFTER UPDATE OF state, turn, waiting_since ON ticket
WHEN OLD.turn <> NEW.turn OR OLD.state <> NEW.state OR (OLD.waiting_since IS NULL) <> (NEW.waiting_since IS NULL) BEGIN
  DELETE FROM burst_ticket WHERE ticket_id = NEW.id AND (NEW.state <> 0 OR NEW.waiting_since IS NULL);
  UPDATE burst_ticket SET turn = NEW.turn WHERE ticket_id = NEW.id AND turn <> NEW.turn;
END;

-- Whoever does not want to see a burst's line any more.
CREATE TABLE burst_dismissed (
  burst_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  PRIMARY KEY (burst_id, person_id)
) WITHOUT ROWID;
