-- name: readings
-- Every reading that these addresses ever had. Own news is left out: handed in, such a page becomes a release.
SELECT a.url_digest, v.text_digest, v.fields_digest, v.extractor_version
FROM json_to_recordset(%(rows)s::json) AS row (url_digest bytea)
JOIN archive.appearance a USING (url_digest)
JOIN archive.revision v USING (appearance_id)
WHERE a.is_release
