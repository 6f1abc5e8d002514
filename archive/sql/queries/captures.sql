-- name: file_opened
INSERT INTO archive.warc (warc_file, node) VALUES (%(warc_file)s, %(node)s) ON CONFLICT (warc_file) DO NOTHING

-- name: file_closed
-- A file whose row never committed has no capture that anything names.
UPDATE archive.warc
SET byte_size = %(byte_size)s, sha256 = %(sha256)s, closed_at = coalesce(closed_at, clock_timestamp())
WHERE warc_file = %(warc_file)s

-- name: open_files
SELECT warc_file FROM archive.warc WHERE node = %(node)s AND closed_at IS NULL ORDER BY warc_file

-- name: add
-- Adding a capture twice does nothing: a batch that is stored again brings its captures again.
INSERT INTO archive.capture (
    capture_id, url, url_digest, source_id, visit_id, fetched_at, http_status, media_type, record_type, refers_to,
    payload_digest, content_digest, warc_file, warc_offset, warc_length
)
SELECT capture_id, url, url_digest, source_id, %(visit_id)s, fetched_at, http_status, media_type, record_type, refers_to,
       payload_digest, content_digest, warc_file, warc_offset, warc_length
FROM json_to_recordset(%(rows)s::json) AS row (
    capture_id uuid, url text, url_digest bytea, source_id text, fetched_at timestamptz, http_status integer, media_type text,
    record_type text, refers_to uuid, payload_digest bytea, content_digest bytea, warc_file text, warc_offset bigint, warc_length bigint
)
ON CONFLICT (capture_id) DO NOTHING

-- name: earlier
-- A revisit refers to a record that has the payload, never to another revisit: an answer to an answer, a DOM to a DOM.
SELECT capture_id, url, fetched_at, payload_digest
FROM archive.capture
WHERE url_digest = %(url_digest)s AND payload_digest = %(payload_digest)s AND record_type = %(record_type)s
ORDER BY fetched_at DESC
LIMIT 1

-- name: of_source
-- Captures of a source that were not read last as they would be today: those of its revisions, and those that were read as no
-- release. The rules are told by the extractor version up to its plus sign; the layouts that a capture is to be offered are those
-- that stand for its time, and a PDF is read without any. In the order of the captures' ids, which is that of their making; the
-- lead is the one that led there, for what it witnesses.
SELECT c.*, read.revision_id, read.url AS page_url, read.seen_at, standing.layouts, l.lead_id, l.url AS lead_url, l.way, l.found_in, l.witness
FROM (
    SELECT v.capture_id, v.revision_id, a.url, v.seen_at, NULL::bigint AS lead_id, v.extractor_version, v.layouts
    FROM archive.appearance a
    JOIN archive.revision v USING (appearance_id)
    WHERE a.source_id = %(source_id)s AND v.capture_id > %(after)s
    UNION ALL
    SELECT n.capture_id, NULL, NULL, NULL, n.lead_id, n.extractor_version, n.layouts
    FROM archive.lead n
    WHERE n.source_id = %(source_id)s AND n.capture_id > %(after)s AND n.outcome = 'not_a_release'
      AND NOT EXISTS (SELECT FROM archive.revision v WHERE v.capture_id = n.capture_id)
) read
JOIN archive.capture c ON c.capture_id = read.capture_id
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(y.key ORDER BY y.key COLLATE "C"), '{}') AS layouts
    FROM archive.layout y
    WHERE y.source_id = %(source_id)s AND coalesce(y.since <= c.fetched_at, true) AND coalesce(c.fetched_at < y.until, true)
) standing
LEFT JOIN archive.lead l ON l.source_id = %(source_id)s AND (l.lead_id = read.lead_id OR (read.lead_id IS NULL AND l.url_digest = c.url_digest))
WHERE %(everything)s
   OR (split_part(read.extractor_version, '+', 1) <> %(extractor_version)s AND NOT %(same_rules)s)
   OR (split_part(read.extractor_version, '+', 1) = %(extractor_version)s
       AND read.layouts <> standing.layouts AND c.media_type IS DISTINCT FROM 'application/pdf')
ORDER BY c.capture_id, read.revision_id
LIMIT %(limit)s
