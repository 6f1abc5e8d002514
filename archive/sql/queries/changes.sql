-- The change feed. Following it is done by the views alone: whoever follows needs a reader's rights and no more.

-- name: head
SELECT change_head, change_floor FROM press.archive

-- name: after
SELECT change_id, at, kind, release_id, url, revision_id, other_release_id, by, reason, detail
FROM press.change WHERE change_id > %(after)s ORDER BY change_id LIMIT %(limit)s

-- name: listen
LISTEN press_change

-- name: advance
UPDATE archive.feed SET change_head = %(change_head)s, signature_head = %(signature_head)s

-- name: notify
-- The id alone: a NOTIFY over 8,000 bytes is an error.
SELECT pg_notify('press_change', %(change_head)s::text)
