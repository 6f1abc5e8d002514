-- Pages under more than one address: a lead is one page whatever its spelling, and an appearance knows its variants (print, AMP,
-- addresses that name it as canonical). Known pages are looked at again when they are due.

-- What press.urls.twin makes of an address, for the rows that are there. The program's own function is the rule; this copy lives
-- only as long as this migration, and a test compares the two.
CREATE FUNCTION archive.twin(url text) RETURNS text LANGUAGE sql IMMUTABLE AS $twin$
    SELECT regexp_replace(substring(url from '^https?://([^/?]*)'), '^(www\.)+(?=[^.:])', '')
        || regexp_replace(
               regexp_replace(substring(url from '^https?://[^/?]*([^?]*)'), ';jsessionid=[^/;]*', '', 'gi'),
               '(/+((index|default)\.([sx]?html?|php[3-8]?|aspx?|jsp|cfm))?)+$', '', 'i'
           )
        || coalesce((
               SELECT '?' || string_agg(one, '&' ORDER BY place)
               FROM unnest(string_to_array(substring(url from '\?(.*)$'), '&')) WITH ORDINALITY AS given (one, place)
               WHERE one <> '' AND one !~* ('^(((utm|mtm|matomo|pk|piwik)_[^=]*|_ga|_gl|gclid|gclsrc|dclid|gbraid|wbraid|gad_source'
                   '|gad_campaignid|fbclid|igshid|igsh|msclkid|twclid|ttclid|li_fat_id|yclid|ysclid|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi'
                   '|hsctatracking|at_medium|at_campaign|xtor|s_cid|wt[_.]z?mc|ns_campaign|ns_mchannel|ns_source|vero_id|vero_conv'
                   '|oly_enc_id|oly_anon_id|__s|amp_js_v|amp_gsa|usqp|noamp|jsessionid|phpsessid|aspsessionid[a-z]*|cfid|cftoken)'
                   '(=.*)?)$')
           ), '')
$twin$;

CREATE FUNCTION archive.twin_digest(url text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $twin$
    SELECT sha256(convert_to(archive.twin(url), 'UTF8'))
$twin$;

ALTER TABLE archive.lead
    ADD COLUMN twin_digest bytea,                    -- the page, whatever its spelling (press.urls.twin)
    ADD COLUMN also jsonb NOT NULL DEFAULT '{}',     -- other spellings that documents named: {address: how asking it failed, or null}
    ADD COLUMN looks integer NOT NULL DEFAULT 0,     -- how often a release was looked at here; 0: none was ever found
    ADD COLUMN revisit_at timestamptz;               -- when a page that had a release is to be looked at again
UPDATE archive.lead SET twin_digest = archive.twin_digest(url);

-- Of leads that are one page the one stays that came furthest, and it knows what the others said.
WITH ranked AS (
    SELECT l.*, first_value(lead_id) OVER (
        PARTITION BY source_id, twin_digest
        ORDER BY state <> 'done', outcome NOT IN ('stored', 'unchanged'), state <> 'open', lead_id
    ) AS kept_id
    FROM archive.lead l
), others AS (
    SELECT r.kept_id, jsonb_object_agg(r.url, CASE WHEN r.state = 'failed' THEN to_jsonb(r.outcome) ELSE 'null' END) AS also
    FROM ranked r WHERE r.lead_id <> r.kept_id GROUP BY r.kept_id
)
UPDATE archive.lead l SET also = others.also FROM others WHERE l.lead_id = others.kept_id;
DELETE FROM archive.lead l USING archive.lead kept
WHERE kept.source_id = l.source_id AND kept.twin_digest = l.twin_digest AND kept.lead_id <> l.lead_id AND kept.also ? l.url;

-- Pages that are known already fall due over a month, not all at once.
UPDATE archive.lead SET looks = 4, revisit_at = clock_timestamp() + make_interval(days => 1 + (lead_id % 30)::integer)
WHERE outcome IN ('stored', 'unchanged');

ALTER TABLE archive.lead
    ALTER COLUMN twin_digest SET NOT NULL,
    DROP CONSTRAINT lead_source_id_url_digest_key,
    ADD UNIQUE (source_id, twin_digest);
CREATE INDEX lead_of_url ON archive.lead (source_id, url_digest);
CREATE INDEX lead_revisit ON archive.lead (source_id, revisit_at) WHERE revisit_at IS NOT NULL;

ALTER TABLE archive.appearance
    ADD COLUMN main_id uuid REFERENCES archive.appearance DEFERRABLE INITIALLY DEFERRED, -- the appearance that this is a variant of
    ADD COLUMN variant text CHECK (variant IN ('amp', 'print', 'redirect', 'canonical link')),
    ADD CHECK ((main_id IS NULL) = (variant IS NULL));
CREATE INDEX revision_of_canonical ON archive.revision USING hash (canonical_url);
CREATE INDEX appearance_of_main ON archive.appearance (main_id) WHERE main_id IS NOT NULL;

-- The keys of addresses go by twins too: those of pages, and of the addresses on other sites that pages name as canonical.
WITH addresses AS (
    SELECT appearance_id, url FROM archive.appearance
    UNION
    SELECT appearance_id, canonical_url FROM archive.revision WHERE canonical_url IS NOT NULL
)
INSERT INTO archive.identity_key (key, appearance_id, number)
SELECT substring(sha256('\x6164647265737300'::bytea || archive.twin_digest(n.url)) FOR 16), k.appearance_id, min(k.number)
FROM addresses n
JOIN archive.identity_key k
  ON k.appearance_id = n.appearance_id
 AND k.key = substring(sha256('\x6164647265737300'::bytea || sha256(convert_to(n.url, 'UTF8'))) FOR 16)
GROUP BY 1, 2
ON CONFLICT (key, appearance_id) DO NOTHING;

DROP FUNCTION archive.twin_digest(text);
DROP FUNCTION archive.twin(text);

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
           CASE WHEN bool_and(gone_at IS NOT NULL) THEN max(gone_at) END AS gone_at,
           (count(*) FILTER (WHERE main_id IS NULL))::integer AS appearance_count
    FROM archive.appearance WHERE release_id = r.release_id
) m;

CREATE OR REPLACE VIEW press.appearance AS
SELECT a.appearance_id, a.release_id, a.revision_id, a.url, a.source_id, a.role, a.similarity,
       a.evidence || coalesce((
           SELECT jsonb_agg(other.one ORDER BY p.url, other.place)
           FROM archive.appearance p
           CROSS JOIN jsonb_array_elements(jsonb_build_object('address', p.url, 'how', p.variant) || p.evidence)
                      WITH ORDINALITY AS other (one, place)
           WHERE p.main_id = a.appearance_id
       ), '[]') AS evidence,
       v.published_at, v.published_local, v.published_zone, a.first_seen_at, a.last_seen_at, a.gone_at, a.moved_to
FROM archive.appearance a
JOIN archive.revision v ON v.revision_id = a.revision_id
WHERE a.release_id IS NOT NULL AND a.main_id IS NULL;
