"""An archive made before twins were known: its leads and keys go by them afterwards, exactly as the program makes them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from archive.migrations import FOLDER, migrate
from press import urls
from press.identity.keys import address_key
from tests.clusters import Cluster

#: Addresses as normalised rows have them, each a page of its own, with everything in them that the rule looks at.
APART = [
    "https://ministry.example/", "https://ministry.example/a", "https://ministry.example/A/", "http://www.ministry.example/b/index.html",
    "https://www.www.ministry.example/c//", "https://ministry.example:8443/c/Default.aspx?id=1&utm_source=rss&lang=fr",
    "https://ministry.example/?p=5", "https://ministry.example/d?UTM_Campaign=x&fbclid=1", "https://ministry.example/e;jsessionid=A1.b/f",
    "https://ministry.example/o/index.html/index.php/", "https://ministry.example/xindex.html", "https://ministry.example/g?trk=1&&x",
    "http://[2001:db8::1]/h/index.xhtml", "https://www.example/i?", "https://ministry.example/j?_ga=1&b=2?c&_gl", "http://www./k",
    "https://ministry.example/l?wt_mc=a&wt.zmc=b&PHPSESSID=1&aspsessionidabc=2&noamp=mobile&amp=1",
    "https://ministry.example/m%5C.php?next=/index.php", "https://ministry.example/n?utm_=&utm=1&pk_x=2",
]  # fmt: skip


@pytest.fixture
def blank(cluster: Cluster) -> Iterator[str]:
    name = cluster.clone("template0")
    yield cluster.server.url(name)
    cluster.drop(name)


async def test_leads_and_keys_are_brought_over(blank: str, tmp_path: Path) -> None:
    shutil.copy(FOLDER / "0001_first.sql", tmp_path)
    await migrate(blank, tmp_path)
    with psycopg.connect(blank) as connection:
        _fill(connection)
    await migrate(blank)
    with psycopg.connect(blank) as connection:
        found = connection.execute("SELECT url, twin_digest, also, state, looks, revisit_at > now() FROM archive.lead").fetchall()
        leads = {url: row for url, *row in found}
        for url in APART:
            assert leads[url][0] == urls.twin_digest(url), url
        assert leads["https://ministry.example/a"][1:] == [
            {"http://ministry.example/a?utm_source=rss": None, "https://www.ministry.example/a/": "http_404"}, "done", 4, True,
        ]  # fmt: skip
        assert leads["https://ministry.example/"][1:] == [{}, "open", 0, None]
        assert len(leads) == len(APART)
        keys = {key for (key,) in connection.execute("SELECT key FROM archive.identity_key")}
        assert {address_key(url) for url in APART} | {address_key("https://wire.example/n/5")} <= keys
        assert address_key("https://wire.example/disbelieved/6") not in keys


def _fill(connection: psycopg.Connection) -> None:
    connection.execute("INSERT INTO archive.source (source_id, name, country) VALUES ('xx_ministry', 'Ministry', 'xx')")
    for url in APART:
        _lead(connection, url, "open", None)
    connection.execute("UPDATE archive.lead SET state = 'done', outcome = 'stored' WHERE url = 'https://ministry.example/a'")
    _lead(connection, "http://ministry.example/a?utm_source=rss", "open", None)
    _lead(connection, "https://www.ministry.example/a/", "failed", "http_404")
    for number, url in enumerate(APART):
        appearance, revision = f"{number:032x}", f"{number + 500:032x}"
        canonical = (
            "http://www.wire.example/n/5/" if number == 3 else "http://wire.example/disbelieved/6" if number == 4 else None
        )
        connection.execute(
            "INSERT INTO archive.appearance (appearance_id, url, url_digest, source_id, revision_id, is_release, first_seen_at, "
            "last_seen_at) VALUES (%s, %s, %s, 'xx_ministry', %s, false, now(), now())",
            (appearance, url, urls.digest(url), revision),
        )
        connection.execute(
            "INSERT INTO archive.revision (revision_id, appearance_id, number, seen_at, body_text, canonical_url, text_digest, "
            "fields_digest, extractor_version) VALUES (%s, %s, 1, now(), '', %s, '', '', '1')",
            (revision, appearance, canonical),
        )
        for named in filter(None, (url, canonical if number == 3 else None)):
            connection.execute(  # as the first version made them: of the address as it is spelled
                "INSERT INTO archive.identity_key "
                "VALUES (substring(sha256('address\\000'::bytea || sha256(%s::bytea)) FOR 16), %s, 1)",
                (named, appearance),
            )


def _lead(connection: psycopg.Connection, url: str, state: str, outcome: str | None) -> None:
    connection.execute(
        "INSERT INTO archive.lead (source_id, url_digest, url, way, state, outcome) "
        "VALUES ('xx_ministry', %s, %s, 'feed', %s, %s)",
        (urls.digest(url), url, state, outcome),
    )
