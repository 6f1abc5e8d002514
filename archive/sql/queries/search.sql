-- name: find
-- Ranked by where and how often the words stand, the newest first among equals. A withdrawn release has no words here.
SELECT r.release_id, r.headline, r.published_at, r.published_local, r.published_precision, r.language, r.issuer, r.source_id,
       r.canonical_url, found.rank
FROM (
    SELECT d.release_id, ts_rank(d.words, q.query, 1) AS rank
    FROM archive.search_document d, (SELECT %(query)s::tsquery AS query) q
    WHERE d.words @@ q.query
    ORDER BY rank DESC, d.release_id DESC
    LIMIT %(limit)s
) found
JOIN press.release r USING (release_id)
ORDER BY found.rank DESC, r.published_at DESC NULLS LAST, r.release_id DESC
