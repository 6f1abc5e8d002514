-- How pages are recognised as one release beyond the keys that they share: signatures by which near-duplicates are found, ties
-- that comparing found, translations, and what a person decided.

-- A revision's text, signed (press.identity.signature): near-duplicates share a band. `number` is from archive.feed.signature_head.
CREATE TABLE archive.signature (
    revision_id   uuid PRIMARY KEY REFERENCES archive.revision ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    appearance_id uuid NOT NULL,
    bands         integer[] NOT NULL,
    rules         smallint NOT NULL,             -- signatures of other rules are not compared
    number        bigint NOT NULL
);
-- Without a pending list: it would be read whole by every look.
CREATE INDEX signature_bands ON archive.signature USING gin (bands) WITH (fastupdate = off);
CREATE INDEX signature_of_appearance ON archive.signature (appearance_id);

-- Bands that very many different releases share (a template's words): nothing is looked for by them any more.
CREATE TABLE archive.crowded_band (
    band  integer PRIMARY KEY,
    since timestamptz NOT NULL DEFAULT now()
);

-- A likeness of two appearances, in whichever of their revisions; first_id is the smaller. part_id: the one that has only a part.
CREATE TABLE archive.tie (
    first_id   uuid NOT NULL REFERENCES archive.appearance DEFERRABLE INITIALLY DEFERRED,
    second_id  uuid NOT NULL REFERENCES archive.appearance DEFERRABLE INITIALLY DEFERRED,
    kind       text NOT NULL CHECK (kind IN ('copy', 'excerpt')),
    part_id    uuid,
    score      real NOT NULL,
    similarity real NOT NULL,
    evidence   jsonb NOT NULL DEFAULT '{}',
    rules      smallint NOT NULL,                -- press.identity.likeness.RULES that compared them
    PRIMARY KEY (first_id, second_id),
    CHECK (first_id < second_id),
    CHECK ((kind = 'excerpt') = (part_id IS NOT NULL))
);
CREATE INDEX tie_of_second ON archive.tie (second_id);

-- Addresses (as keys, press.identity.keys.address_key) that a page names as its translations. A visible switch is believed only
-- where the page at its address is in the language that it names.
CREATE TABLE archive.translation_claim (
    key           bytea NOT NULL,
    appearance_id uuid NOT NULL REFERENCES archive.appearance DEFERRABLE INITIALLY DEFERRED,
    language      text,                          -- a switch's, its primary subtag; null: named by hreflang
    PRIMARY KEY (key, appearance_id)
);
CREATE INDEX translation_claim_of_appearance ON archive.translation_claim (appearance_id);

-- What a page states in its latest revision that a translation of it states too (press.identity.telling).
CREATE TABLE archive.telling (
    appearance_id uuid PRIMARY KEY REFERENCES archive.appearance DEFERRABLE INITIALLY DEFERRED,
    place         text NOT NULL,                 -- its source; the host of what was handed in
    language      text NOT NULL,
    published_at  timestamptz NOT NULL,
    facts         text[] NOT NULL
);
CREATE INDEX telling_by_time ON archive.telling (place, language, published_at);

-- Pages of one place in two languages that state the same beyond chance; first_id is the smaller.
CREATE TABLE archive.translation_tie (
    first_id  uuid NOT NULL REFERENCES archive.appearance DEFERRABLE INITIALLY DEFERRED,
    second_id uuid NOT NULL REFERENCES archive.appearance DEFERRABLE INITIALLY DEFERRED,
    facts     text[] NOT NULL,                   -- what both state
    share     real NOT NULL,                     -- how much that is of what the one states that has less to state
    PRIMARY KEY (first_id, second_id),
    CHECK (first_id < second_id)
);
CREATE INDEX translation_tie_of_second ON archive.translation_tie (second_id);
CREATE INDEX release_of_translation_group ON archive.release (translation_group) WHERE translation_group IS NOT NULL;

-- What a person decided: `merge` ties a page of left_ids to one of right_ids, `split` keeps all of left_ids apart from all of
-- right_ids. No rule undoes it; a later decision may (undone_at).
CREATE TABLE archive.person_decision (
    decision_id      uuid PRIMARY KEY,
    kind             text NOT NULL CHECK (kind IN ('merge', 'split')),
    left_ids         uuid[] NOT NULL,
    right_ids        uuid[] NOT NULL,
    release_id       uuid NOT NULL,              -- the release that stayed
    other_release_id uuid,                       -- the one that left, or came off; null: own news
    by               text NOT NULL,
    reason           text,
    at               timestamptz NOT NULL,
    undone_at        timestamptz,
    undone_by        text
);
CREATE INDEX person_decision_left ON archive.person_decision USING gin (left_ids) WHERE undone_at IS NULL;
CREATE INDEX person_decision_right ON archive.person_decision USING gin (right_ids) WHERE undone_at IS NULL;

ALTER TABLE archive.revision ADD COLUMN original_url text;                      -- the copy that the text itself points to
ALTER TABLE archive.revision ADD COLUMN fields_version text;                    -- what read the fields, where newer code read the same
ALTER TABLE archive.revision ADD COLUMN switches jsonb NOT NULL DEFAULT '[]';     -- [[language, address]]: its translations by visible links
ALTER TABLE archive.appearance ADD COLUMN joined jsonb NOT NULL DEFAULT '[]';   -- why it belongs to its release, for people
ALTER TABLE archive.appearance ADD COLUMN core_id uuid;                         -- it is there as an excerpt, with all that have this id

-- Pages that were looked for in vain, of which some turn up at another address.
CREATE INDEX appearance_missing ON archive.appearance (source_id) WHERE missing_since IS NOT NULL AND moved_to IS NULL;

-- A page that has moved is no more where it was, and one that stands for others speaks for them.
CREATE OR REPLACE VIEW press.release AS
SELECT r.release_id,
       r.change_id,
       v.revision_id,
       CASE WHEN r.withdrawn_at IS NULL THEN v.headline END     AS headline,
       CASE WHEN r.withdrawn_at IS NULL THEN v.subheadline END  AS subheadline,
       CASE WHEN r.withdrawn_at IS NULL THEN v.body_text END    AS body_text,
       CASE WHEN r.withdrawn_at IS NULL THEN v.body_html END    AS body_html,
       CASE WHEN r.withdrawn_at IS NULL THEN v.boilerplate END  AS boilerplate,
       CASE WHEN r.withdrawn_at IS NULL THEN v.contacts END     AS contacts,
       v.language,
       v.published_at,
       v.published_local,
       v.published_zone,
       v.published_precision,
       v.modified_at,
       v.dateline_place,
       v.dateline_date,
       r.issuer,
       r.distributor,
       v.release_number,
       r.wire_ids,
       v.embargoed_until,
       CASE WHEN r.withdrawn_at IS NULL THEN v.pubstatus ELSE 'withheld' END AS pubstatus,
       v.confidence,
       a.source_id,
       CASE WHEN v.canonical_url IS NULL OR EXISTS (
                SELECT FROM archive.appearance o
                WHERE o.url_digest = sha256(convert_to(v.canonical_url, 'UTF8')) AND o.release_id <> r.release_id
            ) THEN a.url ELSE v.canonical_url END AS canonical_url,  -- a link to another release is not believed
       m.first_seen_at,
       m.last_seen_at,
       m.gone_at,
       r.withdrawn_at,
       v.number AS revision_count,
       m.appearance_count,
       r.translation_group
FROM archive.release r
JOIN archive.appearance a ON a.appearance_id = r.appearance_id
JOIN archive.revision v ON v.revision_id = a.revision_id
CROSS JOIN LATERAL (
    SELECT min(first_seen_at) AS first_seen_at,
           max(last_seen_at)  AS last_seen_at,
           CASE WHEN bool_and(gone_at IS NOT NULL OR moved_to IS NOT NULL) FILTER (WHERE main_id IS NULL)
                THEN max(gone_at) FILTER (WHERE main_id IS NULL) END AS gone_at,
           (count(*) FILTER (WHERE main_id IS NULL))::integer AS appearance_count
    FROM archive.appearance WHERE release_id = r.release_id
) m;

CREATE OR REPLACE VIEW press.appearance AS
SELECT a.appearance_id, a.release_id, a.revision_id, a.url, a.source_id, a.role, a.similarity,
       CASE WHEN r.withdrawn_at IS NULL THEN a.joined ELSE coalesce((  -- of a hidden release without words of its text
           SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('how', j.one -> 'how', 'page', j.one -> 'page', 'part', j.one -> 'part',
                                                                 'by', j.one -> 'by', 'reason', j.one -> 'reason')) ORDER BY j.place)
           FROM jsonb_array_elements(a.joined) WITH ORDINALITY AS j (one, place)
       ), '[]') END || coalesce((  -- without `at`, when an address last led here: it moves with every look
           SELECT jsonb_agg(own.one - 'at' ORDER BY own.place)
           FROM jsonb_array_elements(a.evidence) WITH ORDINALITY AS own (one, place)
           WHERE own.one ->> 'address' <> a.url
       ), '[]') || coalesce((
           SELECT jsonb_agg(other.one - 'at' ORDER BY p.url, other.place)
           FROM archive.appearance p
           CROSS JOIN jsonb_array_elements(jsonb_build_object('address', p.url, 'how', p.variant) || p.evidence)
                      WITH ORDINALITY AS other (one, place)
           WHERE p.main_id = a.appearance_id
       ), '[]') AS evidence,
       v.published_at, v.published_local, v.published_zone, a.first_seen_at, a.last_seen_at, a.gone_at, a.moved_to
FROM archive.appearance a
JOIN archive.revision v ON v.revision_id = a.revision_id
JOIN archive.release r ON r.release_id = a.release_id
WHERE a.release_id IS NOT NULL AND a.main_id IS NULL;

CREATE OR REPLACE VIEW press.revision AS
SELECT v.revision_id, v.appearance_id, a.release_id, a.url, v.number, v.previous_revision_id, v.seen_at,
       CASE WHEN r.withdrawn_at IS NULL THEN v.headline END    AS headline,
       CASE WHEN r.withdrawn_at IS NULL THEN v.subheadline END AS subheadline,
       CASE WHEN r.withdrawn_at IS NULL THEN v.body_text END   AS body_text,
       v.published_at, v.issuer, v.distributor,
       encode(v.text_digest, 'hex') AS text_digest, v.capture_id,
       coalesce(v.fields_version, v.extractor_version) AS extractor_version,
       CASE WHEN r.withdrawn_at IS NULL THEN v.provenance END  AS provenance
FROM archive.revision v
JOIN archive.appearance a USING (appearance_id)
LEFT JOIN archive.release r ON r.release_id = a.release_id;

GRANT SELECT, INSERT, UPDATE, DELETE ON archive.signature, archive.crowded_band, archive.tie, archive.translation_claim,
    archive.telling, archive.translation_tie, archive.person_decision TO press_writer;
