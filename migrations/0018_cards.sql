-- What others count of how a shop answers, beside what we count of the same days: TikTok's own figure, read each night, and the number an admin
-- saw in Seller Center. Theirs and ours never mix: nothing else is computed from these rows.

CREATE TABLE service_figure (
  store_id TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('tiktok', 'typed')),
  -- Days of UTC, from the first to before the last.
  until_day TEXT NOT NULL,
  since_day TEXT NOT NULL,
  -- Percent in tenths; null where there was nothing to count.
  response_tenths INTEGER,
  -- Null where it was typed.
  sessions INTEGER,
  satisfaction_tenths INTEGER,
  response_seconds INTEGER,
  -- Ours of the same days, by the same hours.
  our_chats INTEGER NOT NULL,
  our_in_time INTEGER NOT NULL,
  hours INTEGER NOT NULL,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, source, until_day)
) WITHOUT ROWID;
