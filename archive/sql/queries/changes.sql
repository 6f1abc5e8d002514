-- Following the change feed, by the views alone: whoever follows needs a reader's rights and no more.

-- name: head
SELECT change_head, change_floor FROM press.archive

-- name: after
SELECT change_id, at, kind, release_id, url, revision_id, other_release_id, by, reason, detail
FROM press.change WHERE change_id > %(after)s ORDER BY change_id LIMIT %(limit)s

-- name: listen
LISTEN press_change
