-- What `archive.translations` asks and writes, under the membership lock.

-- name: claim
INSERT INTO archive.translation_claim (key, appearance_id)
SELECT key, appearance_id FROM json_to_recordset(%(rows)s::json) AS row (key bytea, appearance_id uuid)
ORDER BY key
ON CONFLICT (key, appearance_id) DO NOTHING
RETURNING appearance_id

-- name: around
-- The releases that belong to those of a decision by what pages name as their translations, or did so far, however long the chain;
-- with each the releases whose pages its own pages name. Few releases have any: the recursion ends where nobody names anybody.
WITH RECURSIVE around AS (
    SELECT unnest(%(releases)s::uuid[]) AS release_id
    UNION
    SELECT next.release_id FROM around CROSS JOIN LATERAL (
        SELECT t.release_id
        FROM archive.appearance p
        JOIN archive.translation_claim c ON c.appearance_id = p.appearance_id
        JOIN archive.identity_key k ON k.key = c.key
        JOIN archive.appearance t ON t.appearance_id = k.appearance_id
        WHERE p.release_id = around.release_id AND t.release_id IS NOT NULL
        UNION
        SELECT p.release_id
        FROM archive.appearance t
        JOIN archive.identity_key k ON k.appearance_id = t.appearance_id
        JOIN archive.translation_claim c ON c.key = k.key
        JOIN archive.appearance p ON p.appearance_id = c.appearance_id
        WHERE t.release_id = around.release_id AND p.release_id IS NOT NULL
        UNION
        SELECT g.release_id
        FROM archive.release r
        JOIN archive.release g ON g.translation_group = r.translation_group
        WHERE r.release_id = around.release_id
    ) AS next
)
SELECT r.release_id, r.translation_group, m.first_seen_at, m.languages, m.names
FROM around
JOIN archive.release r USING (release_id)
CROSS JOIN LATERAL (
    SELECT min(a.first_seen_at) AS first_seen_at,
           array_remove(array_agg(DISTINCT lower(split_part(v.language, '-', 1))), NULL) AS languages,
           ARRAY(
               SELECT DISTINCT t.release_id
               FROM archive.appearance p
               JOIN archive.translation_claim c ON c.appearance_id = p.appearance_id
               JOIN archive.identity_key k ON k.key = c.key
               JOIN archive.appearance t ON t.appearance_id = k.appearance_id
               WHERE p.release_id = r.release_id AND t.release_id IS NOT NULL
           ) AS names
    FROM archive.appearance a
    JOIN archive.revision v ON v.revision_id = a.revision_id
    WHERE a.release_id = r.release_id
) m

-- name: regroup
UPDATE archive.release r
SET translation_group = row.translation_group, change_id = row.change_id
FROM json_to_recordset(%(rows)s::json) AS row (release_id uuid, translation_group uuid, change_id bigint)
WHERE r.release_id = row.release_id
