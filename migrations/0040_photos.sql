-- Photos that go with a refusal of a return or a cancellation: ours. TikTok has each before it is said, and knows it by an id; the picture lies in
-- R2 under the case and the file's name. What nobody says within days is forgotten.
CREATE TABLE evidence_photo (
  aftersale_id TEXT NOT NULL,
  file TEXT NOT NULL,
  store_id TEXT NOT NULL,
  -- TikTok's word for it.
  image_id TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('image/png', 'image/jpeg')),
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  put_by TEXT NOT NULL,
  put_at INTEGER NOT NULL,
  is_said INTEGER NOT NULL DEFAULT 0 CHECK (is_said IN (0, 1)),
  PRIMARY KEY (aftersale_id, file)
) WITHOUT ROWID;
CREATE INDEX evidence_photo_unsaid ON evidence_photo (put_at) WHERE is_said = 0;

-- The files an act showed, in their order.
ALTER TABLE aftersale_act ADD COLUMN photos TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(photos));
