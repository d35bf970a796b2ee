-- What somebody signs in with besides a password: a code by the clock (RFC 6238), passkeys (WebAuthn), and codes for the day both are lost.

CREATE TABLE second_factor (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('totp', 'passkey')),
  name TEXT NOT NULL,
  -- Of a code: its secret, sealed under the key of this name.
  sealed TEXT,
  seal_key TEXT,
  -- Of a passkey: what it is called and what it proves itself by. Neither is a secret.
  credential TEXT UNIQUE,
  public_key TEXT,
  algorithm INTEGER,
  -- Of a code, the newest time step that was taken, so that none is taken twice; of a passkey, how often it signed by its own count.
  counter INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  -- Until then it has proved nothing and nobody is asked for it.
  confirmed_at INTEGER,
  used_at INTEGER
) WITHOUT ROWID;
CREATE INDEX second_factor_by_user ON second_factor (user_id);
CREATE INDEX second_factor_by_key ON second_factor (seal_key);
CREATE UNIQUE INDEX second_factor_one_totp ON second_factor (user_id) WHERE kind = 'totp';

-- SHA-256 of codes of 120 random bits; one that was used is gone.
CREATE TABLE recovery_code (
  hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX recovery_code_by_user ON recovery_code (user_id);

-- Where a browser stands between the password and the session, or before a passkey answers; its cookie is kept as a hash.
CREATE TABLE sign_in_step (
  token_hash TEXT PRIMARY KEY,
  user_id TEXT REFERENCES user (id) ON DELETE CASCADE,
  does TEXT NOT NULL CHECK (does IN ('prove', 'enrol', 'passkey', 'add-passkey')),
  challenge TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sign_in_step_by_user ON sign_in_step (user_id);
CREATE INDEX sign_in_step_by_end ON sign_in_step (expires_at);

-- Whether everybody must have a second factor.
CREATE TABLE sign_in_rule (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  second_factor INTEGER NOT NULL DEFAULT 0 CHECK (second_factor IN (0, 1))
);
INSERT INTO sign_in_rule (id) VALUES (1);
