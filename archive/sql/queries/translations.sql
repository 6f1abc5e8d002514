-- What `archive.translations` asks and writes, under the membership lock.

-- name: claim
-- What a switch named and hreflang names now is named by hreflang.
INSERT INTO archive.translation_claim (key, appearance_id, language)
SELECT key, appearance_id, language FROM json_to_recordset(%(rows)s::json) AS row (key bytea, appearance_id uuid, language text)
ORDER BY key
ON CONFLICT (key, appearance_id) DO UPDATE SET language = excluded.language
    WHERE translation_claim.language IS NOT NULL AND excluded.language IS NULL
RETURNING appearance_id

-- name: releases_of
SELECT DISTINCT release_id FROM archive.appearance WHERE appearance_id = ANY(%(pages)s::uuid[]) AND release_id IS NOT NULL

-- name: forget_ties
DELETE FROM archive.translation_tie WHERE first_id = ANY(%(pages)s::uuid[]) OR second_id = ANY(%(pages)s::uuid[])
RETURNING first_id, second_id

-- name: forget_telling
DELETE FROM archive.telling WHERE appearance_id = ANY(%(silent)s::uuid[])

-- name: tell
INSERT INTO archive.telling (appearance_id, place, language, published_at, facts)
SELECT appearance_id, place, language, published_at, facts
FROM json_to_recordset(%(rows)s::json) AS row (
    appearance_id uuid, place text, language text, published_at timestamptz, facts text[]
)
ON CONFLICT (appearance_id) DO UPDATE
SET place = excluded.place, language = excluded.language, published_at = excluded.published_at, facts = excluded.facts

-- name: languages_of
-- The languages of places, by two probes of the index for each and one more.
WITH RECURSIVE spoken AS (
    SELECT asked.place, (SELECT min(t.language) FROM archive.telling t WHERE t.place = asked.place) AS language
    FROM unnest(%(places)s::text[]) AS asked (place)
    UNION ALL
    SELECT place, (SELECT min(t.language) FROM archive.telling t WHERE t.place = spoken.place AND t.language > spoken.language)
    FROM spoken WHERE language IS NOT NULL
)
SELECT place, language FROM spoken WHERE language IS NOT NULL

-- name: telling_near
-- Pages of the same place in another language, published near a page.
SELECT row.appearance_id, t.appearance_id AS other_id, t.language, t.facts
FROM json_to_recordset(%(rows)s::json) AS row (
    appearance_id uuid, place text, other_language text, published_at timestamptz, facts text[]
)
CROSS JOIN LATERAL (
    (SELECT * FROM archive.telling n
     WHERE n.place = row.place AND n.language = row.other_language
       AND n.published_at >= row.published_at AND n.published_at <= row.published_at + %(near)s
     ORDER BY n.published_at LIMIT %(most)s)
    UNION ALL
    (SELECT * FROM archive.telling n
     WHERE n.place = row.place AND n.language = row.other_language
       AND n.published_at < row.published_at AND n.published_at >= row.published_at - %(near)s
     ORDER BY n.published_at DESC LIMIT %(most)s)
) t
WHERE t.facts && row.facts

-- name: tie
INSERT INTO archive.translation_tie (first_id, second_id, facts, share)
SELECT first_id, second_id, facts, share
FROM json_to_recordset(%(rows)s::json) AS row (first_id uuid, second_id uuid, facts text[], share real)
ON CONFLICT (first_id, second_id) DO UPDATE SET facts = excluded.facts, share = excluded.share

-- name: told
-- What ties the pages of these releases to others', each tie from the side of every one of them.
SELECT p.release_id AS one, o.release_id AS other, t.facts, t.share,
       ARRAY(SELECT DISTINCT v.language FROM archive.appearance a JOIN archive.revision v ON v.revision_id = a.revision_id
             WHERE a.release_id = o.release_id AND v.language IS NOT NULL) AS languages
FROM archive.appearance p
JOIN LATERAL (
    SELECT second_id AS other_id, facts, share FROM archive.translation_tie WHERE first_id = p.appearance_id
    UNION ALL
    SELECT first_id, facts, share FROM archive.translation_tie WHERE second_id = p.appearance_id
) t ON true
JOIN archive.appearance o ON o.appearance_id = t.other_id
WHERE p.release_id = ANY(%(releases)s::uuid[]) AND o.release_id IS NOT NULL AND o.release_id <> p.release_id

-- name: with_languages
-- Those of the releases that anything ties to another language, or did. Most have nothing: for them no more is asked.
SELECT r.release_id
FROM unnest(%(releases)s::uuid[]) AS asked (release_id)
JOIN archive.release r USING (release_id)
WHERE r.translation_group IS NOT NULL OR EXISTS (
    SELECT FROM archive.appearance p
    WHERE p.release_id = r.release_id AND (
        EXISTS (SELECT FROM archive.translation_claim c WHERE c.appearance_id = p.appearance_id)
        OR EXISTS (SELECT FROM archive.translation_tie t WHERE t.first_id = p.appearance_id)
        OR EXISTS (SELECT FROM archive.translation_tie t WHERE t.second_id = p.appearance_id)
        OR EXISTS (
            SELECT FROM archive.identity_key k JOIN archive.translation_claim c ON c.key = k.key
            WHERE k.appearance_id = p.appearance_id
        )
    )
)

-- name: around
-- The releases that belong to those of a decision, or did so far, however long the chain: by what pages name as their translations
-- and by their group. Few releases have any: the recursion ends where nobody names anybody. By what pages tell, two steps: a new
-- page may be a better partner, or another one too many, for one that it is tied to, whose partner so far loses it.
WITH RECURSIVE tied AS (
    SELECT unnest(%(releases)s::uuid[]) AS release_id, 0 AS steps
    UNION
    SELECT o.release_id, tied.steps + 1
    FROM tied
    JOIN archive.appearance p ON p.release_id = tied.release_id
    JOIN LATERAL (
        SELECT second_id AS other_id FROM archive.translation_tie WHERE first_id = p.appearance_id
        UNION ALL
        SELECT first_id FROM archive.translation_tie WHERE second_id = p.appearance_id
    ) t ON true
    JOIN archive.appearance o ON o.appearance_id = t.other_id
    WHERE tied.steps < 2 AND o.release_id IS NOT NULL
), around AS (
    SELECT release_id FROM tied
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
          AND (SELECT count(*) FROM (SELECT FROM archive.translation_claim n WHERE n.key = k.key LIMIT %(crowd)s + 1) few) <= %(crowd)s
        UNION
        SELECT g.release_id
        FROM archive.release r
        JOIN archive.release g ON g.translation_group = r.translation_group
        WHERE r.release_id = around.release_id
    ) AS next
)
SELECT r.release_id, r.translation_group, m.first_seen_at, m.address, m.languages, m.names, m.is_tied
FROM around
JOIN archive.release r USING (release_id)
CROSS JOIN LATERAL (
    SELECT min(a.first_seen_at) AS first_seen_at,
           min(a.url COLLATE "C") AS address,
           array_remove(array_agg(DISTINCT v.language), NULL) AS languages,
           bool_or(EXISTS (SELECT FROM archive.translation_tie t WHERE t.first_id = a.appearance_id)
                   OR EXISTS (SELECT FROM archive.translation_tie t WHERE t.second_id = a.appearance_id)) AS is_tied,
           (
               SELECT json_agg(json_build_object('release_id', n.release_id, 'is_crowded', n.is_crowded))
               FROM (
                   SELECT t.release_id, bool_and(
                              (SELECT count(*) FROM (SELECT FROM archive.translation_claim n WHERE n.key = k.key LIMIT %(crowd)s + 1) few)
                              > %(crowd)s
                          ) AS is_crowded
                   FROM archive.appearance p
                   JOIN archive.translation_claim c ON c.appearance_id = p.appearance_id
                   JOIN archive.identity_key k ON k.key = c.key
                   JOIN archive.appearance t ON t.appearance_id = k.appearance_id
                   JOIN archive.revision v ON v.revision_id = t.revision_id
                   WHERE p.release_id = r.release_id AND t.release_id IS NOT NULL
                     AND (c.language IS NULL OR c.language = lower(split_part(v.language, '-', 1)))
                   GROUP BY t.release_id
               ) n
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
