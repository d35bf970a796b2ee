-- What the helpdesk's reports are made of. Rooms tell what happened in their tickets, a row for each entry that counts; a job places the rows in
-- days of the store and hours of its calendar; what is placed is added up by triggers. A row that is told again is the same row, so that nothing
-- counts twice.

CREATE TABLE helpdesk_deed (
  ticket_id TEXT NOT NULL,
  -- The entry; of a broken promise what was promised and since when.
  id TEXT NOT NULL,
  store_id TEXT NOT NULL,
  -- opened: the buyer's first words · asked: others · first, next: a person's reply that ended a wait · also: one that ended none ·
  -- auto: a rule or a robot wrote · resolved · reopened · missed-…: a promise was broken.
  deed TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- Since when somebody waited, or the ticket was worked on.
  since INTEGER,
  person_id TEXT NOT NULL,
  template_id TEXT,
  is_edited INTEGER NOT NULL DEFAULT 0,
  -- Resolved by one reply, and not reopened.
  is_single INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  -- Where it is placed; '' is nowhere yet.
  zone TEXT NOT NULL DEFAULT '',
  day TEXT NOT NULL DEFAULT '',
  -- Hours since Monday 0:00.
  slot INTEGER NOT NULL DEFAULT 0,
  -- How long it took by the calendar and in open hours, in steps.
  took INTEGER,
  took_open INTEGER,
  -- The promise was kept; NULL where nothing was promised.
  is_kept INTEGER,
  PRIMARY KEY (ticket_id, id)
) WITHOUT ROWID;
-- What is to be placed anew stands under another zone than the store's, and a list reads one kind of deed of one store by its day.
CREATE INDEX helpdesk_deed_placed ON helpdesk_deed (store_id, zone, deed, day);

-- One person's day in a store; '' is nobody in particular.
CREATE TABLE helpdesk_day (
  store_id TEXT NOT NULL,
  day TEXT NOT NULL,
  person_id TEXT NOT NULL,
  opened INTEGER NOT NULL DEFAULT 0,
  asked INTEGER NOT NULL DEFAULT 0,
  first INTEGER NOT NULL DEFAULT 0,
  next INTEGER NOT NULL DEFAULT 0,
  also INTEGER NOT NULL DEFAULT 0,
  auto INTEGER NOT NULL DEFAULT 0,
  resolved INTEGER NOT NULL DEFAULT 0,
  single INTEGER NOT NULL DEFAULT 0,
  reopened INTEGER NOT NULL DEFAULT 0,
  templated INTEGER NOT NULL DEFAULT 0,
  edited INTEGER NOT NULL DEFAULT 0,
  kept_first INTEGER NOT NULL DEFAULT 0,
  kept_next INTEGER NOT NULL DEFAULT 0,
  kept_resolution INTEGER NOT NULL DEFAULT 0,
  missed_first INTEGER NOT NULL DEFAULT 0,
  missed_next INTEGER NOT NULL DEFAULT 0,
  missed_resolution INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, day, person_id)
) WITHOUT ROWID;

-- Buyers' messages by the hour of the week, of a day ("2026-11-22") and of a month ("m2026-11").
CREATE TABLE helpdesk_hour (
  store_id TEXT NOT NULL,
  period TEXT NOT NULL,
  slot INTEGER NOT NULL,
  messages INTEGER NOT NULL DEFAULT 0,
  tickets INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, period, slot)
) WITHOUT ROWID;

-- How many took so long. `person_id` '' is all of them; of one person next replies are kept apart as well.
CREATE TABLE helpdesk_speed (
  store_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  period TEXT NOT NULL,
  deed TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  took INTEGER NOT NULL,
  deeds INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, person_id, period, deed, is_open, took)
) WITHOUT ROWID;

CREATE TABLE helpdesk_template (
  store_id TEXT NOT NULL,
  day TEXT NOT NULL,
  template_id TEXT NOT NULL,
  used INTEGER NOT NULL DEFAULT 0,
  edited INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, day, template_id)
) WITHOUT ROWID;

-- What one placed deed adds, or takes away again.
CREATE VIEW helpdesk_move AS SELECT 1 AS sign, store_id, day, slot, deed, person_id, template_id, is_edited, is_single, took, took_open, is_kept
  FROM helpdesk_deed WHERE false;
CREATE TRIGGER helpdesk_moved INSTEAD OF INSERT ON helpdesk_move BEGIN
  INSERT INTO helpdesk_day (store_id, day, person_id, opened, asked, first, next, also, auto, resolved, single, reopened, templated, edited,
      kept_first, kept_next, kept_resolution, missed_first, missed_next, missed_resolution)
    VALUES (NEW.store_id, NEW.day, NEW.person_id, NEW.sign * (NEW.deed = 'opened'), NEW.sign * (NEW.deed IN ('opened', 'asked')),
      NEW.sign * (NEW.deed = 'first'), NEW.sign * (NEW.deed = 'next'), NEW.sign * (NEW.deed = 'also'), NEW.sign * (NEW.deed = 'auto'),
      NEW.sign * (NEW.deed = 'resolved'), NEW.sign * NEW.is_single, NEW.sign * (NEW.deed = 'reopened'), NEW.sign * (NEW.template_id IS NOT NULL),
      NEW.sign * NEW.is_edited, NEW.sign * (NEW.deed = 'first' AND NEW.is_kept IS 1), NEW.sign * (NEW.deed = 'next' AND NEW.is_kept IS 1),
      NEW.sign * (NEW.deed = 'resolved' AND NEW.is_kept IS 1), NEW.sign * (NEW.deed = 'missed-first'), NEW.sign * (NEW.deed = 'missed-next'),
      NEW.sign * (NEW.deed = 'missed-resolution'))
    ON CONFLICT (store_id, day, person_id) DO UPDATE SET opened = opened + excluded.opened, asked = asked + excluded.asked,
      first = first + excluded.first, next = next + excluded.next, also = also + excluded.also, auto = auto + excluded.auto,
      resolved = resolved + excluded.resolved, single = single + excluded.single, reopened = reopened + excluded.reopened,
      templated = templated + excluded.templated, edited = edited + excluded.edited, kept_first = kept_first + excluded.kept_first,
      kept_next = kept_next + excluded.kept_next, kept_resolution = kept_resolution + excluded.kept_resolution,
      missed_first = missed_first + excluded.missed_first, missed_next = missed_next + excluded.missed_next,
      missed_resolution = missed_resolution + excluded.missed_resolution;
  INSERT INTO helpdesk_hour (store_id, period, slot, messages, tickets)
    SELECT NEW.store_id, value, NEW.slot, NEW.sign, NEW.sign * (NEW.deed = 'opened') FROM json_each(json_array(NEW.day, 'm' || substr(NEW.day, 1, 7)))
    WHERE NEW.deed IN ('opened', 'asked')
    ON CONFLICT (store_id, period, slot) DO UPDATE SET messages = messages + excluded.messages, tickets = tickets + excluded.tickets;
  INSERT INTO helpdesk_speed (store_id, person_id, period, deed, is_open, took, deeds)
    SELECT NEW.store_id, p.value, d.value, NEW.deed, o.value, CASE o.value WHEN 0 THEN NEW.took ELSE NEW.took_open END, NEW.sign
    FROM json_each(CASE WHEN NEW.deed = 'next' AND NEW.person_id <> '' THEN json_array('', NEW.person_id) ELSE '[""]' END) p
    CROSS JOIN json_each(json_array(NEW.day, 'm' || substr(NEW.day, 1, 7))) d CROSS JOIN json_each('[0,1]') o
    WHERE NEW.took IS NOT NULL
    ON CONFLICT (store_id, person_id, period, deed, is_open, took) DO UPDATE SET deeds = deeds + excluded.deeds;
  INSERT INTO helpdesk_template (store_id, day, template_id, used, edited)
    SELECT NEW.store_id, NEW.day, NEW.template_id, NEW.sign, NEW.sign * NEW.is_edited WHERE NEW.template_id IS NOT NULL
    ON CONFLICT (store_id, day, template_id) DO UPDATE SET used = used + excluded.used, edited = edited + excluded.edited;
END;

CREATE TRIGGER helpdesk_deed_changed AFTER UPDATE ON helpdesk_deed BEGIN
  INSERT INTO helpdesk_move SELECT -1, OLD.store_id, OLD.day, OLD.slot, OLD.deed, OLD.person_id, OLD.template_id, OLD.is_edited, OLD.is_single, OLD.took,
    OLD.took_open, OLD.is_kept WHERE OLD.zone <> '';
  INSERT INTO helpdesk_move SELECT 1, NEW.store_id, NEW.day, NEW.slot, NEW.deed, NEW.person_id, NEW.template_id, NEW.is_edited, NEW.is_single, NEW.took,
    NEW.took_open, NEW.is_kept WHERE NEW.zone <> '';
END;
CREATE TRIGGER helpdesk_deed_gone AFTER DELETE ON helpdesk_deed WHEN OLD.zone <> '' BEGIN
  INSERT INTO helpdesk_move SELECT -1, OLD.store_id, OLD.day, OLD.slot, OLD.deed, OLD.person_id, OLD.template_id, OLD.is_edited, OLD.is_single, OLD.took,
    OLD.took_open, OLD.is_kept;
END;

-- A broken promise is a deed of its own, on the day it was due; the reply it was about was not in time. Clocks of what was asked before a store was
-- connected begin within the minute before that. Spam breaks no promise.
CREATE TRIGGER helpdesk_breach_came AFTER INSERT ON sla_breach BEGIN
  INSERT INTO helpdesk_deed (ticket_id, id, store_id, deed, at, since, person_id)
    SELECT NEW.ticket_id, 'missed-' || NEW.kind || ':' || NEW.started_at, NEW.store_id, 'missed-' || NEW.kind, NEW.due_at, NEW.started_at, ''
    WHERE NOT EXISTS (SELECT 1 FROM ticket t WHERE t.id = NEW.ticket_id AND t.state = 3)
    ON CONFLICT (ticket_id, id) DO UPDATE SET at = excluded.at, zone = '', version = version + 1 WHERE at <> excluded.at;
  UPDATE helpdesk_deed SET zone = '', version = version + 1
    WHERE ticket_id = NEW.ticket_id AND deed IN ('first', 'next', 'resolved') AND NEW.started_at BETWEEN since - 60000 AND since;
END;
CREATE TRIGGER helpdesk_breach_gone AFTER DELETE ON sla_breach BEGIN
  DELETE FROM helpdesk_deed WHERE ticket_id = OLD.ticket_id AND id = 'missed-' || OLD.kind || ':' || OLD.started_at;
  UPDATE helpdesk_deed SET zone = '', version = version + 1
    WHERE ticket_id = OLD.ticket_id AND deed IN ('first', 'next', 'resolved') AND OLD.started_at BETWEEN since - 60000 AND since;
END;
CREATE TRIGGER helpdesk_spam AFTER UPDATE OF state ON ticket WHEN (OLD.state = 3) <> (NEW.state = 3) BEGIN
  DELETE FROM helpdesk_deed WHERE NEW.state = 3 AND ticket_id = NEW.id AND deed IN ('missed-first', 'missed-next', 'missed-resolution');
  INSERT OR IGNORE INTO helpdesk_deed (ticket_id, id, store_id, deed, at, since, person_id)
    SELECT b.ticket_id, 'missed-' || b.kind || ':' || b.started_at, b.store_id, 'missed-' || b.kind, b.due_at, b.started_at, ''
    FROM sla_breach b WHERE b.ticket_id = NEW.id AND NEW.state <> 3;
END;
INSERT INTO helpdesk_deed (ticket_id, id, store_id, deed, at, since, person_id)
  SELECT b.ticket_id, 'missed-' || b.kind || ':' || b.started_at, b.store_id, 'missed-' || b.kind, b.due_at, b.started_at, ''
  FROM sla_breach b JOIN ticket t ON t.id = b.ticket_id WHERE t.state <> 3;

-- Rooms tell what happened in them when they wake: each is woken once, a hundred a minute.
UPDATE ticket SET wake_at = unixepoch() * 1000 WHERE wake_at IS NULL AND version > 0;
