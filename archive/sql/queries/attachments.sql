-- Files of releases that were fetched before: what `archive.attachments` asks.

-- name: known
-- Of each address the latest capture that has a file: by the page's own attachments, which also find one behind a redirect, and by
-- the address itself, whichever page led to it. Those made before `until` come first. Parameters: page and digests (sha-256 of
-- addresses), until.
SELECT DISTINCT ON (wanted.url_digest) wanted.url_digest AS wanted, c.*
FROM unnest(%(digests)s::bytea[]) AS wanted (url_digest)
CROSS JOIN LATERAL (
    SELECT t.capture_id
    FROM archive.appearance a
    JOIN archive.attachment t ON t.appearance_id = a.appearance_id AND t.url_digest = wanted.url_digest
    WHERE a.url_digest = %(page)s AND t.capture_id IS NOT NULL
    UNION ALL
    (SELECT s.capture_id
     FROM archive.capture s
     WHERE s.url_digest = wanted.url_digest AND s.http_status = 200
     ORDER BY coalesce(s.fetched_at <= %(until)s::timestamptz, true) DESC, s.fetched_at DESC
     LIMIT 1)
) found
JOIN archive.capture c ON c.capture_id = found.capture_id
ORDER BY wanted.url_digest, coalesce(c.fetched_at <= %(until)s::timestamptz, true) DESC, c.fetched_at DESC

-- name: text_digest
-- The words of the page as they were stored last.
SELECT v.text_digest
FROM archive.appearance a
JOIN archive.revision v ON v.revision_id = a.revision_id
WHERE a.url_digest = %(page)s
ORDER BY a.reuse DESC
LIMIT 1
