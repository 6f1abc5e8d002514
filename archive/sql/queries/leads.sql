-- name: open_leads
-- Those that are due, in the order in which they were found; `everything` also those that ended.
SELECT lead_id, url, way, found_in, witness, attempts, asked_at IS NOT NULL OR ended_at IS NOT NULL AS asked_before
FROM archive.lead
WHERE source_id = %(source_id)s AND lead_id > %(after)s
  AND (%(everything)s OR (state = 'open' AND (not_before IS NULL OR not_before <= clock_timestamp())))
ORDER BY lead_id
LIMIT %(limit)s

-- name: leads_that_teach
-- Of the first by their digests those that are due: which they are depends on the set of leads alone, also after a kill.
SELECT lead_id, url, way, found_in, witness, attempts, asked_at IS NOT NULL OR ended_at IS NOT NULL AS asked_before
FROM (SELECT * FROM archive.lead WHERE source_id = %(source_id)s ORDER BY url_digest LIMIT %(limit)s) first
WHERE state = 'open' AND (not_before IS NULL OR not_before <= clock_timestamp())
ORDER BY lead_id

-- name: due_revisits
-- Known pages whose time has come, the longest overdue first; one row more than is wanted tells that there are more.
SELECT lead_id, url, way, found_in, witness, attempts, true AS asked_before
FROM archive.lead
WHERE source_id = %(source_id)s AND state <> 'open' AND revisit_at <= clock_timestamp()
  AND visit_id IS DISTINCT FROM %(visit_id)s::uuid
ORDER BY revisit_at, lead_id
LIMIT %(limit)s

-- name: seen_last
SELECT lead_id, url, way, found_in, witness, attempts, true AS asked_before
FROM archive.lead
WHERE source_id = %(source_id)s AND state = 'done' AND outcome IN ('stored', 'unchanged') AND looks > 0
  AND visit_id IS DISTINCT FROM %(visit_id)s::uuid
ORDER BY ended_at DESC, lead_id DESC
LIMIT %(limit)s

-- name: waiting_revisits
SELECT count(*)::integer AS waiting FROM archive.lead
WHERE source_id = %(source_id)s AND state <> 'open' AND revisit_at <= clock_timestamp()
  AND visit_id IS DISTINCT FROM %(visit_id)s::uuid

-- name: to_end
-- What an end depends on; locked in one order, whoever else ends leads of the same source.
SELECT lead_id, url, also, attempts, looks, revisit_at FROM archive.lead WHERE lead_id = ANY(%(leads)s) ORDER BY lead_id FOR NO KEY UPDATE

-- name: end
UPDATE archive.lead l
SET state = row.state, outcome = row.outcome, detail = row.detail, visit_id = coalesce(%(visit_id)s, l.visit_id),
    attempts = row.attempts, not_before = row.not_before, url = row.url, url_digest = row.url_digest, also = row.also,
    looks = row.looks, revisit_at = row.revisit_at,
    asked_at = CASE WHEN row.asked THEN clock_timestamp() ELSE l.asked_at END,
    ended_at = CASE WHEN row.state = 'open' THEN l.ended_at ELSE clock_timestamp() END,
    capture_id = NULL, extractor_version = NULL, layouts = '{}'
FROM json_to_recordset(%(rows)s::json) AS row (
    lead_id bigint, state text, outcome text, detail text, attempts integer, not_before timestamptz, url text, url_digest bytea,
    also jsonb, looks integer, revisit_at timestamptz, asked boolean
)
WHERE l.lead_id = row.lead_id

-- name: keep_reading
-- Which capture was read as no release, and by which rules: newer ones may read it otherwise. A lead is named by its id, or, where
-- an old capture was read again, by that capture.
UPDATE archive.lead l
SET capture_id = row.capture_id, extractor_version = row.extractor_version, layouts = row.layouts
FROM json_to_recordset(%(rows)s::json) AS row (
    lead_id bigint, source_id text, capture_id uuid, extractor_version text, layouts text[]
)
WHERE l.outcome = 'not_a_release'
  AND (l.lead_id = row.lead_id OR (row.lead_id IS NULL AND l.source_id = row.source_id AND l.capture_id = row.capture_id))

-- name: counts
SELECT state, outcome, count(*)::integer AS leads FROM archive.lead WHERE source_id = %(source_id)s GROUP BY state, outcome
