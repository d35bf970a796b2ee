-- Tickets that became part of another: the row stays, so that its number, its links and its address lead on. And how long a store leaves a
-- ticket open that nobody comes back to.

-- `merged_into` is what the ticket's own room says; `leads_to` is where that ends, however often it was merged on.
ALTER TABLE ticket ADD COLUMN merged_into TEXT;
ALTER TABLE ticket ADD COLUMN leads_to TEXT;
ALTER TABLE ticket ADD COLUMN split_from TEXT;
CREATE INDEX ticket_merged_into ON ticket (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX ticket_split_from ON ticket (split_from) WHERE split_from IS NOT NULL;

-- Null: never.
ALTER TABLE store ADD COLUMN quiet_days INTEGER CHECK (quiet_days BETWEEN 1 AND 365);

-- A ticket that is part of another stands in no view: it is kept as resolved and nobody's (state 2, ''), and counted as nothing. It only adds and
-- takes away, so that it does not matter which of two triggers comes first.
CREATE TRIGGER ticket_counted_merged AFTER UPDATE OF merged_into ON ticket
WHEN (OLD.merged_into IS NULL) <> (NEW.merged_into IS NULL) BEGIN
  INSERT INTO ticket_count (store_id, assignee_id, resolved)
  SELECT NEW.store_id, value, CASE WHEN NEW.merged_into IS NULL THEN 1 ELSE -1 END FROM json_each(json_array('*', '')) WHERE true
  ON CONFLICT (store_id, assignee_id) DO UPDATE SET resolved = resolved + excluded.resolved;
END;
