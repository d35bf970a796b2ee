-- A rehearsal names tickets and says why they did not match; who the buyer is and what they wrote is asked of the ticket when it is looked at. What
-- was kept of both goes. What matched is counted among those one may read.
UPDATE rule_trial SET found = (
  SELECT json_group_array(json_remove(k.value, '$.number', '$.buyer', '$.storeId', '$.because.found')) FROM json_each(rule_trial.found) k)
WHERE json_valid(found);
ALTER TABLE rule_trial DROP COLUMN matched;
