-- Machine help: which server is asked with which models, what may be spent on it, and a line for every question asked. Never what was asked.

-- One row. Off until an admin switches it on.
CREATE TABLE assist_setting (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  is_on INTEGER NOT NULL DEFAULT 0 CHECK (is_on IN (0, 1)),
  -- Where an OpenAI-compatible server answers, up to what stands before "/chat/completions".
  address TEXT,
  key_sealed TEXT,
  -- [{"name", "in", "out", "sees"}]: prices in millionths of a dollar for a million tokens.
  models TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(models)),
  -- {"draft": "name of its model"}. A task without one is off.
  tasks TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(tasks)),
  -- Millionths of a dollar in a calendar month (UTC).
  budget INTEGER NOT NULL DEFAULT 20000000 CHECK (budget >= 0),
  version INTEGER NOT NULL DEFAULT 1,
  changed_at INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
INSERT INTO assist_setting (one) VALUES (1);

-- What a store gives along, and whether people are taken out of it first. A store without a row has them taken out and gives nothing along.
CREATE TABLE assist_store (
  store_id TEXT PRIMARY KEY,
  is_minimised INTEGER NOT NULL DEFAULT 1 CHECK (is_minimised IN (0, 1)),
  policy TEXT NOT NULL DEFAULT '',
  -- [{"says", "means"}]
  glossary TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(glossary)),
  version INTEGER NOT NULL DEFAULT 1,
  changed_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE assist_call (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  month TEXT NOT NULL,
  task TEXT NOT NULL,
  model TEXT NOT NULL,
  store_id TEXT,
  ticket_id TEXT,
  -- NULL where the desk asked by itself.
  user_id TEXT,
  ms INTEGER,
  tokens_in INTEGER,
  tokens_out INTEGER,
  -- Millionths of a dollar. While it is asking, the most it may come to.
  cost INTEGER NOT NULL,
  -- A call whose end was lost stays 'asking' and keeps that.
  outcome TEXT NOT NULL CHECK (outcome IN ('asking', 'answered', 'left', 'slow', 'broken', 'refused', 'unreadable')),
  reason TEXT
);
CREATE INDEX assist_call_by_time ON assist_call (at);
CREATE INDEX assist_call_of_task ON assist_call (task, id);

-- What a month came to, kept by triggers, so that the log may be forgotten.
CREATE TABLE assist_spent (
  month TEXT NOT NULL,
  task TEXT NOT NULL,
  calls INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  -- Questions that were not asked because of the budget.
  kept_back INTEGER NOT NULL DEFAULT 0,
  tokens_in INTEGER NOT NULL DEFAULT 0,
  tokens_out INTEGER NOT NULL DEFAULT 0,
  cost INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (month, task)
) WITHOUT ROWID;

CREATE TRIGGER assist_call_begun AFTER INSERT ON assist_call BEGIN
  INSERT INTO assist_spent (month, task, calls, cost) VALUES (NEW.month, NEW.task, 1, NEW.cost)
    ON CONFLICT (month, task) DO UPDATE SET calls = calls + 1, cost = cost + excluded.cost;
END;
CREATE TRIGGER assist_call_ended AFTER UPDATE OF outcome ON assist_call WHEN OLD.outcome = 'asking' BEGIN
  UPDATE assist_spent SET cost = cost + NEW.cost - OLD.cost, tokens_in = tokens_in + IFNULL(NEW.tokens_in, 0),
    tokens_out = tokens_out + IFNULL(NEW.tokens_out, 0), failed = failed + (NEW.outcome NOT IN ('answered', 'left'))
    WHERE month = NEW.month AND task = NEW.task;
END;
