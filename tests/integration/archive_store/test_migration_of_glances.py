"""Signatures of an older archive get what is kept beside them: the text's digest, and a glance when they are made anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from archive.connection import open_archive
from archive.migrations import FOLDER, migrate, migrations
from archive.reidentify import sign_anew
from archive.settings import ArchiveSettings
from press.identity.glance import glance_of
from tests.clusters import Cluster

_BODY = "The ferry office at Tolm counted 412 boats, 23 ferries and 7 barges on the ninth day, and the lock was opened 88 times."


@pytest.fixture
def blank(cluster: Cluster) -> Iterator[str]:
    name = cluster.clone("template0")
    yield cluster.server.url(name)
    cluster.drop(name)


async def test_signatures_of_an_older_archive_are_told_their_texts_digest(blank: str, tmp_path: Path) -> None:
    folder = tmp_path / "before"
    folder.mkdir()
    for one in sorted(FOLDER.glob("000[1-7]_*.sql")):
        (folder / one.name).write_bytes(one.read_bytes())
    await migrate(blank, folder)
    at = datetime(2026, 3, 1, tzinfo=UTC)
    with psycopg.connect(blank) as connection:
        connection.execute("INSERT INTO archive.source (source_id, name, country) VALUES ('xx_ferries', 'Ferries', 'xx')")
        for number in (1, 2):
            page, revision = f"{number:032x}", f"{number + 500:032x}"
            connection.execute(
                "INSERT INTO archive.appearance (appearance_id, url, url_digest, source_id, revision_id, is_release, "
                "first_seen_at, last_seen_at) VALUES (%s, %s, %s, 'xx_ferries', %s, false, %s, %s)",
                (page, f"https://ferries.example/{number}", bytes([number]), revision, at, at),
            )
            connection.execute(
                "INSERT INTO archive.revision (revision_id, appearance_id, number, seen_at, body_text, text_digest, "
                "fields_digest, extractor_version) VALUES (%s, %s, 1, %s, %s, %s, '', '1')",
                (revision, page, at, _BODY, bytes([number] * 32)),
            )
            connection.execute(
                "INSERT INTO archive.signature (revision_id, appearance_id, bands, rules, number) VALUES (%s, %s, '{1,2}', 4, 1)",
                (revision, page),
            )
    migrations.cache_clear()
    assert [one.version for one in await migrate(blank)][:1] == [8]
    with psycopg.connect(blank) as connection:
        kept = connection.execute("SELECT text_digest, bands, glance FROM archive.signature ORDER BY revision_id").fetchall()
    assert kept == [(bytes([number] * 32), [1, 2], None) for number in (1, 2)]
    async with open_archive(ArchiveSettings(archive_dir=tmp_path / "var", database_url=blank)) as archive:
        assert await sign_anew(archive) == 2
        assert await sign_anew(archive) == 0
    with psycopg.connect(blank) as connection:
        glances = [glance_of(kept) for (kept,) in connection.execute("SELECT glance FROM archive.signature").fetchall()]
    assert [one is not None and len(one.stated) for one in glances] == [6, 6]  # four numbers, Tolm, and the first word
