"""Growing an archive in SQL to sizes at which importing would take hours: more of the same, with keys and bands of their own.

Every row of the tables that a new page is looked for in is copied several times. Ids, addresses, keys and digests of a copy are
its own; bands are turned into others one to one, so that each copy of the archive has families, copies and lengths of postings
like the first, and shares none with it. What this leaves out: bands that unrelated texts share by chance grow with an archive,
and here they do not; texts are cut and have no search words, so disk is to be read off it for the tables of identity alone.
"""

from __future__ import annotations

import psycopg

#: Signs of a grown page's text that are kept.
_KEPT_OF_A_TEXT = 200

#: What a copy's bands are turned by, times its number: its bits are spread.
_MASK = 715_827_883

_PREPARE = """
SET session_replication_role = replica;
SET synchronous_commit = off;
SET maintenance_work_mem = '1GB';
SET work_mem = '256MB';
CREATE FUNCTION pg_temp.moved(id uuid, by integer) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint - by * 1000000000::bigint), 12, '0')
            || right(replace(id::text, '-', ''), 20))::uuid
$$;
CREATE FUNCTION pg_temp.turned(digest bytea, by integer) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT substr(sha256(digest || convert_to(by::text, 'UTF8')), 1, length(digest))
$$;
CREATE TEMPORARY TABLE head AS SELECT change_head, signature_head FROM archive.feed;
CREATE TEMPORARY TABLE page AS SELECT * FROM archive.appearance;
CREATE TEMPORARY TABLE said AS SELECT * FROM archive.revision;
CREATE TEMPORARY TABLE known AS SELECT * FROM archive.release;
CREATE TEMPORARY TABLE key AS SELECT * FROM archive.identity_key;
CREATE TEMPORARY TABLE signed AS SELECT * FROM archive.signature;
CREATE TEMPORARY TABLE tied AS SELECT * FROM archive.tie;
CREATE TEMPORARY TABLE told AS SELECT * FROM archive.change;
CREATE TEMPORARY TABLE fact AS SELECT * FROM archive.telling;
DROP INDEX IF EXISTS archive.signature_bands;
"""

#: One copy more. Columns that are not named come as they are.
_COPY = (
    ("archive.release", "known", {
        "release_id": "pg_temp.moved(release_id, %(by)s)", "appearance_id": "pg_temp.moved(appearance_id, %(by)s)",
        "change_id": "change_id + %(by)s * (SELECT change_head FROM head)",
        "translation_group": "pg_temp.moved(translation_group, %(by)s)",
    }),
    ("archive.appearance", "page", {
        "appearance_id": "pg_temp.moved(appearance_id, %(by)s)", "release_id": "pg_temp.moved(release_id, %(by)s)",
        "revision_id": "pg_temp.moved(revision_id, %(by)s)", "main_id": "pg_temp.moved(main_id, %(by)s)",
        "core_id": "pg_temp.moved(core_id, %(by)s)", "url": "url || '-grown-' || %(by)s",
        "url_digest": "pg_temp.turned(url_digest, %(by)s)",
    }),
    ("archive.revision", "said", {
        "revision_id": "pg_temp.moved(revision_id, %(by)s)", "appearance_id": "pg_temp.moved(appearance_id, %(by)s)",
        "previous_revision_id": "pg_temp.moved(previous_revision_id, %(by)s)",
        "text_digest": "pg_temp.turned(text_digest, %(by)s)", "body_text": "left(body_text, %(kept)s)",
        "body_html": "NULL",
    }),
    ("archive.identity_key", "key", {
        "key": "pg_temp.turned(key, %(by)s)", "appearance_id": "pg_temp.moved(appearance_id, %(by)s)",
        "number": "number + %(by)s * (SELECT signature_head FROM head)",
    }),
    ("archive.signature", "signed", {
        "revision_id": "pg_temp.moved(revision_id, %(by)s)", "appearance_id": "pg_temp.moved(appearance_id, %(by)s)",
        "text_digest": "pg_temp.turned(text_digest, %(by)s)",
        "bands": "ARRAY(SELECT band # %(mask)s FROM unnest(bands) AS b (band) ORDER BY 1)",
        "number": "number + %(by)s * (SELECT signature_head FROM head)",
    }),
    ("archive.tie", "tied", {
        "first_id": "pg_temp.moved(first_id, %(by)s)", "second_id": "pg_temp.moved(second_id, %(by)s)",
        "part_id": "pg_temp.moved(part_id, %(by)s)",
    }),
    ("archive.telling", "fact", {"appearance_id": "pg_temp.moved(appearance_id, %(by)s)"}),
    ("archive.change", "told", {
        "change_id": "change_id + %(by)s * (SELECT change_head FROM head)", "release_id": "pg_temp.moved(release_id, %(by)s)",
        "url": "url || '-grown-' || %(by)s", "revision_id": "pg_temp.moved(revision_id, %(by)s)",
    }),
)  # fmt: skip

_END = """
UPDATE archive.feed SET change_head = head.change_head * %(times)s, signature_head = head.signature_head * %(times)s FROM head;
CREATE INDEX signature_bands ON archive.signature USING gin (bands) WITH (fastupdate = off);
"""

_COLUMNS = """
SELECT string_agg(coalesce(%(said)s::jsonb ->> attname, quote_ident(attname)), ', ' ORDER BY attnum) AS values,
       string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS names
FROM pg_attribute WHERE attrelid = %(table)s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""


def grow(url: str, times: int, *, stride: int = 1) -> None:
    """Make the archive `times` as large. Only a superuser may: foreign keys are not checked meanwhile.

    One that was grown already takes a `stride` that is no less than all `times` before: a copy of a copy is another one.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_PREPARE)
        for by in range(stride, stride * times, stride):
            for table, source, said in _COPY:
                values, names = _columns(connection, table, said, by)
                statement = f"INSERT INTO {table} ({names}) SELECT {values} FROM pg_temp.{source}"  # noqa: S608  # all from above
                connection.execute(statement.encode())
        connection.execute(_END.replace("%(times)s", str(stride * times)).encode())
        connection.execute("VACUUM (ANALYZE)")


def _columns(
    connection: psycopg.Connection[tuple[str, str]], table: str, said: dict[str, str], by: int
) -> tuple[str, str]:  # fmt: skip
    put = {"%(by)s": str(by), "%(kept)s": str(_KEPT_OF_A_TEXT), "%(mask)s": str(by * _MASK % (1 << 31))}
    ready = dict(said)
    for name, value in said.items():
        for mark, number in put.items():
            value = value.replace(mark, number)
        ready[name] = value
    row = connection.execute(_COLUMNS, {"said": psycopg.types.json.Jsonb(ready), "table": table}).fetchone()
    assert row is not None
    return row[0], row[1]
