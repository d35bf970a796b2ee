-- Reports by e-mail: what an admin wants sent when and to whom, and every sending with what became of it.

CREATE TABLE bulletin (
  id TEXT PRIMARY KEY,
  -- Reports, stores, days, hour, zone, span, language and addresses, as the form has them.
  form TEXT NOT NULL CHECK (json_valid(form)),
  -- With whose rights it is made: whoever saved it last.
  by_id TEXT NOT NULL,
  is_on INTEGER NOT NULL,
  -- NULL while it is stopped.
  next_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE INDEX bulletin_due ON bulletin (next_at) WHERE next_at IS NOT NULL;

-- One e-mail to one address. It is claimed before it leaves; what was claimed and never told of again is in doubt, and is not sent again.
CREATE TABLE bulletin_sending (
  id TEXT PRIMARY KEY,
  bulletin_id TEXT NOT NULL,
  address TEXT NOT NULL,
  slot_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('due', 'sending', 'sent', 'refused', 'unconfirmed')),
  words TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  look_at INTEGER,
  ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX bulletin_sending_open ON bulletin_sending (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX bulletin_sending_newest ON bulletin_sending (slot_at, id);
