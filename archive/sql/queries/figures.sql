-- name: figures
-- One look through the sources, a row for each state of health.
SELECT health, count(*) AS sources, count(*) FILTER (WHERE waits) AS due,
       coalesce(max(extract(epoch FROM now() - next_visit_at)) FILTER (WHERE waits), 0)::float8 AS late
FROM (
    SELECT health, next_visit_at, coalesce(next_visit_at <= now() AND (lease_until IS NULL OR lease_until <= now()), false) AS waits
    FROM archive.source
) s
GROUP BY health
