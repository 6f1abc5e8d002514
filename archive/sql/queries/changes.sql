-- name: head
SELECT change_head, change_floor FROM archive.feed

-- name: after
SELECT change_id, at, kind, release_id, url, revision_id, other_release_id, by, reason, detail
FROM archive.change WHERE change_id > %(after)s ORDER BY change_id LIMIT %(limit)s

-- name: listen
LISTEN press_change
