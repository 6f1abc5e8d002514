-- name: texts
SELECT release_id, left(body_text, %(most)s) AS body_text FROM press.release WHERE release_id = ANY(%(release_ids)s::uuid[])
