-- What `archive.presence` asks and writes. Rows come as one JSON parameter (archive/json_rows.py).

-- name: pages_at
-- The pages of a source that may stand at addresses, by their address keys; the caller compares the addresses themselves, since a
-- copy that names an address has its key too.
SELECT a.appearance_id, a.url, a.release_id, a.revision_id, a.last_seen_at, a.missing_since, a.missing_count, a.missing_at,
       a.gone_at, a.moved_to, a.main_id IS NOT NULL AS is_variant, a.variant
FROM archive.appearance a
WHERE a.source_id = %(source_id)s
  AND a.appearance_id IN (SELECT appearance_id FROM archive.identity_key WHERE key = ANY(%(keys)s::bytea[]))
ORDER BY a.url, a.appearance_id

-- name: text_at
SELECT v.body_text
FROM archive.appearance a
JOIN archive.revision v ON v.revision_id = a.revision_id
WHERE a.url_digest = ANY(%(addresses)s::bytea[])
ORDER BY a.last_seen_at DESC, a.reuse DESC
LIMIT 1

-- name: leads
-- Locked in one order, and after the membership lock, as a store does.
SELECT lead_id, url, looks, state = 'open' AS is_open
FROM archive.lead WHERE lead_id = ANY(%(leads)s) ORDER BY lead_id FOR NO KEY UPDATE

-- name: any_to_move
-- Asked before any lock is taken: whether a page that is missing has company in its release on the same source.
SELECT EXISTS (
    SELECT FROM archive.appearance a
    WHERE a.source_id = %(source_id)s AND a.missing_since IS NOT NULL AND a.moved_to IS NULL AND a.main_id IS NULL
      AND EXISTS (
          SELECT FROM archive.appearance o
          WHERE o.release_id = a.release_id AND o.source_id = a.source_id AND o.main_id IS NULL AND o.missing_since IS NULL
      )
) AS found

-- name: miss
UPDATE archive.appearance a
SET missing_since = row.missing_since, missing_count = row.missing_count, missing_at = row.missing_at
FROM json_to_recordset(%(rows)s::json) AS row (
    appearance_id uuid, missing_since timestamptz, missing_count integer, missing_at timestamptz
)
WHERE a.appearance_id = row.appearance_id

-- name: moved
-- Missing pages whose release stands at another address of the same source: one that turned up after the page was last seen, or,
-- where it is sure that the page is gone (`sure`), any that is there. An excerpt is not the text.
SELECT a.appearance_id, a.url, a.release_id, a.revision_id, o.url AS moved_to
FROM archive.appearance a
CROSS JOIN LATERAL (
    SELECT o.url
    FROM archive.appearance o
    WHERE o.release_id = a.release_id AND o.source_id = a.source_id AND o.main_id IS NULL AND o.missing_since IS NULL
      AND o.role <> 'excerpt'
      AND (o.first_seen_at > a.last_seen_at OR a.gone_at IS NOT NULL OR a.appearance_id = ANY(%(sure)s::uuid[]))
    ORDER BY o.first_seen_at > a.last_seen_at DESC, o.last_seen_at DESC, o.url
    LIMIT 1
) o
WHERE a.source_id = %(source_id)s AND a.missing_since IS NOT NULL AND a.moved_to IS NULL AND a.main_id IS NULL
ORDER BY a.url, a.appearance_id

-- name: depart
-- Told: gone, or moved.
UPDATE archive.appearance a
SET gone_at = row.gone_at, moved_to = row.moved_to
FROM json_to_recordset(%(rows)s::json) AS row (appearance_id uuid, gone_at timestamptz, moved_to text)
WHERE a.appearance_id = row.appearance_id

-- name: insert_changes
INSERT INTO archive.change (change_id, at, kind, release_id, url, revision_id, by, detail)
SELECT change_id, %(at)s, kind, release_id, url, revision_id, %(by)s, detail
FROM json_to_recordset(%(rows)s::json) AS row (
    change_id bigint, kind text, release_id uuid, url text, revision_id uuid, detail jsonb
)

-- name: touch_releases
UPDATE archive.release r SET change_id = row.change_id
FROM json_to_recordset(%(rows)s::json) AS row (release_id uuid, change_id bigint)
WHERE r.release_id = row.release_id

-- name: look_again
UPDATE archive.lead l SET revisit_at = row.revisit_at
FROM json_to_recordset(%(rows)s::json) AS row (lead_id bigint, revisit_at timestamptz)
WHERE l.lead_id = row.lead_id AND l.revisit_at IS NOT NULL
