-- A buyer's data as one file: what is to be written, how far it is, and for how long it may be opened. Whose it is, is a keyed hash.

CREATE TABLE person_file (
  id TEXT PRIMARY KEY,
  by_id TEXT NOT NULL,
  who TEXT NOT NULL,
  -- The buyer's id at TikTok, the addresses they wrote from, and the tickets and orders to be written, while the work needs them; empty afterwards.
  buyer TEXT NOT NULL,
  addresses TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(addresses)),
  names TEXT NOT NULL CHECK (json_valid(names)),
  tickets INTEGER NOT NULL,
  orders INTEGER NOT NULL,
  place INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL CHECK (state IN ('writing', 'done', 'failed', 'forgotten')),
  parts INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  files INTEGER NOT NULL DEFAULT 0,
  -- Files that are named in it and not in it.
  left_out INTEGER NOT NULL DEFAULT 0,
  -- Nobody walks before; NULL where nothing is left to walk.
  walk_at INTEGER,
  stumbles INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX person_file_of_buyer ON person_file (who, created_at);
CREATE INDEX person_file_kept ON person_file (created_at) WHERE state <> 'forgotten';
CREATE INDEX person_file_to_walk ON person_file (walk_at) WHERE walk_at IS NOT NULL;
