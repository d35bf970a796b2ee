-- How the desk fares, for monitors and for whoever looks after it: ours.

-- When something of the desk's own last happened: a round of the clock by its cron expression, and an e-mail taken in.
CREATE TABLE desk_beat (
  name TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) WITHOUT ROWID;

-- Cancellations and returns are a stream of their own.
ALTER TABLE store_health ADD COLUMN aftersales_at INTEGER;
