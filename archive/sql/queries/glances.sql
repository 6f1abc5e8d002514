-- name: take
-- In one statement for any number of sources: those that are due and that nobody holds. Rows that another statement has locked are
-- passed over: somebody takes them. `dead` are holders that were seen to be dead. A visit that is found under a lease which ran out
-- is lost, and its hosts are free. Of a document's state, `bulk` is left out: what only a reading of it needs.
WITH wanted AS (
    SELECT * FROM json_to_recordset(%(rows)s::json) AS row (source_id text, digests bytea[])
), free AS (
    SELECT s.source_id, s.visit_id AS lost
    FROM archive.source s
    JOIN wanted USING (source_id)
    WHERE s.next_visit_at <= clock_timestamp() AND NOT s.wants_visit
      AND (s.lease_until IS NULL OR s.lease_until <= clock_timestamp() OR s.holder = ANY(%(dead)s::uuid[]))
    ORDER BY s.source_id
    FOR NO KEY UPDATE OF s SKIP LOCKED
), taken AS (
    UPDATE archive.source s
    SET attempt = s.attempt + 1, visit_id = NULL, holder = %(holder)s, node = %(node)s,
        lease_until = clock_timestamp() + %(lease)s
    FROM free
    WHERE s.source_id = free.source_id
    RETURNING s.source_id, s.attempt, s.failures, s.rhythm, free.lost
), lost AS (
    UPDATE archive.visit v SET outcome = 'lost', finished_at = clock_timestamp()
    FROM taken
    WHERE v.visit_id = taken.lost AND v.outcome IS NULL
), once_more AS (
    -- As visits.sql has it. Found by its source, for the few that are lost: never by a look through all leads.
    UPDATE archive.lead SET revisit_at = least(revisit_at, clock_timestamp())
    WHERE lead_id = ANY(ARRAY(
        SELECT seen.lead_id
        FROM taken
        CROSS JOIN LATERAL (
            SELECT l.lead_id FROM archive.lead l
            WHERE l.source_id = taken.source_id AND l.visit_id = taken.lost AND l.looks > 1 AND l.revisit_at IS NOT NULL
            OFFSET 0
        ) AS seen
        WHERE taken.lost IS NOT NULL
    ))
), freed AS (
    UPDATE archive.host h
    SET visit_id = NULL, holder = NULL, node = NULL, lease_until = NULL,
        next_request_at = CASE
            WHEN h.crawl_delay IS NOT NULL THEN greatest(h.next_request_at, clock_timestamp() + make_interval(secs => h.crawl_delay))
            ELSE h.next_request_at
        END
    FROM taken
    WHERE h.visit_id = taken.lost
)
SELECT taken.source_id, taken.attempt, taken.failures, taken.rhythm,
       (
           SELECT json_agg(json_build_object(
               'url', d.url, 'etag', d.etag, 'last_modified', d.last_modified, 'checked_at', d.checked_at,
               'payload_digest', encode(d.payload_digest, 'hex'), 'content_digest', encode(d.content_digest, 'hex'),
               'state', d.state - %(bulk)s::text[]
           ))
           FROM archive.document d
           WHERE d.source_id = taken.source_id AND d.url_digest = ANY(wanted.digests)
       ) AS documents,
       (
           SELECT v.started_at FROM archive.visit v
           WHERE v.source_id = taken.source_id
           ORDER BY v.started_at DESC
           LIMIT 1
       ) AS visited_at
FROM taken
JOIN wanted USING (source_id)

-- name: holders
-- Who holds those that were not taken although they are due.
SELECT DISTINCT holder, node
FROM archive.source
WHERE source_id = ANY(%(sources)s::text[]) AND next_visit_at <= clock_timestamp() AND NOT wants_visit
  AND lease_until > clock_timestamp() AND holder IS NOT NULL

-- name: renew
WITH given AS (
    SELECT * FROM json_to_recordset(%(rows)s::json) AS row (source_id text, attempt bigint)
), held AS (
    SELECT s.source_id
    FROM archive.source s
    JOIN given USING (source_id, attempt)
    WHERE s.visit_id IS NULL AND s.lease_until IS NOT NULL
    ORDER BY s.source_id
    FOR NO KEY UPDATE OF s
)
UPDATE archive.source s SET lease_until = clock_timestamp() + %(lease)s
FROM held
WHERE s.source_id = held.source_id
RETURNING s.source_id

-- name: finish
-- In one statement for any number of glances, whatever came of them. Only those are written whose number is still the source's
-- own: a worker that was frozen and replaced writes nothing.
--   unchanged  a success, counted on source and day; the documents were checked now
--   failed     counted too, and `reason` told; where that is no passing fault, and not the first, a visit comes when it falls due
--              again, once a day: it tells whether the site was rebuilt
--   changed    a visit comes next; the instant stays in the past, so that nothing is lost if the queue is emptied
--   put_off    nothing was learned: the source falls due again at the instant given, or is due still
-- A source that was looked at falls due at the given instant, or sooner for a page: an open lead, or a known one to be looked at
-- again; never sooner than `not_sooner`. What a failure said of its health is taken back by the success that follows.
WITH given AS (
    SELECT *
    FROM json_to_recordset(%(rows)s::json) AS row (
        source_id text, attempt bigint, outcome text, next_visit_at timestamptz, not_sooner timestamptz, reason text, digests bytea[],
        lost boolean
    )
), held AS (
    SELECT given.*,
           CASE WHEN given.outcome = 'unchanged' THEN (
               SELECT min(due) FROM (
                   SELECT coalesce(l.not_before, clock_timestamp()) AS due
                   FROM archive.lead l
                   WHERE l.source_id = s.source_id AND l.state = 'open'
                   UNION ALL
                   (SELECT l.revisit_at FROM archive.lead l
                    WHERE l.source_id = s.source_id AND l.revisit_at IS NOT NULL AND l.state <> 'open'
                    ORDER BY l.revisit_at
                    LIMIT 1)
               ) AS pages
           ) END AS page_due_at
    FROM archive.source s
    JOIN given USING (source_id, attempt)
    WHERE s.visit_id IS NULL AND s.lease_until IS NOT NULL
    ORDER BY s.source_id
    FOR NO KEY UPDATE OF s
), ended AS (
    UPDATE archive.source s
    SET holder = NULL, node = NULL, lease_until = NULL, queued_at = NULL,
        wants_visit = held.outcome = 'changed' OR (
            held.outcome = 'failed' AND held.lost AND s.failures > 0 AND s.health = 'failing'
            AND (s.sought_at IS NULL OR s.sought_at < clock_timestamp() - interval '1 day')
        ),
        next_visit_at = CASE held.outcome
            WHEN 'changed' THEN s.next_visit_at
            WHEN 'put_off' THEN coalesce(held.next_visit_at, s.next_visit_at)
            ELSE least(
                held.next_visit_at, CASE WHEN held.page_due_at IS NOT NULL THEN greatest(held.not_sooner, held.page_due_at) END
            )
        END,
        glances = s.glances + CASE WHEN held.outcome IN ('unchanged', 'failed') THEN 1 ELSE 0 END,
        rebuilt = CASE WHEN held.outcome = 'unchanged' AND s.failures > 0 THEN NULL ELSE s.rebuilt END,
        failures = CASE held.outcome WHEN 'unchanged' THEN 0 WHEN 'failed' THEN s.failures + 1 ELSE s.failures END,
        last_visit_at = CASE WHEN held.outcome IN ('unchanged', 'failed') THEN clock_timestamp() ELSE s.last_visit_at END,
        last_success_at = CASE held.outcome WHEN 'unchanged' THEN clock_timestamp() ELSE s.last_success_at END,
        health = CASE
            WHEN held.outcome = 'failed' AND s.last_success_at IS NOT NULL THEN 'failing'
            WHEN held.outcome = 'unchanged' AND s.failures > 0 AND s.health = 'failing' THEN 'ok'
            ELSE s.health
        END,
        health_reason = CASE
            WHEN held.outcome = 'failed' THEN concat_ws(', and ', held.reason, s.rebuilt)
            WHEN held.outcome = 'unchanged' AND s.failures > 0 AND s.health IN ('failing', 'unverified') THEN NULL
            ELSE s.health_reason
        END
    FROM held
    WHERE s.source_id = held.source_id
    RETURNING s.source_id, s.next_visit_at
), counted AS (
    INSERT INTO archive.completeness AS c (source_id, day, glances)
    SELECT source_id, (clock_timestamp() AT TIME ZONE 'UTC')::date, 1
    FROM held
    WHERE outcome IN ('unchanged', 'failed')
    ON CONFLICT (source_id, day) DO UPDATE SET glances = c.glances + 1
), checked AS (
    UPDATE archive.document d
    SET checked_at = clock_timestamp()
    FROM held
    WHERE held.outcome = 'unchanged' AND d.source_id = held.source_id AND d.url_digest = ANY(held.digests)
)
SELECT source_id, next_visit_at FROM ended
