-- The order that the message a ticket was opened with is about, where an earlier ticket held what said so: whoever fills the ticket need not be
-- whoever opened it.
ALTER TABLE ticket ADD COLUMN opening_order TEXT;
