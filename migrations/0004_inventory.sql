-- What TikTok says we sell: one listing per SKU of a shop, seen first in the catalogue or in an order.

CREATE TABLE listing (
  store_id TEXT NOT NULL,
  sku_id TEXT NOT NULL,
  product_id TEXT,
  title TEXT NOT NULL,
  variation TEXT,
  seller_sku TEXT,
  image_url TEXT,
  price_minor INTEGER,
  currency TEXT,
  status TEXT NOT NULL DEFAULT '',
  update_time INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, sku_id)
) WITHOUT ROWID;
CREATE INDEX listing_by_product ON listing (store_id, product_id);

-- Warehouses as the shop knows them, for their names.
CREATE TABLE shop_warehouse (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  is_default INTEGER NOT NULL,
  PRIMARY KEY (store_id, id)
) WITHOUT ROWID;
