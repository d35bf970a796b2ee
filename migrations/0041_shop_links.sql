-- By which ids TikTok's own warehouses stand among a shop's, where they look like any other: stock there is TikTok's to count.
ALTER TABLE fbt_centre ADD COLUMN shop_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(shop_ids));
