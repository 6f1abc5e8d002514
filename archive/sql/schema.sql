-- The archive's tables (schema archive) and what the world may read of them (schema press, at the end).
--
-- PostgreSQL 15 is the floor: nothing newer, no extension. Addresses have no upper length, so no index holds one:
-- url_digest is the sha-256 of the address after RFC 3986 normalisation. Digests are kept as 32 bytes and shown as hex.

CREATE SCHEMA IF NOT EXISTS archive;
CREATE SCHEMA IF NOT EXISTS press;

CREATE TABLE IF NOT EXISTS archive.schema_migration (
    version    integer PRIMARY KEY,
    name       text NOT NULL,
    sha256     text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);

-- The one row that every transaction locks which decides where a page belongs. All change numbers come from it, so they
-- are gapless and commit in order; all signature numbers too, so that a second look need only read what came since the first.
-- signature_head moves in every such transaction, also in one that brings no key: while it stands, a first look holds.
CREATE TABLE archive.feed (
    only_row       boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    archive_id     uuid   NOT NULL DEFAULT gen_random_uuid(),
    epoch          bigint NOT NULL DEFAULT 1,
    change_floor   bigint NOT NULL DEFAULT 0,
    change_head    bigint NOT NULL DEFAULT 0,
    signature_head bigint NOT NULL DEFAULT 0
);
INSERT INTO archive.feed DEFAULT VALUES;

-- A source: what its file says (copied at each visit, so that readers need no files), its fence and its schedule.
CREATE TABLE archive.source (
    source_id       text PRIMARY KEY,
    name            text NOT NULL,
    kind            text CHECK (kind IN ('newswire', 'ministry', 'agency', 'intergovernmental', 'republisher')),
    country         text NOT NULL,
    languages       text[] NOT NULL DEFAULT '{}',
    time_zone       text NOT NULL DEFAULT 'UTC',
    home            text,
    attempt         bigint NOT NULL DEFAULT 0,  -- the fence: counts visits begun; whoever holds an older number writes nothing
    visit_id        uuid,                       -- the visit under way, if any
    holder          uuid,                       -- the process that holds it
    node            text,
    lease_until     timestamptz,
    last_visit_at   timestamptz,
    last_success_at timestamptz,
    next_visit_at   timestamptz,
    glances         bigint NOT NULL DEFAULT 0,
    health          text NOT NULL DEFAULT 'unverified' CHECK (health IN ('unverified', 'ok', 'degraded', 'failing')),
    health_reason   text,
    wants_visit     boolean NOT NULL DEFAULT false,  -- a glance saw something new: a visit comes next, not another glance
    queued_at       timestamptz,                -- when a job was last made for it; a hint, the queue may be emptied
    failures        integer NOT NULL DEFAULT 0, -- visits and glances in a row that failed
    rhythm          jsonb,                      -- what was learned of when it publishes (press.rhythm)
    record          jsonb,                      -- what its visits were like, to judge the next by (press.health)
    quiet_until     timestamptz,                -- from then on silence is longer than its rhythm allows
    sought_at       timestamptz,                -- when its ways were last sought anew
    rebuilt         text                        -- what was found then, said with health_reason while it is failing
);
CREATE INDEX source_due ON archive.source (next_visit_at) WHERE next_visit_at IS NOT NULL;
CREATE UNIQUE INDEX source_of_visit ON archive.source (visit_id) WHERE visit_id IS NOT NULL;

-- A host (authority as in the address, with its port where that is not the scheme's own): one visitor at a time.
CREATE TABLE archive.host (
    host              text PRIMARY KEY,
    visit_id          uuid,               -- who holds it; two visits of one process never share a host
    holder            uuid,               -- the process, to see whether it is dead
    node              text,
    lease_until       timestamptz,
    next_request_at   timestamptz,
    crawl_delay       double precision,   -- seconds, from robots.txt
    retry_after       timestamptz,        -- nothing is asked before
    robots_status     integer,            -- HTTP status of robots.txt; 0: unreachable
    robots_text       text,
    robots_fetched_at timestamptz
);
CREATE INDEX host_of_visit ON archive.host (visit_id) WHERE visit_id IS NOT NULL;

-- A discovery document (feed, sitemap): what it said last time. Committed with the leads read from it.
CREATE TABLE archive.document (
    source_id      text NOT NULL REFERENCES archive.source,
    url_digest     bytea NOT NULL,
    url            text NOT NULL,
    kind           text NOT NULL,
    etag           text,
    last_modified  text,
    payload_digest bytea,
    content_digest bytea,
    state          jsonb,
    capture_id     uuid,
    checked_at     timestamptz NOT NULL,
    changed_at     timestamptz NOT NULL,
    PRIMARY KEY (source_id, url_digest)
);

-- A lead: a page that may be a release, at an address of which twins may be known. The only duplicate filter there is.
--   open    to be asked (again), not before not_before
--   done    something came of it: outcome stored, unchanged, own_news or not_a_release
--   failed  nothing can come of it: outcome is the reason's word, detail says more
CREATE TABLE archive.lead (
    lead_id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_id     text NOT NULL REFERENCES archive.source,
    url_digest    bytea NOT NULL,
    url           text NOT NULL,
    way           text NOT NULL,
    found_in      text,
    witness       jsonb NOT NULL DEFAULT '{}',
    modified_at   timestamptz,                 -- what the document says of the page's last change
    state         text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'failed')),
    outcome       text,
    detail        text,
    attempts      integer NOT NULL DEFAULT 0,  -- visits that asked it in vain since it was opened
    not_before    timestamptz,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    asked_at      timestamptz,
    ended_at      timestamptz,
    visit_id      uuid,                        -- the visit that gave the outcome
    capture_id    uuid,                        -- outcome not_a_release: the page, which newer rules may read otherwise
    extractor_version text,                    -- outcome not_a_release: the rules that read it
    twin_digest   bytea NOT NULL,              -- the page, whatever its spelling (press.urls.twin)
    also          jsonb NOT NULL DEFAULT '{}', -- other spellings that documents named: {address: how asking it failed, or null}
    looks         integer NOT NULL DEFAULT 0,  -- how often a release was looked at here; 0: none was ever found
    revisit_at    timestamptz,                 -- when a page that had a release is to be looked at again
    layouts       text[] NOT NULL DEFAULT '{}', -- outcome not_a_release: the learned layouts that the reading was offered
    UNIQUE (source_id, twin_digest),
    CHECK (state = 'open' OR outcome IS NOT NULL)
);
CREATE INDEX lead_open ON archive.lead (source_id, lead_id) WHERE state = 'open';
CREATE INDEX lead_of_url ON archive.lead (source_id, url_digest);
CREATE INDEX lead_revisit ON archive.lead (source_id, revisit_at) WHERE revisit_at IS NOT NULL;
CREATE INDEX lead_no_release ON archive.lead (source_id, capture_id) WHERE outcome = 'not_a_release';

CREATE TABLE archive.visit (
    visit_id    uuid PRIMARY KEY,
    source_id   text NOT NULL REFERENCES archive.source,
    attempt     bigint NOT NULL,
    holder      uuid,
    node        text,
    started_at  timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    outcome     text CHECK (outcome IN ('done', 'partial', 'failed', 'lost')),
    leads       integer NOT NULL DEFAULT 0,
    fetched     integer NOT NULL DEFAULT 0,
    stored      integer NOT NULL DEFAULT 0,
    unchanged   integer NOT NULL DEFAULT 0,
    failed      integer NOT NULL DEFAULT 0,
    gap         boolean NOT NULL DEFAULT false,
    detail      jsonb NOT NULL DEFAULT '{}',
    judged_at   timestamptz, -- when scheduling gave its verdict on the source after this visit
    seen        jsonb,       -- what its pages were like (press.health), until the verdict
    looked_before_at timestamptz -- the last look with success before it: what it found new became public after that
);
CREATE INDEX visit_of_source ON archive.visit (source_id, started_at DESC);
CREATE INDEX visit_unjudged ON archive.visit (source_id) WHERE finished_at IS NOT NULL AND judged_at IS NULL;

-- A WARC file. The row commits before the first capture that names it.
CREATE TABLE archive.warc (
    warc_file text PRIMARY KEY,
    node      text NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    byte_size bigint,
    sha256    bytea,
    closed_at timestamptz
);

CREATE TABLE archive.capture (
    capture_id     uuid PRIMARY KEY,
    url            text NOT NULL,
    url_digest     bytea NOT NULL,
    source_id      text,
    visit_id       uuid,
    fetched_at     timestamptz NOT NULL,
    http_status    integer,
    media_type     text,
    record_type    text NOT NULL CHECK (record_type IN ('response', 'revisit', 'resource')),
    refers_to      uuid,
    payload_digest bytea NOT NULL,
    content_digest bytea,
    warc_file      text NOT NULL REFERENCES archive.warc,
    warc_offset    bigint NOT NULL,
    warc_length    bigint NOT NULL
);
CREATE INDEX capture_of_url ON archive.capture (url_digest, fetched_at DESC);
CREATE INDEX capture_of_file ON archive.capture (warc_file, warc_offset);

-- A release: the cluster of appearances that carry one text. What is shown comes from the best appearance (appearance_id);
-- issuer, distributor and wire_ids from the best one that names any.
CREATE TABLE archive.release (
    release_id        uuid PRIMARY KEY,
    change_id         bigint NOT NULL,
    appearance_id     uuid NOT NULL,
    issuer            text,
    distributor       text,
    wire_ids          text[] NOT NULL DEFAULT '{}',
    translation_group uuid,
    withdrawn_at      timestamptz,
    withdrawn_reason  text,
    is_canceled       boolean NOT NULL DEFAULT false  -- by the words of the page shown, or by a notice about it at another address
);
CREATE INDEX release_of_change ON archive.release (change_id);

-- An id that a merge took out of use; `appearances` are those that came with it, so that the merge can be undone whole.
CREATE TABLE archive.release_alias (
    old_release_id uuid NOT NULL,
    release_id     uuid NOT NULL,
    since          timestamptz NOT NULL,
    until          timestamptz,
    appearances    uuid[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (old_release_id, since)
);
CREATE INDEX release_alias_of_release ON archive.release_alias (release_id);

-- An appearance: a release at a page. release_id null: a republisher's own news, known but no release. main_id: the page shows what
-- another page of the site shows (print, AMP, an address that names it as canonical); it keeps its own history and is not counted.
CREATE TABLE archive.appearance (
    appearance_id uuid PRIMARY KEY,
    release_id    uuid REFERENCES archive.release DEFERRABLE INITIALLY DEFERRED,
    url           text NOT NULL,
    url_digest    bytea NOT NULL,
    reuse         integer NOT NULL DEFAULT 0,   -- counts the releases that this address carried before
    source_id     text NOT NULL REFERENCES archive.source,
    revision_id   uuid NOT NULL,                -- the latest
    role          text CHECK (role IN ('original', 'wire', 'republication', 'excerpt')),
    similarity    real,
    evidence      jsonb NOT NULL DEFAULT '[]',
    is_release    boolean NOT NULL,             -- a release by its own strength, not only as somebody's copy
    first_seen_at timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL,
    missing_since timestamptz,
    missing_count integer NOT NULL DEFAULT 0,
    missing_at    timestamptz,
    gone_at       timestamptz,
    moved_to      text,
    main_id       uuid REFERENCES archive.appearance DEFERRABLE INITIALLY DEFERRED, -- the appearance that this is a variant of
    variant       text CHECK (variant IN ('amp', 'print', 'redirect', 'canonical link')),
    joined        jsonb NOT NULL DEFAULT '[]',  -- why it belongs to its release, for people
    core_id       uuid,                         -- it is there as an excerpt, with all that have this id
    UNIQUE (url_digest, reuse),
    CHECK (release_id IS NULL OR role IS NOT NULL),
    CHECK ((main_id IS NULL) = (variant IS NULL))
);
CREATE INDEX appearance_of_main ON archive.appearance (main_id) WHERE main_id IS NOT NULL;
CREATE INDEX appearance_of_release ON archive.appearance (release_id);
CREATE INDEX appearance_of_source ON archive.appearance (source_id, first_seen_at);
CREATE INDEX appearance_missing ON archive.appearance (source_id) WHERE missing_since IS NOT NULL AND moved_to IS NULL;

CREATE TABLE archive.revision (
    revision_id          uuid PRIMARY KEY,
    appearance_id        uuid NOT NULL REFERENCES archive.appearance DEFERRABLE INITIALLY DEFERRED,
    number               integer NOT NULL,
    previous_revision_id uuid,
    seen_at              timestamptz NOT NULL,
    last_seen_at         timestamptz,                  -- null in the latest: its appearance has it
    headline             text,
    subheadline          text,
    body_text            text NOT NULL,
    body_html            text,
    boilerplate          text,
    contacts             jsonb NOT NULL DEFAULT '[]',
    language             text,
    published_at         timestamptz,
    published_local      timestamp,
    published_zone       text,
    published_precision  text CHECK (published_precision IN ('minute', 'day')),
    modified_at          timestamptz,
    dateline_place       text,
    dateline_date        date,
    issuer               text,
    distributor          text,
    release_number       text,
    wire_ids             text[] NOT NULL DEFAULT '{}',
    embargoed_until      timestamptz,
    pubstatus            text NOT NULL DEFAULT 'usable' CHECK (pubstatus IN ('usable', 'canceled')),
    confidence           real,
    canonical_url        text,
    alternates           jsonb NOT NULL DEFAULT '[]',  -- [[language, address]]: the page's translations as it names them
    text_digest          bytea NOT NULL,
    fields_digest        bytea NOT NULL,               -- sha-256 of what the publisher states beside the text
    capture_id           uuid REFERENCES archive.capture,
    extractor_version    text NOT NULL,
    provenance           jsonb NOT NULL DEFAULT '{}',
    layouts              text[] NOT NULL DEFAULT '{}', -- keys of the learned layouts that this reading was offered
    layout_fit           real,                         -- how well the best of them fits the page (0 to 1)
    original_url         text,                         -- the copy that the text itself points to
    fields_version       text,                         -- what read the fields, where newer code read the same; null: the newest
    switches             jsonb NOT NULL DEFAULT '[]',  -- [[language, address]]: its translations by visible links
    UNIQUE (appearance_id, number) DEFERRABLE INITIALLY IMMEDIATE  -- a sighting that comes late moves numbers up
);
CREATE INDEX revision_of_canonical ON archive.revision USING hash (canonical_url);

-- What makes two pages one release: hashes of their addresses and of their texts. Appearances that share a key belong
-- together, so membership is the connected component and no order of arrival can change it.
CREATE TABLE archive.identity_key (
    key           bytea NOT NULL,
    appearance_id uuid NOT NULL REFERENCES archive.appearance DEFERRABLE INITIALLY DEFERRED,
    number        bigint NOT NULL,               -- from archive.feed.signature_head
    PRIMARY KEY (key, appearance_id)
);
CREATE INDEX identity_key_of_appearance ON archive.identity_key (appearance_id);

CREATE TABLE archive.attachment (
    appearance_id uuid NOT NULL REFERENCES archive.appearance DEFERRABLE INITIALLY DEFERRED,
    url_digest    bytea NOT NULL,
    url           text NOT NULL,
    media_type    text,
    title         text,
    byte_size     bigint,
    sha256        bytea,
    capture_id    uuid REFERENCES archive.capture,
    body_text     text,
    PRIMARY KEY (appearance_id, url_digest)
);

CREATE TABLE archive.change (
    change_id        bigint PRIMARY KEY,
    at               timestamptz NOT NULL,
    kind             text NOT NULL CHECK (kind IN ('new', 'appeared', 'revised', 'updated', 'reread', 'linked', 'merged', 'split',
                                                   'gone', 'returned', 'moved', 'withdrawn', 'restored')),
    release_id       uuid NOT NULL,
    url              text,
    revision_id      uuid,
    other_release_id uuid,
    by               text NOT NULL,
    reason           text,
    detail           jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX change_of_release ON archive.change (release_id, change_id);

-- The last lesson of a source. A lesson that found nothing is remembered too: how many pages came since says when to try again.
CREATE TABLE archive.lesson (
    source_id         text PRIMARY KEY REFERENCES archive.source,
    learned_at        timestamptz NOT NULL,
    reason            text NOT NULL,               -- what was learned from how many pages, or why nothing was
    extractor_version text NOT NULL,               -- the rules that taught
    pages             bigint NOT NULL,             -- pages of releases that the source had then
    in_vain           integer NOT NULL DEFAULT 0,  -- lessons in a row that found nothing new
    reread_after      uuid                         -- captures up to this one were read again since; null: all were
);

-- A learned layout, with its evidence. It stands for captures from `since` (null: from the first) until `until`; a retired one is
-- kept for these. A layout that is learned again after its end is a row of its own.
CREATE TABLE archive.layout (
    source_id      text NOT NULL REFERENCES archive.source,
    key            text NOT NULL,
    learned_at     timestamptz NOT NULL,
    learned        jsonb NOT NULL,                 -- press.learned_layout.LearnedLayout
    captures       uuid[] NOT NULL,                -- the pages of the lesson
    pages          integer NOT NULL,               -- of them, those that taught it
    agreement      real NOT NULL,                  -- with a careful reading of pages that were left out
    since          timestamptz,
    until          timestamptz,
    retired_at     timestamptz,
    retired_reason text,
    PRIMARY KEY (source_id, key, learned_at),
    CHECK ((retired_at IS NULL) = (until IS NULL))
);
CREATE UNIQUE INDEX layout_in_force ON archive.layout (source_id, key) WHERE retired_at IS NULL;

-- A revision's text, signed (press.identity.signature): near-duplicates share a band. `number` is from archive.feed.signature_head.
CREATE TABLE archive.signature (
    revision_id   uuid PRIMARY KEY REFERENCES archive.revision ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    appearance_id uuid NOT NULL,
    bands         integer[] NOT NULL,
    rules         smallint NOT NULL,             -- signatures of other rules are not compared
    number        bigint NOT NULL,
    text_digest   bytea NOT NULL,                -- the revision's: of one with the same words nothing is asked
    glance        bytea                          -- what tells most pages apart unread; null: not known, empty: it is to be read whole
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

-- Counters of a source's day, in UTC; glances that found nothing leave a trace only here.
CREATE TABLE archive.completeness (
    source_id text NOT NULL REFERENCES archive.source,
    day       date NOT NULL,
    glances   bigint NOT NULL DEFAULT 0,
    expected  integer,
    seen      integer NOT NULL DEFAULT 0,
    gap       boolean NOT NULL DEFAULT false,
    PRIMARY KEY (source_id, day)
);

-- Words of the shown text, segmented in Python where a script has no spaces.
CREATE TABLE archive.search_document (
    release_id uuid PRIMARY KEY REFERENCES archive.release DEFERRABLE INITIALLY DEFERRED,
    words      tsvector NOT NULL
);
CREATE INDEX search_document_words ON archive.search_document USING gin (words);

-- ---------------------------------------------------------------------------------------------------------------------
-- What the world may read. Columns are promised (docs/database.md); a withdrawn release's texts are null in all of them.

CREATE VIEW press.archive AS
SELECT archive_id, epoch, (SELECT max(version) FROM archive.schema_migration) AS schema_version, change_floor, change_head
FROM archive.feed;

CREATE VIEW press.source AS
SELECT source_id, name, kind, country, languages, time_zone, home, last_visit_at, last_success_at, next_visit_at, health, health_reason
FROM archive.source;

CREATE VIEW press.release AS
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
       CASE WHEN r.withdrawn_at IS NOT NULL THEN 'withheld' WHEN r.is_canceled THEN 'canceled' ELSE 'usable' END AS pubstatus,
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

CREATE VIEW press.release_alias AS
SELECT old_release_id, release_id, since, until FROM archive.release_alias;

CREATE VIEW press.appearance AS
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

CREATE VIEW press.revision AS
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

CREATE VIEW press.capture AS
SELECT capture_id, url, source_id, fetched_at, http_status, media_type, record_type, refers_to,
       encode(payload_digest, 'hex') AS payload_digest, encode(content_digest, 'hex') AS content_digest,
       warc_file, warc_offset, warc_length
FROM archive.capture;

CREATE VIEW press.warc AS
SELECT warc_file, node, byte_size, encode(sha256, 'hex') AS sha256, closed_at FROM archive.warc;

CREATE VIEW press.attachment AS
SELECT DISTINCT ON (a.release_id, t.url_digest)
       a.release_id, t.url, t.media_type, t.byte_size, encode(t.sha256, 'hex') AS sha256, t.capture_id,
       CASE WHEN r.withdrawn_at IS NULL THEN t.body_text END AS body_text
FROM archive.attachment t
JOIN archive.appearance a USING (appearance_id)
JOIN archive.release r ON r.release_id = a.release_id
ORDER BY a.release_id, t.url_digest, t.capture_id NULLS LAST, t.appearance_id;

CREATE VIEW press.visit AS
SELECT visit_id, source_id, started_at, finished_at, outcome, leads, fetched, stored, unchanged, failed, gap, detail
FROM archive.visit;

CREATE VIEW press.completeness AS
SELECT source_id, day, glances, expected, seen, gap FROM archive.completeness;

CREATE VIEW press.change AS
SELECT change_id, at, kind, release_id, url, revision_id, other_release_id, by, reason, detail FROM archive.change;

-- ---------------------------------------------------------------------------------------------------------------------
-- Rights. The roles are made before the first migration, since they belong to the cluster, not to this database.

GRANT USAGE ON SCHEMA archive, press TO press_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA archive TO press_writer;
REVOKE INSERT, UPDATE, DELETE ON archive.schema_migration FROM press_writer;
GRANT SELECT ON ALL TABLES IN SCHEMA press TO press_writer;
GRANT USAGE ON SCHEMA press TO press_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA press TO press_reader;
