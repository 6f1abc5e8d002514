-- One release to look at next.
SELECT release_id::text AS release_id, headline FROM press.release
WHERE withdrawn_at IS NULL AND language = 'en' ORDER BY published_at DESC NULLS LAST, release_id LIMIT 1
