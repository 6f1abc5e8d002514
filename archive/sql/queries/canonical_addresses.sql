-- What `archive.canonical_addresses` asks and writes, under the membership lock.

-- name: named
-- Releases whose shown page names one of the addresses, by index: hardly any page names another one that is no copy of it.
SELECT p.release_id, p.canonical_url
FROM unnest(%(addresses)s::text[]) AS asked (url)
JOIN archive.revision v ON v.canonical_url = asked.url
JOIN archive.appearance a ON a.appearance_id = v.appearance_id AND a.revision_id = v.revision_id
JOIN archive.release r ON r.release_id = a.release_id AND r.appearance_id = a.appearance_id
JOIN press.release p ON p.release_id = r.release_id

-- name: touch
UPDATE archive.release r SET change_id = row.change_id
FROM json_to_recordset(%(rows)s::json) AS row (release_id uuid, change_id bigint)
WHERE r.release_id = row.release_id
