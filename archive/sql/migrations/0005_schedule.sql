-- The schedule: what falls due when, and what it has learned of each source.

ALTER TABLE archive.source
    ADD COLUMN wants_visit boolean NOT NULL DEFAULT false,   -- a glance saw something new: a visit comes next, not another glance
    ADD COLUMN queued_at   timestamptz,                      -- when a job was last made for it; a hint, the queue may be emptied
    ADD COLUMN failures    integer NOT NULL DEFAULT 0,       -- visits and glances in a row that failed
    ADD COLUMN rhythm      jsonb,                            -- what was learned of when it publishes (press.rhythm)
    ADD COLUMN record      jsonb,                            -- what its visits were like, to judge the next by (press.health)
    ADD COLUMN quiet_until timestamptz;                      -- from then on silence is longer than its rhythm allows
CREATE INDEX source_due ON archive.source (next_visit_at) WHERE next_visit_at IS NOT NULL;

-- An ended visit without a verdict on its source gets one at the next start.
ALTER TABLE archive.visit ADD COLUMN judged_at timestamptz, ADD COLUMN seen jsonb;
ALTER TABLE archive.visit ADD COLUMN looked_before_at timestamptz; -- the last look with success: what is new became public after it
UPDATE archive.visit SET judged_at = finished_at WHERE finished_at IS NOT NULL;
CREATE INDEX visit_unjudged ON archive.visit (source_id) WHERE finished_at IS NOT NULL AND judged_at IS NULL;
