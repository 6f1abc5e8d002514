-- name: lease
-- One statement, so that of two visits one gets the host. A visit that holds it already gets it again. A lease also ends with
-- its visit: no source's row names it any more; but not that of a process which looks at a site without a visit and holds the host
-- under its own id. `dead` is a holder that was seen to be dead (null: none). A visit that did not
-- give the host back may have asked it a moment ago: the delay that the host asks for counts from now.
INSERT INTO archive.host AS h (host, visit_id, holder, node, lease_until)
VALUES (%(host)s, %(visit_id)s, %(holder)s, %(node)s, clock_timestamp() + %(lease)s)
ON CONFLICT (host) DO UPDATE
SET visit_id = excluded.visit_id, holder = excluded.holder, node = excluded.node, lease_until = excluded.lease_until,
    next_request_at = CASE
        WHEN h.visit_id <> excluded.visit_id AND h.crawl_delay IS NOT NULL
        THEN greatest(h.next_request_at, clock_timestamp() + make_interval(secs => h.crawl_delay))
        ELSE h.next_request_at
    END
WHERE h.visit_id IS NULL OR h.visit_id = excluded.visit_id OR h.lease_until <= clock_timestamp() OR h.holder = %(dead)s::uuid
   OR (h.visit_id <> h.holder AND NOT EXISTS (SELECT FROM archive.source s WHERE s.visit_id = h.visit_id))
RETURNING host, next_request_at, crawl_delay, retry_after, robots_status, robots_text, robots_fetched_at

-- name: holder
SELECT visit_id, holder, node, lease_until FROM archive.host WHERE host = %(host)s

-- name: renew
UPDATE archive.host SET lease_until = clock_timestamp() + %(lease)s WHERE visit_id = %(visit_id)s

-- name: release
UPDATE archive.host
SET visit_id = NULL, holder = NULL, node = NULL, lease_until = NULL,
    next_request_at = greatest(next_request_at, %(next_request_at)s)
WHERE host = %(host)s AND visit_id = %(visit_id)s

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
