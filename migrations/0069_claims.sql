-- Who pays for a return's way back, as TikTok says it: 'seller', 'platform', 'buyer'. NULL where it costs nothing, several pay, or nothing is said.
ALTER TABLE aftersale ADD COLUMN way_back_by TEXT CHECK (way_back_by IN ('seller', 'platform', 'buyer'));

-- 1: no picture of a buyer leaves this store for a model.
ALTER TABLE assist_store ADD COLUMN keeps_pictures INTEGER NOT NULL DEFAULT 0 CHECK (keeps_pictures IN (0, 1));
