-- A password that was forgotten is set anew by a link.

-- `token_hash` as with invitations: the link is in an e-mail, or shown once to the admin who made it. One a person.
CREATE TABLE password_link (
  user_id TEXT PRIMARY KEY REFERENCES user (id) ON DELETE CASCADE,
  token_hash TEXT NOT NULL UNIQUE,
  -- The admin who made it; NULL where it was asked for by e-mail or made with the deployment's own rights.
  made_by TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
