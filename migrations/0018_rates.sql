-- Rates without counting every chat: how many a store had on each day (UTC), and an index of those alone that were not answered within the
-- hour, which is the shortest that a rule can ask for.

CREATE TABLE scored_day (
  store_id TEXT NOT NULL,
  -- Days since 1970 in UTC.
  day INTEGER NOT NULL,
  chats INTEGER NOT NULL,
  PRIMARY KEY (store_id, day)
) WITHOUT ROWID;
INSERT INTO scored_day (store_id, day, chats) SELECT store_id, asked_at / 86400000, COUNT(*) FROM scored_chat GROUP BY 1, 2;

CREATE TRIGGER scored_chat_added AFTER INSERT ON scored_chat BEGIN
  INSERT INTO scored_day (store_id, day, chats) VALUES (NEW.store_id, NEW.asked_at / 86400000, 1)
    ON CONFLICT (store_id, day) DO UPDATE SET chats = chats + 1;
END;
CREATE TRIGGER scored_chat_gone AFTER DELETE ON scored_chat BEGIN
  UPDATE scored_day SET chats = chats - 1 WHERE store_id = OLD.store_id AND day = OLD.asked_at / 86400000;
END;

DROP INDEX scored_chat_of_store;
CREATE INDEX scored_chat_slow ON scored_chat (store_id, asked_at, answered_at) WHERE answered_at IS NULL OR answered_at > asked_at + 3600000;
