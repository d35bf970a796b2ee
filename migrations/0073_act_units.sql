-- Which units an act is about, when it was sent: what its answer is looked for by if that is lost, whatever has become of them since.
ALTER TABLE aftersale_act ADD COLUMN units TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(units));
UPDATE aftersale_act SET units = (SELECT json_group_array(c.line_id) FROM cancel_act c
    WHERE c.order_id = aftersale_act.order_id AND c.act_id = aftersale_act.id)
  WHERE kind = 'cancel' AND state = 'sending';
