-- name: hold
-- FOR SHARE: stores of one visit do not wait for each other, and `begin` waits for all of them.
SELECT attempt, visit_id FROM archive.source WHERE source_id = %(source_id)s FOR SHARE

-- name: hold_alone
-- The same, and with no other transaction of the visit beside it: documents that are read side by side name the same pages, and
-- each writing its leads in an order of its own they would wait for one another in a circle.
SELECT attempt, visit_id FROM archive.source WHERE source_id = %(source_id)s FOR NO KEY UPDATE

-- name: put_source
-- What the file says; also locks the row until the transaction ends. A source that a lead or an import named keeps its counters.
INSERT INTO archive.source AS s (source_id, name, kind, country, languages, time_zone, home)
VALUES (%(source_id)s, %(name)s, %(kind)s, %(country)s, %(languages)s, %(time_zone)s, %(home)s)
ON CONFLICT (source_id) DO UPDATE
SET name = excluded.name, kind = excluded.kind, country = excluded.country, languages = excluded.languages,
    time_zone = excluded.time_zone, home = excluded.home
RETURNING attempt, visit_id, holder, node, lease_until, lease_until > clock_timestamp() AS leased,
          last_success_at IS NULL AND NOT EXISTS (
              SELECT FROM archive.visit v WHERE v.source_id = s.source_id AND v.outcome = 'partial'
          ) AS first

-- name: lose
-- A visit whose holder is dead or silent for too long.
UPDATE archive.visit SET outcome = 'lost', finished_at = clock_timestamp()
WHERE source_id = %(source_id)s AND outcome IS NULL

-- name: look_once_more
-- Known pages that a lost visit looked at again. What it did not find, and what led elsewhere, it would have told at its end; so it
-- looked for nothing, and without this the next look would be an interval away.
UPDATE archive.lead SET revisit_at = least(revisit_at, clock_timestamp())
WHERE source_id = %(source_id)s AND visit_id = %(visit_id)s AND looks > 1 AND revisit_at IS NOT NULL

-- name: begin
INSERT INTO archive.visit (visit_id, source_id, attempt, holder, node, started_at, looked_before_at)
SELECT %(visit_id)s, source_id, %(attempt)s, %(holder)s, %(node)s, clock_timestamp(), last_success_at
FROM archive.source WHERE source_id = %(source_id)s

-- name: take
UPDATE archive.source
SET attempt = %(attempt)s, visit_id = %(visit_id)s, holder = %(holder)s, node = %(node)s,
    lease_until = clock_timestamp() + %(lease)s
WHERE source_id = %(source_id)s

-- name: renew
UPDATE archive.source SET lease_until = clock_timestamp() + %(lease)s
WHERE source_id = %(source_id)s AND attempt = %(attempt)s AND visit_id = %(visit_id)s
RETURNING lease_until

-- name: hand_back
UPDATE archive.source SET lease_until = clock_timestamp(), queued_at = NULL
WHERE source_id = %(source_id)s AND attempt = %(attempt)s AND visit_id = %(visit_id)s

-- name: finish
UPDATE archive.visit
SET finished_at = clock_timestamp(), outcome = %(outcome)s, leads = %(leads)s, fetched = %(fetched)s, stored = %(stored)s,
    unchanged = %(unchanged)s, failed = %(failed)s, gap = %(gap)s, detail = %(detail)s, seen = %(seen)s
WHERE visit_id = %(visit_id)s

-- name: forget
-- A visit that found nothing new, or could ask nothing, leaves no row of its own.
DELETE FROM archive.visit WHERE visit_id = %(visit_id)s

-- name: let_go
-- The end of a visit on its source. Unverified until a visit has succeeded: a failure before that says nothing new of the source.
UPDATE archive.source
SET visit_id = NULL, holder = NULL, node = NULL, lease_until = NULL, glances = glances + 1, last_visit_at = clock_timestamp(),
    last_success_at = CASE WHEN %(success)s THEN clock_timestamp() ELSE last_success_at END,
    health = CASE WHEN %(success)s THEN 'ok' WHEN last_success_at IS NULL THEN 'unverified' ELSE 'failing' END,
    health_reason = CASE WHEN %(success)s THEN NULL ELSE %(reason)s END,
    wants_visit = false, queued_at = NULL,
    -- Until the verdict says when it falls due; else another worker that looks just now would visit it again.
    next_visit_at = greatest(next_visit_at, clock_timestamp() + interval '1 minute')
WHERE source_id = %(source_id)s

-- name: turned_away
UPDATE archive.source
SET visit_id = NULL, holder = NULL, node = NULL, lease_until = NULL, queued_at = NULL,
    next_visit_at = greatest(next_visit_at, clock_timestamp() + %(span)s::interval)
WHERE source_id = %(source_id)s

-- name: let_hosts_go
-- Those that the visit did not give back itself, with the instant of its last request (hosts.sql, release): it was killed, and may
-- have asked a moment ago. The delay that the host asks for counts from now.
UPDATE archive.host
SET visit_id = NULL, holder = NULL, node = NULL, lease_until = NULL,
    next_request_at = CASE
        WHEN crawl_delay IS NOT NULL THEN greatest(next_request_at, clock_timestamp() + make_interval(secs => crawl_delay))
        ELSE next_request_at
    END
WHERE visit_id = %(visit_id)s

-- name: count_day
INSERT INTO archive.completeness AS c (source_id, day, glances, seen, gap)
VALUES (%(source_id)s, (clock_timestamp() AT TIME ZONE 'UTC')::date, 1, %(seen)s, %(gap)s)
ON CONFLICT (source_id, day) DO UPDATE
SET glances = c.glances + 1, seen = c.seen + excluded.seen, gap = c.gap OR excluded.gap
