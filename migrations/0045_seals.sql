-- The audit log, sealed: each seal is the SHA-256 of the seal before it and of the rows since, so that whoever changes one row past the triggers
-- has every later seal against them. The newest one stands in the Worker's log as well, where a copy of this database cannot reach.

CREATE TABLE audit_seal (
  id INTEGER PRIMARY KEY,
  -- The newest row it covers; it begins where the one before it ends.
  through_id INTEGER NOT NULL,
  rows INTEGER NOT NULL CHECK (rows > 0),
  seal TEXT NOT NULL,
  sealed_at INTEGER NOT NULL
);
CREATE TRIGGER audit_seal_never_changes BEFORE UPDATE ON audit_seal BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;
CREATE TRIGGER audit_seal_never_shrinks BEFORE DELETE ON audit_seal BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;
-- REPLACE deletes without asking the triggers above (https://www.sqlite.org/lang_conflict.html).
CREATE TRIGGER audit_seal_never_replaced BEFORE INSERT ON audit_seal WHEN EXISTS (SELECT 1 FROM audit_seal WHERE id = NEW.id)
BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER audit_never_replaced BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- How far the nightly check has come, and the first seal it found wrong.
CREATE TABLE audit_check (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  next_seal INTEGER NOT NULL,
  checked_at INTEGER,
  wrong_seal INTEGER
);
INSERT INTO audit_check (id, next_seal) VALUES (1, 1);
