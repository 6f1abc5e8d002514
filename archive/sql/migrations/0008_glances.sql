-- What tells most candidates apart is kept beside their signatures, so that their texts need not be fetched.

-- Its entries would be written once more for each row that moves: it is built anew instead.
DROP INDEX archive.signature_bands;
ALTER TABLE archive.signature
    ADD COLUMN text_digest bytea,  -- the revision's: of one with the same words nothing is asked
    ADD COLUMN glance      bytea;  -- what tells most pages apart unread; null: not known, empty: it is to be read whole
UPDATE archive.signature s SET text_digest = v.text_digest FROM archive.revision v WHERE v.revision_id = s.revision_id;
ALTER TABLE archive.signature ALTER COLUMN text_digest SET NOT NULL;
-- Without a pending list: it would be read whole by every look.
CREATE INDEX signature_bands ON archive.signature USING gin (bands) WITH (fastupdate = off);
