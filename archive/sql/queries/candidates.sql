-- What `archive.candidates` asks and writes: pages whose signatures share bands. Bands come without those that are crowded.

-- name: crowded
SELECT band FROM archive.crowded_band WHERE band = ANY(%(bands)s::integer[])

-- name: near
-- Revisions of other pages that share a band with a page, by the index over bands alone. How many they share is counted by who
-- asks: here it would be most of the time. Of one with the same words nothing is asked: it has the same key.
-- Parameters: rows (position, bands, own appearance, text_digest), rules, after, most.
SELECT row.position, near.revision_id, near.appearance_id, near.text_digest, near.bands, near.glance
FROM json_to_recordset(%(rows)s::json) AS row (position integer, bands integer[], own uuid, text_digest bytea)
CROSS JOIN LATERAL (
    SELECT s.revision_id, s.appearance_id, s.text_digest, s.bands, s.glance
    FROM archive.signature s
    WHERE s.bands && row.bands AND s.rules = %(rules)s AND s.number > %(after)s AND s.appearance_id <> row.own
      AND s.text_digest <> row.text_digest
    LIMIT %(most)s
) near

-- name: portraits
SELECT v.revision_id, a.url, a.source_id, s.kind, v.headline, v.body_text, v.language, v.published_at, v.published_precision,
       v.dateline_place, v.dateline_date, v.issuer, v.distributor, v.release_number, v.wire_ids, v.canonical_url, v.original_url,
       v.alternates
FROM archive.revision v
JOIN archive.appearance a ON a.appearance_id = v.appearance_id
JOIN archive.source s ON s.source_id = a.source_id
WHERE v.revision_id = ANY(%(revisions)s::uuid[])

-- name: crowds
-- Which of these bands more than `most` different releases share; own news counts a page each.
SELECT asked.band
FROM unnest(%(bands)s::integer[]) AS asked (band)
CROSS JOIN LATERAL (
    SELECT count(DISTINCT coalesce(a.release_id, a.appearance_id)) AS releases
    FROM archive.signature s
    JOIN archive.appearance a ON a.appearance_id = s.appearance_id
    WHERE s.bands && ARRAY[asked.band] AND s.rules = %(rules)s
) crowd
WHERE crowd.releases > %(most)s

-- name: put_crowded
INSERT INTO archive.crowded_band (band) SELECT unnest(%(bands)s::integer[]) ON CONFLICT (band) DO NOTHING
