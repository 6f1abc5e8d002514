-- name: expect
-- The first word on a day stands: what comes later must not raise what was expected. Days before the source was first watched
-- have no row and get none; days since then in which nobody asked get one, for that is where releases may be missing.
INSERT INTO archive.completeness AS c (source_id, day, expected)
SELECT %(source_id)s, r.day, r.expected
FROM jsonb_to_recordset(%(rows)s) AS r (day date, expected integer)
WHERE EXISTS (SELECT FROM archive.completeness b WHERE b.source_id = %(source_id)s AND b.day <= r.day)
ORDER BY r.day
ON CONFLICT (source_id, day) DO UPDATE SET expected = excluded.expected WHERE c.expected IS NULL
