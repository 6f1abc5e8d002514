-- Kill notices at addresses of their own: what a release shows need not say itself that it is not to be used.

ALTER TABLE archive.release
    ADD COLUMN is_canceled boolean NOT NULL DEFAULT false;  -- by the words of the page shown, or by a notice about it at another address
UPDATE archive.release r SET is_canceled = true
FROM archive.appearance a JOIN archive.revision v ON v.revision_id = a.revision_id
WHERE a.appearance_id = r.appearance_id AND v.pubstatus = 'canceled';

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
