-- What people keep for themselves: views of the mailbox and how the desk looks to them. And the words around what a search finds.

-- A view belongs to whoever made it; shared ones are seen by everyone, each through their own rights.
CREATE TABLE saved_view (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL,
  is_shared INTEGER NOT NULL DEFAULT 0 CHECK (is_shared IN (0, 1)),
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  filters TEXT NOT NULL CHECK (json_valid(filters)),
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX saved_view_of_owner ON saved_view (owner_id, place);
CREATE INDEX saved_view_shared ON saved_view (is_shared, place);

-- One row per thing a person chose; what was never chosen has none.
CREATE TABLE preference (
  user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value)),
  PRIMARY KEY (user_id, name)
) WITHOUT ROWID;

-- The beginning of what a message says, under the row of its words in message_search, which itself keeps no text.
CREATE TABLE message_text (
  row INTEGER PRIMARY KEY,
  says TEXT NOT NULL
);
