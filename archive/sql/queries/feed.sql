-- name: raise_epoch
-- After a restore: changes that readers have seen may be gone and their numbers given out again. Seconds since 1970 where a
-- plain count would repeat itself: two restores of one back-up must not bring the same epoch.
UPDATE archive.feed
SET epoch = greatest(epoch + 1, extract(epoch FROM clock_timestamp())::bigint)
RETURNING epoch

-- name: last_before
-- The last change before the first that was told since. Not the last told before: `at` is when its transaction began.
SELECT coalesce(min(change_id) FILTER (WHERE at >= %(before)s) - 1, max(change_id), 0) AS last FROM archive.change

-- name: raise_floor
UPDATE archive.feed SET change_floor = greatest(change_floor, %(floor)s) RETURNING change_floor

-- name: forget
-- But for the last one of each release, which others look up by its number. A release only ever moves on to a higher one.
DELETE FROM archive.change c
WHERE c.change_id > %(above)s AND c.change_id <= %(up_to)s
  AND NOT EXISTS (SELECT FROM archive.release r WHERE r.change_id = c.change_id)
