-- name: state_of
SELECT url, etag, last_modified, payload_digest, content_digest, state, checked_at
FROM archive.document
WHERE source_id = %(source_id)s AND (%(digests)s::bytea[] IS NULL OR url_digest = ANY(%(digests)s::bytea[]))

-- name: put
INSERT INTO archive.document AS d (
    source_id, url_digest, url, kind, etag, last_modified, payload_digest, content_digest, state, capture_id, checked_at, changed_at
)
SELECT %(source_id)s, url_digest, url, kind, etag, last_modified, payload_digest, content_digest, state, capture_id,
       clock_timestamp(), clock_timestamp()
FROM json_to_recordset(%(rows)s::json) AS row (
    url_digest bytea, url text, kind text, etag text, last_modified text, payload_digest bytea, content_digest bytea, state jsonb,
    capture_id uuid
)
ON CONFLICT (source_id, url_digest) DO UPDATE
SET kind = excluded.kind, etag = excluded.etag, last_modified = excluded.last_modified, payload_digest = excluded.payload_digest,
    content_digest = excluded.content_digest, state = excluded.state, capture_id = coalesce(excluded.capture_id, d.capture_id),
    checked_at = excluded.checked_at, changed_at = excluded.changed_at

-- name: checked
UPDATE archive.document SET checked_at = clock_timestamp()
WHERE source_id = %(source_id)s AND url_digest = ANY(%(digests)s::bytea[])

-- name: put_leads
-- In one statement for any number of leads. What is known of a lead adds up: a sitemap takes no headline away that a feed gave.
-- A lead that ended is opened again when the document names a later change than the one known, or, where none was known, than its
-- end. Rows that say nothing new are not written.
WITH given AS (
    SELECT * FROM json_to_recordset(%(rows)s::json) AS row (
        url_digest bytea, url text, way text, found_in text, witness jsonb, modified_at timestamptz
    )
), known AS (
    SELECT l.lead_id, given.*, l.witness || given.witness AS all_said, l.witness AS said_before,
           l.state <> 'open' AND coalesce(given.modified_at > coalesce(l.modified_at, l.ended_at), false) AS reopens
    FROM given
    JOIN archive.lead l ON l.source_id = %(source_id)s AND l.url_digest = given.url_digest
), refreshed AS (
    UPDATE archive.lead l
    SET witness = known.all_said, modified_at = greatest(l.modified_at, known.modified_at),
        state = CASE WHEN known.reopens THEN 'open' ELSE l.state END,
        outcome = CASE WHEN known.reopens THEN NULL ELSE l.outcome END,
        detail = CASE WHEN known.reopens THEN NULL ELSE l.detail END,
        attempts = CASE WHEN known.reopens THEN 0 ELSE l.attempts END,
        not_before = CASE WHEN known.reopens THEN NULL ELSE l.not_before END
    FROM known
    WHERE l.lead_id = known.lead_id AND (known.reopens OR known.all_said IS DISTINCT FROM known.said_before)
), added AS (
    INSERT INTO archive.lead (source_id, url_digest, url, way, found_in, witness, modified_at)
    SELECT %(source_id)s, url_digest, url, way, found_in, witness, modified_at
    FROM given
    WHERE NOT EXISTS (SELECT FROM known WHERE known.url_digest = given.url_digest)
    ON CONFLICT (source_id, url_digest) DO NOTHING
    RETURNING lead_id
)
SELECT (SELECT count(*) FROM added)::integer AS new,
       (SELECT count(*) FROM known WHERE reopens)::integer AS reopened,
       (SELECT count(*) FROM given)::integer AS given
