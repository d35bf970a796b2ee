-- What a check held against what: the ids of every order of the day where one page shows them all, else their number alone.
ALTER TABLE gap_receipt ADD COLUMN compared TEXT NOT NULL DEFAULT 'counts' CHECK (compared IN ('counts', 'ids'));
