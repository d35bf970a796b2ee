-- What a ticket's newest question is about: {"class", "intent", "mood", "soured"}, as lists show it. The ticket's room knows more.
ALTER TABLE ticket ADD COLUMN reading TEXT CHECK (json_valid(reading));

-- Tickets whose newest question a model is to read. A row that stays has lost its job, or waits for a server that did not answer.
CREATE TABLE reading_due (
  ticket_id TEXT PRIMARY KEY,
  due_at INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX reading_due_by_time ON reading_due (due_at);
