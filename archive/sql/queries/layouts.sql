-- name: known
-- All that were ever learned, the newest first: of layouts that fit a page equally well the first is taken.
SELECT key, learned, retired_at IS NULL AS in_force
FROM archive.layout
WHERE source_id = %(source_id)s
ORDER BY learned_at DESC, pages DESC, key

-- name: read_by
-- By which rules the pages were read that share addresses' keys; a page that stands for others, and its latest release, come last.
SELECT k.key, a.url, v.extractor_version
FROM archive.identity_key k
JOIN archive.appearance a ON a.appearance_id = k.appearance_id
JOIN archive.revision v ON v.revision_id = a.revision_id
WHERE k.key = ANY(%(keys)s::bytea[])
ORDER BY a.main_id IS NULL, a.reuse

-- name: lesson
SELECT learned_at, reason, extractor_version, pages, in_vain, reread_after FROM archive.lesson WHERE source_id = %(source_id)s

-- name: count_pages
SELECT count(*) AS pages FROM archive.appearance WHERE source_id = %(source_id)s AND main_id IS NULL

-- name: newest_readings
-- How the newest pages were read, of those that were offered these layouts. Not those whose text does not stand in the page (it is a
-- file's) or that the source's own selectors read: nothing was to be learned there.
SELECT v.capture_id, v.seen_at, v.extractor_version, v.layout_fit
FROM (
    SELECT revision_id, url FROM archive.appearance
    WHERE source_id = %(source_id)s AND main_id IS NULL
    ORDER BY first_seen_at DESC, url
    LIMIT %(limit)s
) a
JOIN archive.revision v ON v.revision_id = a.revision_id
WHERE v.layouts = %(keys)s::text[] AND v.layout_fit IS NOT NULL AND v.capture_id IS NOT NULL
  AND coalesce(v.provenance -> 'body_text' ->> 'witness', '') NOT IN ('pdf', 'layout')
ORDER BY v.seen_at DESC, a.url

-- name: pages_to_learn_from
-- Of the releases published last some that lie anywhere among them: chosen by their addresses' digests, so that the same pages teach
-- in whatever order they were fetched.
SELECT c.*, latest.url AS page_url
FROM (
    SELECT a.url, a.url_digest, v.capture_id
    FROM archive.appearance a
    JOIN archive.revision v ON v.revision_id = a.revision_id
    WHERE a.source_id = %(source_id)s AND a.main_id IS NULL
    ORDER BY v.published_at DESC NULLS LAST, a.url
    LIMIT %(among)s
) latest
JOIN archive.capture c ON c.capture_id = latest.capture_id
WHERE c.media_type IN ('text/html', 'application/xhtml+xml')
ORDER BY latest.url_digest
LIMIT %(limit)s

-- name: captures
SELECT c.*, c.url AS page_url FROM archive.capture c WHERE c.capture_id = ANY(%(captures)s::uuid[]) ORDER BY c.capture_id

-- name: drop
DELETE FROM archive.layout WHERE source_id = %(source_id)s AND key = ANY(%(keys)s::text[])

-- name: retire
UPDATE archive.layout
SET retired_at = clock_timestamp(), retired_reason = %(reason)s, until = %(until)s
WHERE source_id = %(source_id)s AND key = ANY(%(keys)s::text[]) AND retired_at IS NULL

-- name: add
INSERT INTO archive.layout (source_id, key, learned_at, learned, captures, pages, agreement, since)
SELECT %(source_id)s, key, clock_timestamp(), learned, %(captures)s::uuid[], pages, agreement, %(since)s::timestamptz
FROM json_to_recordset(%(rows)s::json) AS row (key text, learned jsonb, pages integer, agreement real)
ON CONFLICT (source_id, key) WHERE retired_at IS NULL DO NOTHING
RETURNING key

-- name: retire_oldest
UPDATE archive.layout l
SET retired_at = clock_timestamp(), retired_reason = %(reason)s, until = clock_timestamp()
FROM (
    SELECT key FROM archive.layout
    WHERE source_id = %(source_id)s AND retired_at IS NULL
    ORDER BY learned_at DESC, pages DESC, key
    OFFSET %(most)s
) oldest
WHERE l.source_id = %(source_id)s AND l.key = oldest.key AND l.retired_at IS NULL

-- name: put_lesson
-- Where the layouts became others, the captures are read again from the first.
INSERT INTO archive.lesson AS l (source_id, learned_at, reason, extractor_version, pages, in_vain, reread_after)
VALUES (
    %(source_id)s, clock_timestamp(), %(reason)s, %(extractor_version)s, %(pages)s, CASE WHEN %(new)s THEN 0 ELSE 1 END,
    CASE WHEN %(new)s THEN '00000000-0000-0000-0000-000000000000'::uuid END
)
ON CONFLICT (source_id) DO UPDATE
SET learned_at = excluded.learned_at, reason = excluded.reason, extractor_version = excluded.extractor_version, pages = excluded.pages,
    in_vain = CASE WHEN %(new)s THEN 0 ELSE l.in_vain + 1 END,
    reread_after = CASE WHEN %(new)s THEN excluded.reread_after ELSE l.reread_after END

-- name: reread_to
UPDATE archive.lesson SET reread_after = %(capture_id)s WHERE source_id = %(source_id)s

-- name: shown
-- A source's layouts with what they did: pages whose latest reading is theirs, and pages that were offered them and fit none (see
-- newest_readings).
SELECT l.key, l.learned_at, l.since, l.until, l.pages, l.agreement, l.retired_reason,
       (SELECT count(*) FROM archive.appearance a JOIN archive.revision v ON v.revision_id = a.revision_id
        WHERE a.source_id = l.source_id AND split_part(v.extractor_version, '+', 2) = l.key) AS read,
       (SELECT count(*) FROM archive.appearance a JOIN archive.revision v ON v.revision_id = a.revision_id
        WHERE a.source_id = l.source_id AND l.key = ANY(v.layouts) AND v.layout_fit < %(fits)s
           AND coalesce(v.provenance -> 'body_text' ->> 'witness', '') NOT IN ('pdf', 'layout')) AS misfits
FROM archive.layout l
WHERE l.source_id = %(source_id)s
ORDER BY l.learned_at DESC, l.pages DESC, l.key
