-- name: may_seek
-- Once a day at most, whoever asks first.
UPDATE archive.source SET sought_at = clock_timestamp()
WHERE source_id = %(source_id)s AND health = 'failing'
  AND (sought_at IS NULL OR sought_at < clock_timestamp() - interval '1 day')
RETURNING source_id

-- name: found
-- What an earlier look found gives way to it.
UPDATE archive.source
SET rebuilt = %(found)s, health_reason = concat_ws(', and ', replace(health_reason, concat(', and ', rebuilt), ''), %(found)s::text)
WHERE source_id = %(source_id)s AND health = 'failing' AND rebuilt IS DISTINCT FROM %(found)s::text
