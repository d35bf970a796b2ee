-- Ready words: templates with a text per language, and the short pieces they share. A desk keeps a few hundred of them; both are bounded.

CREATE TABLE template (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  folder TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  kind TEXT NOT NULL CHECK (kind IN ('reply', 'note')),
  owner_id TEXT NOT NULL,
  -- 0: for its owner alone.
  is_shared INTEGER NOT NULL CHECK (is_shared IN (0, 1)),
  -- [{language, text}]
  variants TEXT NOT NULL CHECK (json_valid(variants)),
  -- {stores, marketplaces, stages, hours}: empty lists and null mean any.
  conditions TEXT NOT NULL CHECK (json_valid(conditions)),
  -- What a macro does after its words: [{do, ...}].
  actions TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(actions)),
  uses INTEGER NOT NULL DEFAULT 0,
  used_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE snippet (
  id TEXT PRIMARY KEY,
  -- As it is called in {{snippet.name}}.
  name TEXT NOT NULL UNIQUE,
  variants TEXT NOT NULL CHECK (json_valid(variants)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
