"""`scrapy verify` over real WARC files: sound, damaged, missing, of another machine, and still being written."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from recorded_site import FERRY, QUAY, Seen, html, source, visit

from archive.connection import open_archive
from archive.node import node_of
from archive.settings import ArchiveSettings
from archive.warc.names import OPEN
from crawler.workshop import mend_captures

pytestmark = pytest.mark.one_postgres

FERRY_PAGE = html("The ferry sails again to the northern islands", FERRY)
PAGES = [Seen("news/ferry-sails-again", FERRY_PAGE), Seen("news/quay-is-open-now", html("The northern quay is open", QUAY)),
         Seen("news/ferry-sails-again", FERRY_PAGE, at=60)]  # fmt: skip


@pytest.fixture
def filled(settings: ArchiveSettings) -> ArchiveSettings:
    """Two pages, one of them twice: the second time as a revisit."""
    asyncio.run(visit(settings, source("xx_harbour"), PAGES))
    return settings


def test_a_sound_archive_is_sound(filled: ArchiveSettings, scrapy: Callable) -> None:
    ended = scrapy("verify")
    assert (ended.code, ended.err) == (0, "")
    assert ended.row == {"captures": 3, "sound": 3, "faulty": 0, "elsewhere": 0, "files": 1, "faults": 0}
    assert said(filled, "SELECT count(*) FROM press.capture WHERE record_type = 'revisit'") == 1


def test_an_empty_archive_is_sound(settings: ArchiveSettings, scrapy: Callable) -> None:
    assert scrapy("verify").row["captures"] == 0


def test_a_changed_byte_is_found_with_its_capture_and_its_file(filled: ArchiveSettings, scrapy: Callable) -> None:
    path = warc(filled)
    offset, length = said_row(filled, "SELECT warc_offset, warc_length FROM press.capture ORDER BY warc_offset LIMIT 1 OFFSET 1")
    content = bytearray(path.read_bytes())
    content[offset + length // 2] ^= 0x40
    path.write_bytes(content)
    ended = scrapy("verify")
    assert ended.code == 1
    assert (ended.row["captures"], ended.row["sound"], ended.row["faulty"], ended.row["faults"]) == (3, 2, 1, 2)
    assert f"{path.name} has another sha-256" in ended.err and f"{path.name} at {offset}:" in ended.err


def test_a_file_cut_short_is_found(filled: ArchiveSettings, scrapy: Callable) -> None:
    path = warc(filled)
    last = said(filled, "SELECT max(warc_offset) FROM press.capture")
    path.write_bytes(path.read_bytes()[: int(str(last)) + 10])
    ended = scrapy("verify")
    assert (ended.code, ended.row["faulty"]) == (1, 1)
    assert "bytes and was closed with" in ended.err


def test_a_missing_file_of_this_machine_is_one_fault_and_all_its_captures(filled: ArchiveSettings, scrapy: Callable) -> None:
    warc(filled).unlink()
    ended = scrapy("verify")
    assert (ended.code, ended.row["faulty"], ended.row["faults"], len(ended.err.splitlines())) == (1, 3, 1, 1)


def test_captures_of_another_machine_are_counted_apart(filled: ArchiveSettings, scrapy: Callable) -> None:
    asyncio.run(visit(filled, source("xx_harbour"), [Seen("news/elsewhere-a-thing", html("Else", QUAY))], node="cd" * 16))
    elsewhere = said(filled, f"SELECT warc_file FROM press.warc WHERE node = '{'cd' * 16}'")
    assert scrapy("verify").row["sound"] == 4  # a copy that lies here is checked here
    (filled.archive_dir / "warc" / str(elsewhere)).unlink()
    ended = scrapy("verify")
    assert ended.code == 3
    assert (ended.row["captures"], ended.row["sound"], ended.row["elsewhere"], ended.row["files"]) == (4, 3, 1, 1)


def test_a_file_that_is_being_written_is_read_through_its_open_name(filled: ArchiveSettings, scrapy: Callable) -> None:
    path = warc(filled)
    path.rename(path.with_name(path.name + OPEN))
    said(filled, "UPDATE archive.warc SET closed_at = NULL, sha256 = NULL, byte_size = NULL RETURNING 1")
    assert (scrapy("verify").code, scrapy("verify").row["sound"]) == (0, 3)


def test_what_a_killed_process_left_is_closed_by_the_next_start(filled: ArchiveSettings, scrapy: Callable) -> None:
    path = warc(filled)
    sound = scrapy("verify").row
    reopen = "UPDATE archive.warc SET closed_at = NULL, sha256 = NULL, byte_size = NULL RETURNING 1"
    closed = "SELECT (closed_at IS NOT NULL, byte_size, sha256)::text FROM press.warc"
    before = said(filled, closed)

    async def mend() -> None:
        async with open_archive(filled) as archive:
            await mend_captures(archive, filled.archive_dir / "warc", node_of(filled.archive_dir))

    said(filled, reopen)  # killed between renaming its file and telling
    asyncio.run(mend())
    assert said(filled, closed) == before
    said(filled, reopen)  # killed while it wrote
    path.rename(path.with_name(path.name + OPEN))
    with path.with_name(path.name + OPEN).open("ab") as file:
        file.write(b"\x1f\x8b\x08\x00 torn")
    asyncio.run(mend())
    assert said(filled, closed) == before and scrapy("verify").row == sound


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("payload_digest = decode(repeat('00', 32), 'hex') WHERE record_type = 'revisit'", "another payload"),
        ("url = 'https://other.example/' WHERE record_type = 'response'", "has the address"),
        ("refers_to = gen_random_uuid() WHERE record_type = 'revisit'", "has a reference to"),
        ("record_type = 'resource' WHERE record_type = 'response'", "has a record of type"),
        ("warc_offset = warc_offset + 1 WHERE record_type = 'revisit'", "gzip member"),
    ],
)
def test_rows_that_are_not_of_these_files_are_found(filled: ArchiveSettings, scrapy: Callable, damage: str, told: str) -> None:
    said(filled, f"UPDATE archive.capture SET {damage} RETURNING 1")
    ended = scrapy("verify")
    assert ended.code == 1 and told in ended.err


def test_a_revisit_whose_first_capture_has_no_row_is_a_fault(filled: ArchiveSettings, scrapy: Callable) -> None:
    said(filled, "ALTER TABLE archive.revision DROP CONSTRAINT revision_capture_id_fkey; SELECT 1", many=True)
    said(filled, "DELETE FROM archive.capture WHERE capture_id IN (SELECT refers_to FROM archive.capture) RETURNING 1")
    ended = scrapy("verify")
    assert (ended.code, ended.row["captures"], ended.row["faulty"]) == (1, 2, 1)
    assert "is a revisit of capture" in ended.err


def test_many_faults_are_told_in_part_and_counted_whole(filled: ArchiveSettings, scrapy: Callable) -> None:
    said(
        filled,
        "INSERT INTO archive.capture SELECT gen_random_uuid(), url, url_digest, source_id, visit_id, fetched_at, http_status,"
        " media_type, record_type, refers_to, payload_digest, content_digest, warc_file, warc_offset + n, warc_length"
        " FROM archive.capture, generate_series(1000001, 1001200) n WHERE record_type = 'revisit' RETURNING 1",
    )
    ended = scrapy("verify")
    assert (ended.code, ended.row["captures"], ended.row["sound"], ended.row["faults"]) == (1, 1203, 3, 1200)
    assert len(ended.err.splitlines()) == 51 and "… and 1150 more" in ended.err


def warc(settings: ArchiveSettings) -> Path:
    (path,) = (settings.archive_dir / "warc").glob("*.warc.gz")
    return path


def said_row(settings: ArchiveSettings, query: str) -> tuple:
    with psycopg.connect(settings.database_url or "", autocommit=True) as connection:
        row = connection.execute(query).fetchone()
        assert row is not None
        return row


def said(settings: ArchiveSettings, query: str, *, many: bool = False) -> object:
    if many:
        with psycopg.connect(settings.database_url or "", autocommit=True) as connection:
            connection.execute(query)
        return None
    return said_row(settings, query)[0]
