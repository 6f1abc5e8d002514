-- name: lateness
-- By the index of what is due: as dear as these are many.
SELECT count(*) AS due, coalesce(extract(epoch FROM now() - min(next_visit_at)), 0)::float8 AS late
FROM archive.source
WHERE next_visit_at <= now() AND (lease_until IS NULL OR lease_until <= now())

-- name: health
-- A look through all sources.
SELECT health, count(*) AS sources FROM archive.source GROUP BY health
