-- Most tickets lead nowhere: whoever opens one asks this index, which knows only those that do, and not a row of its own.
CREATE INDEX ticket_leading ON ticket (id, leads_to) WHERE leads_to IS NOT NULL;
