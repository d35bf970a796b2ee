-- What became of what a model suggested: one row a suggestion, without its words, and the days added up from them, which stay when the rows go.

CREATE TABLE assist_suggestion (
  -- Begins with its moment, so that the oldest come first.
  id TEXT PRIMARY KEY,
  task TEXT NOT NULL CHECK (task IN ('draft', 'rewrite', 'translate')),
  store_id TEXT NOT NULL,
  ticket_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  -- The store's.
  day TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('offered', 'blocked', 'discarded', 'used', 'accepted', 'edited')),
  -- How much of it was changed before it was sent, in percent.
  changed INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE assist_day (
  store_id TEXT NOT NULL,
  day TEXT NOT NULL,
  task TEXT NOT NULL,
  outcome TEXT NOT NULL,
  count INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  PRIMARY KEY (store_id, day, task, outcome)
) WITHOUT ROWID;

CREATE TRIGGER assist_suggestion_counted AFTER INSERT ON assist_suggestion BEGIN
  INSERT INTO assist_day (store_id, day, task, outcome, count, changed) VALUES (new.store_id, new.day, new.task, new.outcome, 1, new.changed)
    ON CONFLICT DO UPDATE SET count = count + 1, changed = changed + excluded.changed;
END;

CREATE TRIGGER assist_suggestion_settled AFTER UPDATE OF outcome, changed ON assist_suggestion BEGIN
  UPDATE assist_day SET count = count - 1, changed = changed - old.changed
    WHERE store_id = old.store_id AND day = old.day AND task = old.task AND outcome = old.outcome;
  INSERT INTO assist_day (store_id, day, task, outcome, count, changed) VALUES (new.store_id, new.day, new.task, new.outcome, 1, new.changed)
    ON CONFLICT DO UPDATE SET count = count + 1, changed = changed + excluded.changed;
END;
