-- What `archive.people` and `archive.withdrawal` ask and write, under the membership lock.

-- name: ids_between
-- Releases, and ids that merges took out of use, whose id begins as asked.
SELECT release_id AS id FROM archive.release WHERE release_id BETWEEN %(lowest)s AND %(highest)s
UNION
SELECT old_release_id FROM archive.release_alias WHERE until IS NULL AND old_release_id BETWEEN %(lowest)s AND %(highest)s
ORDER BY id LIMIT 6

-- name: merges_between
-- Merges in force of releases whose id begins as asked.
SELECT old_release_id, appearances FROM archive.release_alias
WHERE until IS NULL AND old_release_id BETWEEN %(lowest)s AND %(highest)s
ORDER BY old_release_id LIMIT 2

-- name: release
SELECT release_id, appearance_id, withdrawn_at FROM archive.release WHERE release_id = %(release_id)s

-- name: shown
SELECT v.revision_id, v.headline, v.subheadline, v.body_text
FROM archive.release r
JOIN archive.appearance a ON a.appearance_id = r.appearance_id
JOIN archive.revision v ON v.revision_id = a.revision_id
WHERE r.release_id = %(release_id)s

-- name: at_address
-- Pages that stand at an address, in any spelling; what carried it last in front.
SELECT appearance_id, release_id, main_id FROM (
    SELECT a.appearance_id, a.release_id, coalesce(a.main_id, a.appearance_id) AS main_id, 0 AS distance, a.reuse
    FROM archive.appearance a WHERE a.url_digest = %(url_digest)s
    UNION ALL
    SELECT a.appearance_id, a.release_id, coalesce(a.main_id, a.appearance_id), 1, a.reuse
    FROM archive.identity_key k JOIN archive.appearance a USING (appearance_id)
    WHERE k.key = %(key)s AND a.evidence @> %(evidence)s::jsonb
) found
ORDER BY distance, reuse DESC, appearance_id

-- name: with_variants
SELECT appearance_id FROM archive.appearance WHERE appearance_id = %(main_id)s OR main_id = %(main_id)s ORDER BY appearance_id

-- name: decisions_about
SELECT decision_id, kind, left_ids, right_ids, release_id, other_release_id, by, reason, at
FROM archive.person_decision
WHERE undone_at IS NULL AND (left_ids && %(appearances)s::uuid[] OR right_ids && %(appearances)s::uuid[])
ORDER BY at, decision_id

-- name: put_decisions
INSERT INTO archive.person_decision (decision_id, kind, left_ids, right_ids, release_id, other_release_id, by, reason, at)
SELECT decision_id, kind, left_ids, right_ids, release_id, other_release_id, by, reason, at
FROM json_to_recordset(%(rows)s::json) AS row (
    decision_id uuid, kind text, left_ids uuid[], right_ids uuid[], release_id uuid, other_release_id uuid, by text, reason text,
    at timestamptz
)

-- name: undo_decisions
UPDATE archive.person_decision SET undone_at = %(at)s, undone_by = %(by)s WHERE decision_id = ANY(%(decisions)s::uuid[])

-- name: end_alias
UPDATE archive.release_alias SET until = %(at)s WHERE old_release_id = %(old_release_id)s AND until IS NULL

-- name: hide
UPDATE archive.release SET withdrawn_at = %(at)s, withdrawn_reason = %(reason)s, change_id = %(change_id)s
WHERE release_id = %(release_id)s

-- name: unhide
UPDATE archive.release SET withdrawn_at = NULL, withdrawn_reason = NULL, change_id = %(change_id)s WHERE release_id = %(release_id)s
