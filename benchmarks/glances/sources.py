"""Invented sources, each on a host of its own, and their rows as a visit leaves them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import psycopg

from benchmarks.glances.certificate import DOMAIN
from press import urls
from press.source import Source

#: What every feed says: half the sources have its ETag, the others know it by its digest alone.
ETAG = '"as-before"'
_ENTRY = (
    "<item><title>Notice {n} of the river office</title><link>http://office.example/notice/{n}</link>"
    "<guid>http://office.example/notice/{n}</guid>"
    "<description>The ferries of lock {n} run by the summer table.</description></item>"
)
FEED = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Notices</title><link>http://office.example/</link>'
    + "".join(_ENTRY.format(n=number) for number in range(30))
    + "</channel></rss>"
).encode()


def invented(count: int, port: int, minutes: int, *, tls: bool) -> list[Source]:
    """`count` sources on as many hosts, due every `minutes`: loopback addresses, or with `tls` names of `certificate.DOMAIN`."""
    return [_source(number, port, minutes, tls) for number in range(count)]


def _source(number: int, port: int, minutes: int, tls: bool) -> Source:
    base = f"http://127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}:{port}"
    if tls:
        base = f"https://s{number}.{DOMAIN}:{port}"
    return Source.model_validate(
        {
            "source_id": f"xx_s{number}", "country": "xx", "name": f"River office {number}", "kind": "agency",
            "languages": ("en",), "time_zone": "UTC", "home": f"{base}/",
            "discover": ({"kind": "feed", "url": f"{base}/feed{number % 2}"},),
            "schedule": {"min_minutes": minutes, "max_minutes": minutes},
        }
    )  # fmt: skip


def known(database: str, sources: Sequence[Source], spread: float) -> None:
    """Write the sources' rows: visited once, due at instants spread evenly over `spread` seconds from now."""
    with psycopg.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute("TRUNCATE archive.source, archive.host CASCADE")
        with cursor.copy(
            "COPY archive.source (source_id, name, kind, country, time_zone, last_visit_at, last_success_at, health) FROM STDIN"
        ) as copy:
            for source in sources:
                copy.write_row((source.source_id, source.name, source.kind, "xx", "UTC", "now", "now", "ok"))
        with cursor.copy(
            "COPY archive.document (source_id, url_digest, url, kind, etag, content_digest, state, checked_at, changed_at)"
            " FROM STDIN"
        ) as copy:
            for row in _documents(sources):
                copy.write_row(row)
        cursor.execute(
            "INSERT INTO archive.host (host, robots_status, robots_text, robots_fetched_at)"
            " SELECT DISTINCT split_part(url, '/', 3), 404, '', now() FROM archive.document"
        )
        cursor.execute(
            "UPDATE archive.source s SET next_visit_at = now() + %s * o.n / %s * interval '1 second'"
            " FROM (SELECT source_id, row_number() OVER () AS n FROM archive.source) o WHERE o.source_id = s.source_id",
            (spread, len(sources)),
        )
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE archive.source, archive.document, archive.host")


def _documents(sources: Sequence[Source]) -> Iterator[tuple[object, ...]]:
    digest = hashlib.sha256(FEED).digest()
    state = '{"seen": [' + ", ".join(f'"{number:016x}"' for number in range(30)) + "]}"
    for source in sources:
        url = urls.normalise(source.discover[0].url)
        etag = ETAG if url.endswith("1") else None
        yield source.source_id, urls.digest(url), url, "feed", etag, digest, state, "now", "now"
