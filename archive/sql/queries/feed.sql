-- name: raise_epoch
-- After a restore: changes that readers have seen may be gone and their numbers given out again. Seconds since 1970 where a
-- plain count would repeat itself: two restores of one back-up must not bring the same epoch.
UPDATE archive.feed
SET epoch = greatest(epoch + 1, extract(epoch FROM clock_timestamp())::bigint)
RETURNING epoch
