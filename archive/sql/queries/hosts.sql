-- name: lease
-- In one statement for any number of hosts, so that of two visits one gets each. A visit that holds one already gets it again. A
-- lease also ends with its visit: no source's row names it any more; but not that of a process which looks at sites without a visit
-- and holds the host under its own id. `dead` are holders that were seen to be dead. A visit that did not give the host back may
-- have asked it a moment ago: the delay that the host asks for counts from now. Rows that another statement has locked are passed
-- over, and new ones made in one order: nobody who leases many waits for another in a circle.
WITH wanted AS (
    SELECT DISTINCT unnest(%(hosts)s::text[]) AS host
), free AS (
    SELECT h.host
    FROM archive.host h
    JOIN wanted USING (host)
    WHERE h.visit_id IS NULL OR h.visit_id = %(visit_id)s OR h.lease_until <= clock_timestamp() OR h.holder = ANY(%(dead)s::uuid[])
       OR (h.visit_id <> h.holder AND NOT EXISTS (SELECT FROM archive.source s WHERE s.visit_id = h.visit_id))
    ORDER BY h.host
    FOR NO KEY UPDATE OF h SKIP LOCKED
), leased AS (
    UPDATE archive.host h
    SET visit_id = %(visit_id)s, holder = %(holder)s, node = %(node)s, lease_until = clock_timestamp() + %(lease)s,
        next_request_at = CASE
            WHEN h.visit_id <> %(visit_id)s AND h.crawl_delay IS NOT NULL
            THEN greatest(h.next_request_at, clock_timestamp() + make_interval(secs => h.crawl_delay))
            ELSE h.next_request_at
        END
    FROM free
    WHERE h.host = free.host
    RETURNING h.host, h.next_request_at, h.crawl_delay, h.retry_after, h.robots_status, h.robots_text, h.robots_fetched_at
), added AS (
    INSERT INTO archive.host AS h (host, visit_id, holder, node, lease_until)
    SELECT host, %(visit_id)s, %(holder)s, %(node)s, clock_timestamp() + %(lease)s
    FROM wanted
    WHERE NOT EXISTS (SELECT FROM archive.host known WHERE known.host = wanted.host)
    ORDER BY host
    ON CONFLICT (host) DO NOTHING
    RETURNING h.host, h.next_request_at, h.crawl_delay, h.retry_after, h.robots_status, h.robots_text, h.robots_fetched_at
)
SELECT * FROM leased UNION ALL SELECT * FROM added

-- name: holders
SELECT host, visit_id, holder, node, lease_until, lease_until > clock_timestamp() AS leased
FROM archive.host
WHERE host = ANY(%(hosts)s::text[])

-- name: renew
UPDATE archive.host SET lease_until = clock_timestamp() + %(lease)s WHERE visit_id = %(visit_id)s
RETURNING host

-- name: release
WITH given AS (
    SELECT * FROM json_to_recordset(%(rows)s::json) AS row (host text, next_request_at timestamptz)
), held AS (
    SELECT h.host, given.next_request_at
    FROM archive.host h
    JOIN given USING (host)
    WHERE h.visit_id = %(visit_id)s
    ORDER BY h.host
    FOR NO KEY UPDATE OF h
)
UPDATE archive.host h
SET visit_id = NULL, holder = NULL, node = NULL, lease_until = NULL,
    next_request_at = greatest(h.next_request_at, held.next_request_at)
FROM held
WHERE h.host = held.host

-- name: save_robots
INSERT INTO archive.host (host, robots_status, robots_text, robots_fetched_at, crawl_delay)
VALUES (%(host)s, %(status)s, %(text)s, %(fetched_at)s, %(crawl_delay)s)
ON CONFLICT (host) DO UPDATE
SET robots_status = excluded.robots_status, robots_text = excluded.robots_text, robots_fetched_at = excluded.robots_fetched_at,
    crawl_delay = excluded.crawl_delay

-- name: set_retry_after
-- Two answers may cross: the later instant holds.
INSERT INTO archive.host AS h (host, retry_after) VALUES (%(host)s, %(until)s)
ON CONFLICT (host) DO UPDATE SET retry_after = greatest(h.retry_after, excluded.retry_after)
