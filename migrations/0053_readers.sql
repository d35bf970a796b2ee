-- How far people have read a ticket stands in the ticket's own row: a page of fifty reads fifty rows, whoever has looked at them, and a mark is
-- one row written where it was two.
--
-- {"<person>": [<seen>, <when it was said, epoch milliseconds>]}
ALTER TABLE ticket ADD COLUMN readers TEXT NOT NULL DEFAULT '{}';
UPDATE ticket SET readers = r.readers
  FROM (SELECT ticket_id, json_group_object(person_id, json_array(seen, at)) AS readers FROM ticket_read GROUP BY ticket_id) r
  WHERE r.ticket_id = ticket.id;
DROP TABLE ticket_read;
