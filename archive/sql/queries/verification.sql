-- What `archive.verification` compares the WARC files with. Pages by key, not one cursor: reading a file's records may take
-- longer than a transaction may stand idle.

-- name: files
SELECT w.warc_file, w.node, w.byte_size, w.sha256, w.closed_at
FROM press.warc w WHERE w.warc_file > %(after)s ORDER BY w.warc_file LIMIT %(limit)s

-- name: captures_of
-- `first_…` is the capture that a revisit refers to: a response or resource of the same payload, wherever it lies.
SELECT c.capture_id, c.url, c.record_type, c.refers_to, c.payload_digest, c.warc_offset, c.warc_length,
       f.record_type AS first_type, f.payload_digest AS first_digest
FROM press.capture c
LEFT JOIN press.capture f ON f.capture_id = c.refers_to
WHERE c.warc_file = %(warc_file)s AND c.warc_offset > %(after)s
ORDER BY c.warc_offset LIMIT %(limit)s

-- name: count_captures_of
SELECT count(*) AS captures FROM press.capture WHERE warc_file = %(warc_file)s
