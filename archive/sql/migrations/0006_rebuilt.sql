-- A source whose ways have ceased to lead anywhere: its site is looked at anew, and what was found is said with its health.

ALTER TABLE archive.source
    ADD COLUMN sought_at timestamptz,  -- when its ways were last sought anew
    ADD COLUMN rebuilt   text;         -- what was found then, said with health_reason while it is failing
