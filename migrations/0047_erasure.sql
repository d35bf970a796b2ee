-- A person's data: who was erased, by a keyed hash alone; the erasing, a step at a time; and marks by which the mirror leaves out who is gone.

ALTER TABLE orders ADD COLUMN person_gone_at INTEGER;
ALTER TABLE conversation ADD COLUMN person_gone_at INTEGER;
-- When a buyer of the store was last erased; NULL: nobody was, and nobody is looked for.
ALTER TABLE store ADD COLUMN erased_at INTEGER;
CREATE INDEX conversation_of_buyer ON conversation (buyer_user_id) WHERE buyer_user_id IS NOT NULL;
CREATE INDEX unmatched_mail_from ON unmatched_mail (lower(from_address));

-- Keys the hashes below; sealed, and sealed again when the seal key changes.
CREATE TABLE erasing_key (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  sealed TEXT NOT NULL
);

-- Outlives everything else that was known of them: whoever turns the database back erases these again.
CREATE TABLE erased (
  who TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE erasure (
  id TEXT PRIMARY KEY,
  by_id TEXT NOT NULL,
  who TEXT NOT NULL,
  -- The buyer's id at TikTok and the addresses they wrote from, while the work needs them; empty afterwards.
  buyer TEXT NOT NULL,
  addresses TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(addresses)),
  state TEXT NOT NULL CHECK (state IN ('tickets', 'orders', 'search', 'done', 'failed')),
  -- What there was to do when it began.
  total INTEGER NOT NULL,
  orders INTEGER NOT NULL DEFAULT 0,
  tickets INTEGER NOT NULL DEFAULT 0,
  files INTEGER NOT NULL DEFAULT 0,
  -- Nobody walks before; NULL where nothing is left to walk.
  walk_at INTEGER,
  stumbles INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX erasure_by_time ON erasure (created_at);
CREATE INDEX erasure_to_walk ON erasure (walk_at) WHERE walk_at IS NOT NULL;
