-- name: learned
SELECT rhythm, coalesce(last_success_at, clock_timestamp()) AS looked_at FROM archive.source WHERE source_id = %(source_id)s

-- name: found_since
-- What the source's visits found after the instant, the latest of it: when a page was first found (named by a document, or read) and
-- when the source had been looked at before that. A page that stands for another one's is not counted.
SELECT a.first_seen_at, v.published_at, v.published_local, v.published_precision,
       least(a.first_seen_at, lead.found_at) AS found_at,
       (SELECT visit.looked_before_at FROM archive.visit
        WHERE visit.source_id = a.source_id AND visit.started_at <= least(a.first_seen_at, lead.found_at)
        ORDER BY visit.started_at DESC LIMIT 1) AS looked_before_at
FROM archive.appearance a
JOIN archive.revision v ON v.revision_id = a.revision_id
LEFT JOIN LATERAL (
    SELECT min(l.first_seen_at) AS found_at FROM archive.lead l
    WHERE l.source_id = a.source_id AND l.url_digest = a.url_digest
) lead ON true
WHERE a.source_id = %(source_id)s AND a.main_id IS NULL AND a.first_seen_at > %(after)s
ORDER BY a.first_seen_at DESC
LIMIT %(limit)s
