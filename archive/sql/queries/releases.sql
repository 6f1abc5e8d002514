-- What `archive.releases` asks and writes. Rows come as one JSON parameter (archive/json_rows.py).

-- name: head
-- Before the first look, in a statement of its own: a key that commits in between is numbered above it, and looked at again.
-- What a store reads and writes it finds by index, and the planner cannot know how little that is (the recursion's rows are
-- guessed in thousands, and while an archive grows quickly its statistics lag behind): measured, it read whole tables. So, for this
-- transaction, it is told not to; and since there is one way only, it is told to plan each statement once for all: planning `look`
-- alone costs 2 ms, several times what it does.
SELECT signature_head, change_head, set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
       set_config('enable_mergejoin', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)
FROM archive.feed

-- name: lock
-- The membership lock. What comes after it in the transaction sees all that any other decision has committed.
SELECT change_head, signature_head, clock_timestamp() AS at FROM archive.feed FOR UPDATE

-- name: look
-- The neighbourhood of a batch. Seeds are the owners of its keys; a page's own address is among its keys. First look:
-- known is empty and after is -1. Second look, under the lock: known has the ids of the first, and only keys numbered after its
-- head bring more. What a page belongs to is its home: its release, or, of own news, itself. From home to home lead ties, and the
-- keys of own news, until nothing is added; of a release all members come along, since roles and what is shown depend on all of
-- them. Parameters: keys, known, after, rereads.
WITH RECURSIVE home AS (
    SELECT coalesce(a.release_id, a.appearance_id) AS id
    FROM (
        SELECT k.appearance_id FROM archive.identity_key k WHERE k.key = ANY(%(keys)s::bytea[]) AND k.number > %(after)s
        UNION
        SELECT unnest(%(known)s::uuid[])
        UNION
        SELECT v.appearance_id FROM archive.revision v WHERE v.revision_id = ANY(%(rereads)s::uuid[])
    ) seed
    JOIN archive.appearance a ON a.appearance_id = seed.appearance_id
    UNION
    SELECT coalesce(a.release_id, a.appearance_id)
    FROM home
    CROSS JOIN LATERAL (
        SELECT home.id AS appearance_id
        UNION ALL
        SELECT m.appearance_id FROM archive.appearance m WHERE m.release_id = home.id
    ) here
    CROSS JOIN LATERAL (
        SELECT t.second_id AS appearance_id FROM archive.tie t WHERE t.first_id = here.appearance_id
        UNION ALL
        SELECT t.first_id FROM archive.tie t WHERE t.second_id = here.appearance_id
        UNION ALL
        SELECT other.appearance_id
        FROM archive.identity_key own
        JOIN archive.identity_key other ON other.key = own.key
        WHERE own.appearance_id = here.appearance_id AND here.appearance_id = home.id
    ) other
    JOIN archive.appearance a ON a.appearance_id = other.appearance_id
), around AS (
    SELECT a.appearance_id FROM home JOIN archive.appearance a ON a.appearance_id = home.id
    UNION ALL
    SELECT a.appearance_id FROM home JOIN archive.appearance a ON a.release_id = home.id
)
SELECT a.appearance_id, a.url, a.source_id, s.kind, a.release_id, a.role, a.is_release, a.first_seen_at, a.last_seen_at,
       a.missing_count > 0 AS missing, (a.gone_at IS NOT NULL OR a.moved_to IS NOT NULL) AS gone,
       v.revision_id, v.number, v.previous_revision_id, v.seen_at, v.text_digest, v.fields_digest, v.extractor_version,
       c.content_digest, a.main_id, a.variant, a.evidence, a.core_id, a.similarity, a.joined,
       v.canonical_url, v.original_url, v.published_at, v.issuer, v.distributor, v.wire_ids, v.headline, v.pubstatus,
       octet_length(v.body_text) AS length,  -- which needs no text: it is kept beside it
       ARRAY(
           SELECT k.key FROM archive.identity_key k
           WHERE k.appearance_id = a.appearance_id AND (a.release_id IS NULL OR k.key = ANY(%(keys)s::bytea[]))
       ) AS keys,
       ARRAY(
           SELECT k.key
           FROM archive.attachment t, unnest(ARRAY[t.url_digest, t.url_digest || t.sha256]) AS k (key)
           WHERE t.appearance_id = a.appearance_id AND k.key IS NOT NULL
       ) AS attachments,
       r.appearance_id AS shown_id, r.issuer AS shown_issuer, r.distributor AS shown_distributor, r.wire_ids AS shown_wire_ids,
       r.is_canceled AS shown_is_canceled,
       r.withdrawn_at, r.withdrawn_reason
FROM around
JOIN archive.appearance a ON a.appearance_id = around.appearance_id
JOIN archive.source s ON s.source_id = a.source_id
JOIN archive.revision v ON v.revision_id = a.revision_id
LEFT JOIN archive.capture c ON c.capture_id = v.capture_id
LEFT JOIN archive.release r ON r.release_id = a.release_id
ORDER BY a.reuse, a.appearance_id

-- name: ties_between
-- Of the pages of a neighbourhood, which is closed under ties.
SELECT first_id, second_id, kind, part_id, score, similarity, evidence::text AS evidence
FROM archive.tie WHERE first_id = ANY(%(appearances)s::uuid[])

-- name: persons_words
-- What a person decided about any of these pages, the first decision in front.
SELECT kind, left_ids, right_ids, by, reason
FROM archive.person_decision
WHERE undone_at IS NULL AND (left_ids && %(appearances)s::uuid[] OR right_ids && %(appearances)s::uuid[])
ORDER BY at, decision_id

-- name: all_keys
SELECT appearance_id, key FROM archive.identity_key WHERE appearance_id = ANY(%(appearances)s::uuid[])

-- name: histories
-- All revisions of the pages of which a sighting arrives late.
SELECT v.appearance_id, v.revision_id, v.number, v.previous_revision_id, v.seen_at, coalesce(v.last_seen_at, a.last_seen_at) AS last_seen_at,
       v.text_digest, v.fields_digest, v.extractor_version, c.content_digest
FROM archive.revision v
JOIN archive.appearance a ON a.appearance_id = v.appearance_id
LEFT JOIN archive.capture c ON c.capture_id = v.capture_id
WHERE v.appearance_id = ANY(%(appearances)s::uuid[])
ORDER BY v.appearance_id, v.number

-- name: revisions_to_reread
-- As JSON, so that its values compare with those of a row that is about to be written.
SELECT v.revision_id, v.appearance_id, to_jsonb(v) AS fields
FROM archive.revision v WHERE v.revision_id = ANY(%(rereads)s::uuid[])

-- name: texts
SELECT revision_id, headline, subheadline, body_text FROM archive.revision WHERE revision_id = ANY(%(revisions)s::uuid[])

-- name: insert_appearances
-- Also for pages that are known: what the batch makes of them.
INSERT INTO archive.appearance AS a (
    appearance_id, release_id, url, url_digest, source_id, revision_id, role, is_release, first_seen_at, last_seen_at, main_id, variant,
    core_id, similarity, joined, evidence
)
SELECT appearance_id, release_id, url, url_digest, source_id, revision_id, role, is_release, first_seen_at, last_seen_at, main_id,
       variant, core_id, similarity, joined, evidence
FROM json_to_recordset(%(rows)s::json) AS row (
    appearance_id uuid, release_id uuid, url text, url_digest bytea, source_id text, revision_id uuid, role text, is_release boolean,
    first_seen_at timestamptz, last_seen_at timestamptz, main_id uuid, variant text, core_id uuid, similarity real, joined jsonb,
    evidence jsonb
)
ON CONFLICT (appearance_id) DO UPDATE
SET release_id = excluded.release_id, url = excluded.url, url_digest = excluded.url_digest, main_id = excluded.main_id,
    variant = excluded.variant, core_id = excluded.core_id, similarity = excluded.similarity, joined = excluded.joined,
    evidence = excluded.evidence, source_id = excluded.source_id, revision_id = excluded.revision_id, role = excluded.role,
    is_release = excluded.is_release, first_seen_at = excluded.first_seen_at,
    last_seen_at = greatest(a.last_seen_at, excluded.last_seen_at)

-- name: find_appearances
-- Pages that were looked for in vain before, and are there.
UPDATE archive.appearance
SET missing_since = NULL, missing_count = 0, missing_at = NULL, gone_at = NULL, moved_to = NULL
WHERE appearance_id = ANY(%(appearances)s::uuid[])

-- name: see_appearances
-- Pages on which nothing changed: most of those that are visited again.
UPDATE archive.appearance a
SET last_seen_at = greatest(a.last_seen_at, row.last_seen_at)
FROM json_to_recordset(%(rows)s::json) AS row (appearance_id uuid, last_seen_at timestamptz)
WHERE a.appearance_id = row.appearance_id AND a.last_seen_at < row.last_seen_at

-- name: reread_appearances
-- Pages of which only old captures were read again: nobody saw them now.
UPDATE archive.appearance a
SET release_id = row.release_id, role = row.role, is_release = row.is_release, main_id = row.main_id, variant = row.variant,
    core_id = row.core_id, similarity = row.similarity, joined = row.joined
FROM json_to_recordset(%(rows)s::json) AS row (
    appearance_id uuid, release_id uuid, role text, is_release boolean, main_id uuid, variant text, core_id uuid, similarity real,
    joined jsonb
)
WHERE a.appearance_id = row.appearance_id

-- name: place_appearances
-- Pages outside the batch that change their release, their role in it, the page that stands for them, or what ties them to others.
UPDATE archive.appearance a
SET release_id = row.release_id, role = row.role, main_id = row.main_id, variant = row.variant, core_id = row.core_id,
    similarity = row.similarity, joined = row.joined
FROM json_to_recordset(%(rows)s::json) AS row (
    appearance_id uuid, release_id uuid, role text, main_id uuid, variant text, core_id uuid, similarity real, joined jsonb
)
WHERE a.appearance_id = row.appearance_id

-- name: move_revisions
-- A sighting that came late moves numbers up, and the times at which its neighbours were seen.
UPDATE archive.revision v
SET number = row.number, previous_revision_id = row.previous_revision_id, seen_at = row.seen_at, last_seen_at = row.last_seen_at
FROM json_to_recordset(%(rows)s::json) AS row (
    revision_id uuid, number integer, previous_revision_id uuid, seen_at timestamptz, last_seen_at timestamptz
)
WHERE v.revision_id = row.revision_id

-- name: insert_revisions
INSERT INTO archive.revision (
    revision_id, appearance_id, number, previous_revision_id, seen_at, last_seen_at,
    headline, subheadline, body_text, body_html, boilerplate, contacts, language,
    published_at, published_local, published_zone, published_precision, modified_at, dateline_place, dateline_date,
    issuer, distributor, release_number, wire_ids, embargoed_until, pubstatus, confidence, canonical_url, original_url, alternates,
    switches, text_digest, fields_digest, capture_id, extractor_version, provenance, layouts, layout_fit
)
SELECT revision_id, appearance_id, number, previous_revision_id, seen_at, last_seen_at,
       headline, subheadline, body_text, body_html, boilerplate, contacts, language,
       published_at, published_local, published_zone, published_precision, modified_at, dateline_place, dateline_date,
       issuer, distributor, release_number, wire_ids, embargoed_until, pubstatus, confidence, canonical_url, original_url, alternates,
       switches, text_digest, fields_digest, capture_id, extractor_version, provenance, layouts, layout_fit
FROM json_to_recordset(%(rows)s::json) AS row (
    revision_id uuid, appearance_id uuid, number integer, previous_revision_id uuid, seen_at timestamptz, last_seen_at timestamptz,
    headline text, subheadline text, body_text text, body_html text, boilerplate text, contacts jsonb, language text,
    published_at timestamptz, published_local timestamp, published_zone text, published_precision text, modified_at timestamptz,
    dateline_place text, dateline_date date, issuer text, distributor text, release_number text, wire_ids text[],
    embargoed_until timestamptz, pubstatus text, confidence real, canonical_url text, original_url text, alternates jsonb,
    switches jsonb, text_digest bytea, fields_digest bytea, capture_id uuid, extractor_version text, provenance jsonb,
    layouts text[], layout_fit real
)

-- name: copy_revisions
-- A reading that was seen before and after one that came late stands twice.
INSERT INTO archive.revision (
    revision_id, appearance_id, number, previous_revision_id, seen_at, last_seen_at,
    headline, subheadline, body_text, body_html, boilerplate, contacts, language,
    published_at, published_local, published_zone, published_precision, modified_at, dateline_place, dateline_date,
    issuer, distributor, release_number, wire_ids, embargoed_until, pubstatus, confidence, canonical_url, original_url, alternates,
    switches, text_digest, fields_digest, capture_id, extractor_version, provenance, layouts, layout_fit, fields_version
)
SELECT row.revision_id, v.appearance_id, row.number, row.previous_revision_id, row.seen_at, row.last_seen_at,
       headline, subheadline, body_text, body_html, boilerplate, contacts, language,
       published_at, published_local, published_zone, published_precision, modified_at, dateline_place, dateline_date,
       issuer, distributor, release_number, wire_ids, embargoed_until, pubstatus, confidence, canonical_url, original_url, alternates,
       switches, text_digest, fields_digest, capture_id, extractor_version, provenance, layouts, layout_fit, fields_version
FROM json_to_recordset(%(rows)s::json) AS row (
    revision_id uuid, copy_of uuid, number integer, previous_revision_id uuid, seen_at timestamptz, last_seen_at timestamptz
)
JOIN archive.revision v ON v.revision_id = row.copy_of

-- name: rewrite_revisions
-- Newer code read the capture again: id, number, times and capture stay. Where nothing `differs`, the version that readers see stays.
UPDATE archive.revision v
SET headline = row.headline, subheadline = row.subheadline, body_text = row.body_text, body_html = row.body_html,
    boilerplate = row.boilerplate, contacts = row.contacts, language = row.language, published_at = row.published_at,
    published_local = row.published_local, published_zone = row.published_zone, published_precision = row.published_precision,
    modified_at = row.modified_at, dateline_place = row.dateline_place, dateline_date = row.dateline_date, issuer = row.issuer,
    distributor = row.distributor, release_number = row.release_number, wire_ids = row.wire_ids,
    embargoed_until = row.embargoed_until, pubstatus = row.pubstatus, confidence = row.confidence,
    canonical_url = row.canonical_url, original_url = row.original_url, alternates = row.alternates,
    switches = row.switches, text_digest = row.text_digest,
    fields_digest = row.fields_digest, extractor_version = row.extractor_version, provenance = row.provenance,
    layouts = row.layouts, layout_fit = row.layout_fit,
    fields_version = CASE WHEN NOT row.differs THEN coalesce(v.fields_version, v.extractor_version) END
FROM json_to_recordset(%(rows)s::json) AS row (
    revision_id uuid, differs boolean, headline text, subheadline text, body_text text, body_html text, boilerplate text, contacts jsonb,
    language text, published_at timestamptz, published_local timestamp, published_zone text, published_precision text,
    modified_at timestamptz, dateline_place text, dateline_date date, issuer text, distributor text, release_number text,
    wire_ids text[], embargoed_until timestamptz, pubstatus text, confidence real, canonical_url text, original_url text, alternates jsonb,
    switches jsonb, text_digest bytea, fields_digest bytea, extractor_version text, provenance jsonb,
    layouts text[], layout_fit real
)
WHERE v.revision_id = row.revision_id

-- name: insert_keys
INSERT INTO archive.identity_key (key, appearance_id, number)
SELECT key, appearance_id, number
FROM json_to_recordset(%(rows)s::json) AS row (key bytea, appearance_id uuid, number bigint)
ON CONFLICT (key, appearance_id) DO NOTHING

-- name: put_signatures
-- A reading that newer code made signs the revision anew.
INSERT INTO archive.signature (revision_id, appearance_id, bands, rules, number, text_digest, glance)
SELECT revision_id, appearance_id, bands, rules, %(number)s, text_digest, glance
FROM json_to_recordset(%(rows)s::json) AS row (
    revision_id uuid, appearance_id uuid, bands integer[], rules smallint, text_digest bytea, glance bytea
)
ON CONFLICT (revision_id) DO UPDATE
SET bands = excluded.bands, rules = excluded.rules, number = excluded.number, text_digest = excluded.text_digest,
    glance = excluded.glance

-- name: put_ties
INSERT INTO archive.tie (first_id, second_id, kind, part_id, score, similarity, evidence, rules)
SELECT first_id, second_id, kind, part_id, score, similarity, evidence, %(rules)s
FROM json_to_recordset(%(rows)s::json) AS row (
    first_id uuid, second_id uuid, kind text, part_id uuid, score real, similarity real, evidence jsonb
)
ON CONFLICT (first_id, second_id) DO UPDATE
SET kind = excluded.kind, part_id = excluded.part_id, score = excluded.score, similarity = excluded.similarity,
    evidence = excluded.evidence, rules = excluded.rules

-- name: insert_attachments
-- An attachment that a later revision no longer names stays: it belonged to the release. What was fetched of it stays too, until
-- it is fetched again with other content.
INSERT INTO archive.attachment AS t (appearance_id, url_digest, url, media_type, title, byte_size, sha256, capture_id, body_text)
SELECT appearance_id, url_digest, url, media_type, title, byte_size, sha256, capture_id, body_text
FROM json_to_recordset(%(rows)s::json) AS row (
    appearance_id uuid, url_digest bytea, url text, media_type text, title text, byte_size bigint, sha256 bytea, capture_id uuid,
    body_text text
)
ON CONFLICT (appearance_id, url_digest) DO UPDATE
SET media_type = excluded.media_type, byte_size = excluded.byte_size, sha256 = excluded.sha256, capture_id = excluded.capture_id,
    body_text = excluded.body_text
WHERE excluded.sha256 IS NOT NULL

-- name: move_words
-- Before the releases that are merged away lose theirs.
INSERT INTO archive.search_document (release_id, words)
SELECT row.release_id, d.words
FROM json_to_recordset(%(rows)s::json) AS row (release_id uuid, words_from uuid)
JOIN archive.search_document d ON d.release_id = row.words_from
ON CONFLICT (release_id) DO UPDATE SET words = excluded.words

-- name: put_words
INSERT INTO archive.search_document (release_id, words)
SELECT release_id, words::tsvector FROM json_to_recordset(%(rows)s::json) AS row (release_id uuid, words text)
ON CONFLICT (release_id) DO UPDATE SET words = excluded.words

-- name: drop_words
DELETE FROM archive.search_document WHERE release_id = ANY(%(releases)s::uuid[])

-- name: drop_releases
DELETE FROM archive.release WHERE release_id = ANY(%(releases)s::uuid[])

-- name: insert_aliases
INSERT INTO archive.release_alias (old_release_id, release_id, since, appearances)
SELECT old_release_id, release_id, %(at)s, appearances
FROM json_to_recordset(%(rows)s::json) AS row (old_release_id uuid, release_id uuid, appearances uuid[])

-- name: put_releases
INSERT INTO archive.release (release_id, change_id, appearance_id, issuer, distributor, wire_ids, withdrawn_at, withdrawn_reason, is_canceled)
SELECT release_id, change_id, appearance_id, issuer, distributor, wire_ids, withdrawn_at, withdrawn_reason, is_canceled
FROM json_to_recordset(%(rows)s::json) AS row (
    release_id uuid, change_id bigint, appearance_id uuid, issuer text, distributor text, wire_ids text[],
    withdrawn_at timestamptz, withdrawn_reason text, is_canceled boolean
)
ON CONFLICT (release_id) DO UPDATE
SET change_id = excluded.change_id, appearance_id = excluded.appearance_id, issuer = excluded.issuer,
    distributor = excluded.distributor, wire_ids = excluded.wire_ids,
    withdrawn_at = excluded.withdrawn_at, withdrawn_reason = excluded.withdrawn_reason,
    is_canceled = excluded.is_canceled

-- name: insert_changes
INSERT INTO archive.change (change_id, at, kind, release_id, url, revision_id, other_release_id, by, reason)
SELECT change_id, %(at)s, kind, release_id, url, revision_id, other_release_id, %(by)s, %(reason)s
FROM json_to_recordset(%(rows)s::json) AS row (
    change_id bigint, kind text, release_id uuid, url text, revision_id uuid, other_release_id uuid
)

-- name: follow_alias
-- The release that an id stands for today, through any number of merges; nothing if there is none.
WITH RECURSIVE chain AS (
    SELECT %(release_id)s::uuid AS release_id
    UNION
    SELECT l.release_id FROM chain JOIN archive.release_alias l ON l.old_release_id = chain.release_id AND l.until IS NULL
)
SELECT r.release_id FROM chain JOIN archive.release r USING (release_id)
