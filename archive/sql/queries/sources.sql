-- name: health
SELECT source_id, health, health_reason, last_visit_at, last_success_at, next_visit_at, lease_until > clock_timestamp() AS visited_now
FROM archive.source

-- name: stand_in
-- A source without a file: what an import names. One that is known stays as it is.
INSERT INTO archive.source (source_id, name, kind, country, time_zone) VALUES (%(source_id)s, %(name)s, NULL, %(country)s, %(time_zone)s)
ON CONFLICT (source_id) DO NOTHING

-- name: kind
SELECT kind, time_zone FROM archive.source WHERE source_id = %(source_id)s
