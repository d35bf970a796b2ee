-- Tries of long ago are cleared by their age.

CREATE INDEX rate_limit_by_age ON rate_limit (last_request);
