-- name: put_sources
-- What the files say. Rows in order of their ids, so that two workers that start together do not wait for one another in a circle.
INSERT INTO archive.source AS s (source_id, name, kind, country, languages, time_zone, home, next_visit_at)
SELECT source_id, name, kind, country, languages, time_zone, home, clock_timestamp()
FROM jsonb_to_recordset(%(rows)s) AS r (source_id text, name text, kind text, country text, languages text[], time_zone text, home text)
ORDER BY source_id
ON CONFLICT (source_id) DO UPDATE
SET name = excluded.name, kind = excluded.kind, country = excluded.country, languages = excluded.languages,
    time_zone = excluded.time_zone, home = excluded.home, next_visit_at = coalesce(s.next_visit_at, excluded.next_visit_at)
WHERE (s.name, s.kind, s.country, s.languages, s.time_zone, s.home) IS DISTINCT FROM
      (excluded.name, excluded.kind, excluded.country, excluded.languages, excluded.time_zone, excluded.home)
   OR s.next_visit_at IS NULL

-- name: due
-- A crawl of its own is needed where a glance saw something new, where nothing was ever read, where a page falls due, and where
-- the last crawl was killed: what it left is open.
-- `but` are the few that whoever asks has no use for; naming those that it has would be all of them, each time.
-- now() and no other condition on when, so that the few that are due are found by their index, also among very many: a source that
-- wants a visit was due for the glance that said so, and is still, or waits as long as its failures ask.
WITH chosen AS (
    SELECT source_id FROM archive.source
    WHERE source_id <> ALL(%(but)s::text[])
      AND next_visit_at <= now()
      AND (lease_until IS NULL OR lease_until <= clock_timestamp() OR holder = ANY(%(dead)s::uuid[]))
      AND (queued_at IS NULL OR queued_at <= clock_timestamp() - %(again_after)s::interval)
    ORDER BY next_visit_at
    LIMIT %(most)s
    FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE archive.source s SET queued_at = clock_timestamp()
FROM chosen WHERE s.source_id = chosen.source_id
RETURNING s.source_id, s.wants_visit
    OR s.visit_id IS NOT NULL
    OR NOT EXISTS (SELECT FROM archive.document d WHERE d.source_id = s.source_id)
    OR EXISTS (SELECT FROM archive.lead l WHERE l.source_id = s.source_id AND l.state = 'open'
               AND (l.not_before IS NULL OR l.not_before <= clock_timestamp()))
    OR EXISTS (SELECT FROM archive.lead l WHERE l.source_id = s.source_id AND l.revisit_at <= clock_timestamp()) AS visit

-- name: still_due
SELECT FROM archive.source WHERE source_id = %(source_id)s AND (next_visit_at <= clock_timestamp() OR wants_visit)

-- name: put_off
UPDATE archive.source SET next_visit_at = clock_timestamp() + %(span)s, wants_visit = false, queued_at = NULL
WHERE source_id = %(source_id)s

-- name: make_way
UPDATE archive.source SET next_visit_at = greatest(next_visit_at, clock_timestamp() + %(span)s::interval), queued_at = NULL
WHERE source_id = %(source_id)s

-- name: not_queued
UPDATE archive.source SET queued_at = NULL WHERE source_id = ANY(%(ids)s::text[])

-- name: scheduled
SELECT source_id FROM archive.source WHERE next_visit_at IS NOT NULL

-- name: take_out
-- A visit under way ends as any other.
UPDATE archive.source SET next_visit_at = NULL, wants_visit = false, queued_at = NULL
WHERE source_id = ANY(%(ids)s::text[]) AND next_visit_at IS NOT NULL

-- name: held
SELECT source_id, holder, node, lease_until FROM archive.source
WHERE next_visit_at <= now() AND lease_until > clock_timestamp()

-- name: without_verdict
SELECT DISTINCT source_id FROM archive.visit WHERE finished_at IS NOT NULL AND judged_at IS NULL

-- name: standing
SELECT s.attempt, clock_timestamp() AS at, s.failures, s.health, s.health_reason, s.last_success_at IS NOT NULL AS succeeded,
       s.rhythm, s.record,
       (SELECT min(coalesce(l.not_before, clock_timestamp())) FROM archive.lead l
        WHERE l.source_id = s.source_id AND l.state = 'open') AS open_due_at,
       (SELECT min(l.revisit_at) FROM archive.lead l
        WHERE l.source_id = s.source_id AND l.revisit_at IS NOT NULL) AS again_due_at
FROM archive.source s WHERE s.source_id = %(source_id)s

-- name: unjudged
SELECT visit_id, finished_at, outcome, leads, stored, detail, seen FROM archive.visit
WHERE source_id = %(source_id)s AND finished_at IS NOT NULL AND judged_at IS NULL
ORDER BY finished_at

-- name: judge
-- What was found of a rebuilt site is said as long as it is failing; a verdict without a new visit has it in its reason already.
WITH judged AS (
    UPDATE archive.source
    SET health = %(health)s, rebuilt = CASE WHEN %(health)s = 'failing' THEN rebuilt END,
        health_reason = CASE
            WHEN %(health)s = 'failing' AND strpos(%(reason)s::text, rebuilt) = 0 THEN concat_ws(', and ', %(reason)s::text, rebuilt)
            ELSE %(reason)s::text
        END,
        failures = %(failures)s, rhythm = %(rhythm)s, record = %(record)s,
        next_visit_at = %(next_visit_at)s, quiet_until = %(quiet_until)s, wants_visit = false, queued_at = NULL
    WHERE source_id = %(source_id)s AND attempt = %(attempt)s AND visit_id IS NULL
    RETURNING source_id
), seen AS (
    UPDATE archive.visit v SET judged_at = clock_timestamp(), seen = NULL
    FROM judged WHERE v.visit_id = ANY(%(judged)s::uuid[])
)
SELECT source_id FROM judged

-- name: silent
SELECT source_id FROM archive.source WHERE quiet_until <= clock_timestamp() AND health = 'ok'

-- name: gone_silent
-- The instant is taken before the row forgets it: RETURNING would have what it becomes.
WITH silent AS (
    SELECT source_id, quiet_until FROM archive.source
    WHERE source_id = ANY(%(ids)s::text[]) AND quiet_until <= clock_timestamp() AND health = 'ok'
    ORDER BY source_id
    FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE archive.source s
SET health = 'degraded', quiet_until = NULL,
    health_reason = format('nothing new for longer than its rhythm allows (until %%s)', to_char(silent.quiet_until, 'YYYY-MM-DD'))
FROM silent WHERE s.source_id = silent.source_id
RETURNING s.source_id, silent.quiet_until
