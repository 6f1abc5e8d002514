-- What `archive.showing` tells of one release, or of an address that is none.

-- name: release_at
-- The release that stands at an address now, or at a twin of it; else one of which a page names the address as its own.
SELECT release_id FROM (
    SELECT a.release_id, 0 AS distance, a.reuse FROM archive.appearance a WHERE a.url_digest = %(url_digest)s
    UNION ALL
    SELECT a.release_id, 1, a.reuse FROM archive.identity_key k JOIN archive.appearance a USING (appearance_id) WHERE k.key = %(key)s
    UNION ALL
    SELECT a.release_id, 2, a.reuse FROM archive.revision v JOIN archive.appearance a USING (appearance_id) WHERE v.canonical_url = %(url)s
) found
WHERE release_id IS NOT NULL
ORDER BY distance, reuse DESC, release_id LIMIT 1

-- name: release
SELECT r.*, s.name AS source_name FROM press.release r LEFT JOIN press.source s USING (source_id) WHERE r.release_id = %(release_id)s

-- name: appearances
SELECT a.*, s.name AS source_name FROM press.appearance a LEFT JOIN press.source s USING (source_id)
WHERE a.release_id = %(release_id)s
ORDER BY array_position(ARRAY['original', 'wire', 'republication', 'excerpt'], a.role), a.first_seen_at, a.url

-- name: revisions
SELECT v.* FROM press.revision v WHERE v.release_id = %(release_id)s ORDER BY v.appearance_id, v.number

-- name: attachments
SELECT url, media_type, byte_size, sha256, capture_id FROM press.attachment WHERE release_id = %(release_id)s ORDER BY url

-- name: translations
SELECT release_id, language, headline FROM press.release
WHERE translation_group = %(translation_group)s AND release_id <> %(release_id)s ORDER BY language, release_id

-- name: aliases
SELECT old_release_id, since FROM press.release_alias WHERE release_id = %(release_id)s AND until IS NULL ORDER BY since

-- name: shared_keys
-- What ties a release's pages together: keys that two or more of them have. A page's variants are told with it.
SELECT k.key, array_agg(a.url ORDER BY a.url) AS urls
FROM archive.appearance a JOIN archive.identity_key k USING (appearance_id)
WHERE a.release_id = %(release_id)s AND a.main_id IS NULL GROUP BY k.key HAVING count(*) > 1 ORDER BY count(*) DESC, k.key

-- name: own_news
SELECT v.*, a.source_id, a.first_seen_at, a.last_seen_at, a.gone_at
FROM archive.identity_key k
JOIN archive.appearance a USING (appearance_id)
JOIN press.revision v ON v.revision_id = a.revision_id
WHERE k.key = %(key)s AND a.release_id IS NULL AND (a.url_digest = %(url_digest)s OR a.evidence @> %(evidence)s::jsonb)
ORDER BY a.reuse DESC LIMIT 1

-- name: leads
-- Source by source: the index on leads begins with the source.
SELECT l.* FROM archive.source s CROSS JOIN LATERAL (
    SELECT l.source_id, l.url, l.way, l.found_in, l.state, l.outcome, l.detail, l.attempts, l.not_before, l.first_seen_at,
           l.asked_at, l.ended_at, l.capture_id
    FROM archive.lead l WHERE l.source_id = s.source_id AND l.twin_digest = %(twin_digest)s LIMIT 1
) l
ORDER BY l.ended_at DESC NULLS LAST, l.source_id

-- name: documents
SELECT d.* FROM archive.source s CROSS JOIN LATERAL (
    SELECT d.source_id, d.url, d.kind, d.checked_at, d.changed_at, d.capture_id
    FROM archive.document d WHERE d.source_id = s.source_id AND d.url_digest = %(url_digest)s LIMIT 1
) d
ORDER BY d.source_id

-- name: captures
SELECT capture_id, source_id, fetched_at, http_status, media_type, record_type, warc_file, warc_offset
FROM archive.capture WHERE url_digest = %(url_digest)s ORDER BY fetched_at DESC LIMIT 5
