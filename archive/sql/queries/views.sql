-- Reading the public views whole (archive/views.py). The `since_…` entries are conditions on a row `v` of the view.

-- name: columns
-- Names and types in the view's own order, for headers and Parquet schemas.
SELECT column_name, data_type FROM information_schema.columns
WHERE table_schema = 'press' AND table_name = %(view)s ORDER BY ordinal_position

-- name: attachments_of
SELECT release_id, url, media_type, byte_size FROM press.attachment WHERE release_id = ANY(%(release_ids)s) ORDER BY release_id, url

-- name: since_release
-- A release's change_id names the last change that touched it.
EXISTS (SELECT FROM archive.change c WHERE c.change_id = v.change_id AND c.at >= %(since)s)

-- name: since_member
-- What belongs to a release goes by the release's last change, so that a reader who takes both gets both. What came off another one
-- has no row of its own for that: its release names the other's.
EXISTS (SELECT FROM archive.change c WHERE c.release_id = v.release_id AND c.at >= %(since)s)
OR EXISTS (
    SELECT FROM archive.release r JOIN archive.change c ON c.change_id = r.change_id
    WHERE r.release_id = v.release_id AND c.at >= %(since)s
)

-- name: since_at
v.at >= %(since)s

-- name: since_fetched_at
v.fetched_at >= %(since)s

-- name: since_started_at
v.started_at >= %(since)s

-- name: since_closed_at
-- A file that is still open may change at any moment.
v.closed_at IS NULL OR v.closed_at >= %(since)s

-- name: since_day
v.day >= (%(since)s::timestamptz AT TIME ZONE 'UTC')::date

-- name: since_last_visit_at
v.last_visit_at >= %(since)s
