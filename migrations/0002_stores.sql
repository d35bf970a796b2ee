-- Stores, the TikTok authorizations they live on, and how well they are kept in step.

-- One TikTok app per authorization region. Secrets are sealed; the older one stays valid for webhooks while a secret is being rotated.
CREATE TABLE tiktok_app (
  region TEXT PRIMARY KEY CHECK (region IN ('US', 'ROW')),
  app_key TEXT NOT NULL UNIQUE,
  service_id TEXT NOT NULL,
  secret_sealed TEXT NOT NULL,
  older_secret_sealed TEXT,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;

-- One seller's consent for one app. Its tokens lie sealed in the authorization's own room.
CREATE TABLE authorization (
  id TEXT PRIMARY KEY,
  region TEXT NOT NULL REFERENCES tiktok_app (region),
  open_id TEXT NOT NULL,
  seller_name TEXT,
  base_region TEXT,
  state TEXT NOT NULL CHECK (state IN ('connected', 'reauthorize')),
  reason TEXT,
  scopes TEXT NOT NULL CHECK (json_valid(scopes)),
  access_expires_time INTEGER NOT NULL,
  refresh_expires_time INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (region, open_id)
) WITHOUT ROWID;

-- Every shop an authorization covers, connected or not.
CREATE TABLE authorized_shop (
  authorization_id TEXT NOT NULL REFERENCES authorization (id) ON DELETE CASCADE,
  shop_id TEXT NOT NULL,
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  seller_type TEXT NOT NULL CHECK (seller_type IN ('LOCAL', 'CROSS_BORDER')),
  cipher TEXT NOT NULL,
  PRIMARY KEY (authorization_id, shop_id)
) WITHOUT ROWID;

CREATE TABLE store (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  mark INTEGER NOT NULL,
  marketplace TEXT NOT NULL,
  currency TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(address)),
  state TEXT NOT NULL DEFAULT 'disconnected' CHECK (state IN ('disconnected', 'connected', 'reauthorize')),
  reason TEXT,
  authorization_id TEXT REFERENCES authorization (id),
  shop_id TEXT,
  shop_name TEXT,
  shop_cipher TEXT,
  seller_type TEXT CHECK (seller_type IN ('LOCAL', 'CROSS_BORDER')),
  orders_import INTEGER NOT NULL DEFAULT 1,
  chat_import INTEGER NOT NULL DEFAULT 1,
  stock_managed INTEGER NOT NULL DEFAULT 0,
  order_opens_ticket INTEGER NOT NULL DEFAULT 1,
  reopen_days INTEGER NOT NULL DEFAULT 7 CHECK (reopen_days BETWEEN 0 AND 90),
  reply_target_minutes INTEGER NOT NULL DEFAULT 720 CHECK (reply_target_minutes BETWEEN 5 AND 10080),
  connected_at INTEGER,
  -- Since when it waits to be begun after connecting; NULL when that is done.
  begin_since INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  CHECK (state <> 'connected' OR (authorization_id IS NOT NULL AND shop_id IS NOT NULL))
) WITHOUT ROWID;
CREATE UNIQUE INDEX store_by_shop ON store (shop_id) WHERE shop_id IS NOT NULL;
CREATE INDEX store_by_authorization ON store (authorization_id) WHERE authorization_id IS NOT NULL;

-- One try of one admin to connect one store: single use.
CREATE TABLE connect_attempt (
  state_hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  region TEXT NOT NULL,
  marketplace TEXT NOT NULL,
  store_id TEXT,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) WITHOUT ROWID;

-- Consent that came back without a try of ours (started in Seller Center): waits for an admin to claim it.
CREATE TABLE connect_claim (
  id TEXT PRIMARY KEY,
  region TEXT NOT NULL,
  code_sealed TEXT NOT NULL,
  shop_region TEXT,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) WITHOUT ROWID;
