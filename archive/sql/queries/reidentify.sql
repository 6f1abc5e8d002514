-- What `archive.reidentify` asks and writes.

-- name: to_sign
-- Revisions that older rules signed, or none, and those of which nothing is kept for a glance.
SELECT v.revision_id, v.appearance_id, v.text_digest
FROM archive.revision v LEFT JOIN archive.signature s ON s.revision_id = v.revision_id
WHERE v.revision_id > %(after)s AND (s.revision_id IS NULL OR s.rules <> %(rules)s OR s.glance IS NULL)
ORDER BY v.revision_id LIMIT %(limit)s

-- name: seeds
SELECT appearance_id FROM archive.appearance WHERE appearance_id > %(after)s ORDER BY appearance_id LIMIT %(limit)s

-- name: signed
SELECT s.revision_id, s.appearance_id, s.bands, s.text_digest, s.glance
FROM archive.signature s JOIN archive.revision v ON v.revision_id = s.revision_id
WHERE s.appearance_id = ANY(%(appearances)s::uuid[]) AND s.rules = %(rules)s
ORDER BY v.appearance_id, v.number

-- name: stale_ties
-- Ties that older rules found.
SELECT first_id, second_id FROM archive.tie WHERE first_id = ANY(%(appearances)s::uuid[]) AND rules <> %(rules)s

-- name: drop_ties
DELETE FROM archive.tie t USING json_to_recordset(%(rows)s::json) AS row (first_id uuid, second_id uuid)
WHERE t.first_id = row.first_id AND t.second_id = row.second_id
