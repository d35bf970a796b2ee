-- What a model suggests besides words for a reply: a summary of a ticket, tags, and which template fits. And which class agents put in place of the
-- one a model read.

CREATE TABLE suggestion_of_more (
  id TEXT PRIMARY KEY,
  task TEXT NOT NULL CHECK (task IN ('draft', 'rewrite', 'translate', 'summary', 'tag', 'template')),
  store_id TEXT NOT NULL,
  ticket_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  day TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('offered', 'blocked', 'discarded', 'used', 'accepted', 'edited')),
  changed INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
INSERT INTO suggestion_of_more SELECT id, task, store_id, ticket_id, person_id, day, outcome, changed FROM assist_suggestion;
-- Its triggers go with it; what they have added up stays.
DROP TABLE assist_suggestion;
ALTER TABLE suggestion_of_more RENAME TO assist_suggestion;

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

-- What a model read and what an agent said of the same question; equal where they agree. A day is the store's.
CREATE TABLE class_correction (
  store_id TEXT NOT NULL,
  day TEXT NOT NULL,
  was TEXT NOT NULL,
  became TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (store_id, day, was, became)
) WITHOUT ROWID;
