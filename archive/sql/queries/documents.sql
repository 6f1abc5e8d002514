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
-- In one statement for any number of leads. What is known of a lead adds up: a sitemap takes no headline away that a feed gave, and
-- the page's other spellings are kept, up to a bound. A lead that ended is opened again when the document names a later change than
-- the one known, or, where none was known, than its end; and one whose address is no page when the document names another spelling
-- that was not asked yet. While it was never asked, https is the better spelling, and the one without an addition to its query.
-- Rows that say nothing new are not written.
WITH given AS (
    SELECT * FROM json_to_recordset(%(rows)s::json) AS row (
        url_digest bytea, twin_digest bytea, url text, also jsonb, way text, found_in text, witness jsonb, modified_at timestamptz
    )
), met AS (
    SELECT l.lead_id, l.url AS url_before, l.also AS also_before, l.outcome AS outcome_before, l.witness AS said_before,
           given.*, l.witness || given.witness AS all_said,
           (given.also || jsonb_build_object(given.url, NULL) || l.also) - l.url AS spellings,
           l.state = 'failed' AND l.outcome = ANY(%(no_page)s) AS is_no_page,
           l.state = 'open' AND l.asked_at IS NULL AND (
               (l.url LIKE 'http:%%' AND given.url LIKE 'https:%%') OR starts_with(l.url, given.url || '?') OR starts_with(l.url, given.url || '&')
           ) AS is_better,
           l.state <> 'open' AND coalesce(given.modified_at > coalesce(l.modified_at, l.ended_at), false) AS is_changed
    FROM given
    JOIN archive.lead l ON l.source_id = %(source_id)s AND l.twin_digest = given.twin_digest
), bounded AS (
    SELECT met.*, CASE WHEN (SELECT count(*) FROM jsonb_object_keys(spellings)) <= %(most_spellings)s THEN spellings ELSE also_before END AS also_now,
           CASE WHEN is_better THEN url
                WHEN is_no_page THEN (
                    SELECT key FROM jsonb_each(spellings) WHERE value = 'null' ORDER BY key NOT LIKE 'https:%%', length(key), key LIMIT 1
                )
           END AS instead
    FROM met
), known AS (
    SELECT bounded.*, is_changed OR (is_no_page AND instead IS NOT NULL) AS reopens,
           CASE WHEN instead IS NULL THEN also_now
                ELSE (also_now - instead) || jsonb_build_object(url_before, CASE WHEN is_no_page THEN outcome_before END)
           END AS also_after
    FROM bounded
), refreshed AS (
    UPDATE archive.lead l
    SET witness = known.all_said, modified_at = greatest(l.modified_at, known.modified_at),
        url = coalesce(known.instead, l.url),
        url_digest = CASE WHEN known.instead IS NULL THEN l.url_digest ELSE sha256(convert_to(known.instead, 'UTF8')) END,
        also = known.also_after,
        state = CASE WHEN known.reopens THEN 'open' ELSE l.state END,
        outcome = CASE WHEN known.reopens THEN NULL ELSE l.outcome END,
        detail = CASE WHEN known.reopens THEN NULL ELSE l.detail END,
        attempts = CASE WHEN known.reopens THEN 0 ELSE l.attempts END,
        not_before = CASE WHEN known.reopens THEN NULL ELSE l.not_before END
    FROM known
    WHERE l.lead_id = known.lead_id
      AND (known.reopens OR known.instead IS NOT NULL OR known.all_said IS DISTINCT FROM known.said_before
           OR known.also_after IS DISTINCT FROM known.also_before)
), added AS (
    INSERT INTO archive.lead (source_id, url_digest, twin_digest, url, also, way, found_in, witness, modified_at)
    SELECT %(source_id)s, url_digest, twin_digest, url, also, way, found_in, witness, modified_at
    FROM given
    WHERE NOT EXISTS (SELECT FROM known WHERE known.twin_digest = given.twin_digest)
    ON CONFLICT (source_id, twin_digest) DO NOTHING
    RETURNING lead_id
)
SELECT (SELECT count(*) FROM added)::integer AS new,
       (SELECT count(*) FROM known WHERE reopens)::integer AS reopened,
       (SELECT count(*) FROM given)::integer AS given
