-- How long parcels took, in steps of six hours and in months besides days, so that a year of many parcels is read as few rows. An order stands under
-- the end of its step: it took less.
CREATE TABLE figure_transit_new (
  store_id TEXT NOT NULL,
  -- "2026-11-22", and the month as "m2026-11".
  day TEXT NOT NULL,
  fulfilled_by TEXT NOT NULL,
  provider TEXT NOT NULL,
  hours INTEGER NOT NULL,
  orders INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, day, fulfilled_by, provider, hours)
) WITHOUT ROWID;
INSERT INTO figure_transit_new (store_id, day, fulfilled_by, provider, hours, orders)
  SELECT store_id, day, fulfilled_by, provider, MIN(1440, (hours / 6 + 1) * 6), SUM(orders) FROM figure_transit GROUP BY 1, 2, 3, 4, 5;
INSERT INTO figure_transit_new (store_id, day, fulfilled_by, provider, hours, orders)
  SELECT store_id, 'm' || substr(day, 1, 7), fulfilled_by, provider, hours, SUM(orders) FROM figure_transit_new GROUP BY 1, 2, 3, 4, 5;
DROP TABLE figure_transit;
ALTER TABLE figure_transit_new RENAME TO figure_transit;
