-- Sessions end by their days and by their quiet: whatever ends them asks for the oldest of each.

CREATE INDEX session_by_end ON session (expires_at);
CREATE INDEX session_by_use ON session (updated_at);
