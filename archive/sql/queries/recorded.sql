-- name: place
SELECT capture_id, warc_file, warc_offset, warc_length FROM press.capture WHERE capture_id = %(capture_id)s

-- name: node
SELECT node FROM press.warc WHERE warc_file = %(warc_file)s
