-- What one sample source has in the archive, by the public views alone: addresses that were captured as pages, releases
-- and their languages, revisions, and the WARC records that hold the bytes. %(source)s: the source's id.
SELECT
    (SELECT count(DISTINCT url) FROM press.capture WHERE source_id = %(source)s AND record_type = 'response'
        AND media_type IN ('text/html', 'application/xhtml+xml')) AS pages,
    (SELECT count(*) FROM press.appearance WHERE source_id = %(source)s) AS releases,
    (SELECT count(DISTINCT split_part(r.language, '-', 1)) FROM press.appearance a JOIN press.release r USING (release_id)
        WHERE a.source_id = %(source)s) AS languages,
    (SELECT count(*) FROM press.revision v JOIN press.appearance a USING (appearance_id)
        WHERE a.source_id = %(source)s) AS revisions,
    (SELECT count(*) FROM press.capture WHERE source_id = %(source)s) AS captures
