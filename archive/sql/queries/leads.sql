-- name: open_leads
-- Those that are due, in the order in which they were found; `everything` also those that ended.
SELECT lead_id, url, way, found_in, witness, attempts, asked_at IS NOT NULL OR ended_at IS NOT NULL AS asked_before
FROM archive.lead
WHERE source_id = %(source_id)s AND lead_id > %(after)s
  AND (%(everything)s OR (state = 'open' AND (not_before IS NULL OR not_before <= clock_timestamp())))
ORDER BY lead_id
LIMIT %(limit)s

-- name: end
-- A lead that is put off too often ends as failed, with its last reason. An ended lead counts its vain visits anew when reopened.
UPDATE archive.lead l
SET state = judged.state, outcome = row.outcome, detail = row.detail, visit_id = coalesce(%(visit_id)s, l.visit_id),
    attempts = CASE WHEN row.state = 'open' THEN judged.attempts ELSE 0 END,
    not_before = CASE WHEN judged.state = 'open' THEN row.not_before END,
    asked_at = CASE WHEN row.counts OR row.state <> 'open' THEN clock_timestamp() ELSE l.asked_at END,
    ended_at = CASE WHEN judged.state = 'open' THEN l.ended_at ELSE clock_timestamp() END,
    capture_id = NULL, extractor_version = NULL
FROM json_to_recordset(%(rows)s::json) AS row (
    lead_id bigint, state text, outcome text, detail text, not_before timestamptz, counts boolean
)
JOIN archive.lead old USING (lead_id)
CROSS JOIN LATERAL (
    SELECT old.attempts + row.counts::integer AS attempts,
           CASE WHEN row.state = 'open' AND old.attempts + row.counts::integer >= %(most_attempts)s THEN 'failed' ELSE row.state END AS state
) judged
WHERE l.lead_id = row.lead_id

-- name: keep_reading
-- Which capture was read as no release, and by which rules: newer ones may read it otherwise. A lead is named by its id, or, where
-- an old capture was read again, by that capture.
UPDATE archive.lead l
SET capture_id = row.capture_id, extractor_version = row.extractor_version
FROM json_to_recordset(%(rows)s::json) AS row (lead_id bigint, source_id text, capture_id uuid, extractor_version text)
WHERE l.outcome = 'not_a_release'
  AND (l.lead_id = row.lead_id OR (row.lead_id IS NULL AND l.source_id = row.source_id AND l.capture_id = row.capture_id))

-- name: counts
SELECT state, outcome, count(*)::integer AS leads FROM archive.lead WHERE source_id = %(source_id)s GROUP BY state, outcome
