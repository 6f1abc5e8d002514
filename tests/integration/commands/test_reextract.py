"""`scrapy reextract`: old captures read again by today's rules, revisits and pages that were no release among them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import psycopg
import pytest
from recorded_site import BRIDGE, FERRY, QUAY, Seen, html, source, visit

from archive.settings import ArchiveSettings
from press.extraction import EXTRACTOR_VERSION

pytestmark = pytest.mark.one_postgres

FERRY_PAGE = html("The ferry sails again to the northern islands", FERRY)
QUAY_PAGE = html("The northern quay is open at last", QUAY)


def test_old_readings_are_made_anew_in_place(settings: ArchiveSettings, scrapy: Callable) -> None:
    harbour = source("xx_harbour")
    # Captured by two visits, so that one file has the payload and the other a revisit of it.
    asyncio.run(visit(settings, harbour, [Seen("news/ferry-sails-again", FERRY_PAGE)], version="0"))
    edited = Seen("news/ferry-sails-again", html("The ferry sails again to the islands", FERRY, BRIDGE), at=30)
    again = Seen("news/ferry-sails-again", FERRY_PAGE, at=60)
    asyncio.run(visit(settings, harbour, [edited, again, Seen("news/quay-is-open-now", QUAY_PAGE)], version="0"))
    execute(settings, "UPDATE archive.revision SET body_text = 'misread', issuer = NULL")  # what the older rules made of it
    before = rows(settings, "SELECT revision_id, number, seen_at, capture_id FROM press.revision ORDER BY revision_id")
    assert len(before) == 4
    head = rows(settings, "SELECT change_head FROM press.archive")[0]["change_head"]

    ended = scrapy("reextract")
    assert (ended.code, ended.err) == (0, "")
    assert (ended.row["read"], ended.row["reread"], ended.row["failed"]) == (4, 4, 0)
    assert rows(settings, "SELECT revision_id, number, seen_at, capture_id FROM press.revision ORDER BY revision_id") == before
    found = rows(settings, "SELECT * FROM press.revision ORDER BY url, number")
    assert {row["extractor_version"] for row in found} == {EXTRACTOR_VERSION}
    assert [FERRY.split()[1] in row["body_text"] for row in found] == [True, True, True, False]
    assert found[0]["body_text"] == found[2]["body_text"] != found[1]["body_text"]
    changes = rows(settings, f"SELECT kind, by FROM press.change WHERE change_id > {head}")
    assert {(row["kind"], row["by"]) for row in changes} >= {("reread", "reextract")}
    assert "new" not in {row["kind"] for row in changes}

    assert scrapy("reextract").row["read"] == 0  # nothing is old any more
    everything = scrapy("reextract", "--all")
    assert (everything.code, everything.row["read"], everything.row["reread"]) == (0, 4, 4)


def test_a_page_that_older_rules_took_for_none_becomes_a_release(settings: ArchiveSettings, scrapy: Callable) -> None:
    harbour = source("xx_harbour")
    asyncio.run(visit(settings, harbour, []))
    execute(
        settings,
        "INSERT INTO archive.lead (source_id, url_digest, twin_digest, url, way) VALUES ('xx_harbour',"
        " sha256('https://harbour.example/news/empty'), sha256('harbour.example/news/empty'),"
        " 'https://harbour.example/news/empty', 'feed')",
    )
    lead_id = rows(settings, "SELECT lead_id FROM archive.lead")[0]["lead_id"]
    page = Seen("news/empty", b"<html><body><h1>Contact</h1></body></html>", lead_id=lead_id)
    (stored,) = asyncio.run(visit(settings, harbour, [page], version="0"))
    assert stored.outcome == "not_a_release"
    ended = scrapy("reextract", "xx_harbour")
    assert (ended.code, ended.row["read"], ended.row["not_a_release"]) == (0, 1, 1)
    assert rows(settings, "SELECT extractor_version FROM archive.lead")[0]["extractor_version"] == EXTRACTOR_VERSION
    assert scrapy("reextract", "xx_harbour").row["read"] == 0

    # Its capture is exchanged for that of a page which today's rules take for a release.
    asyncio.run(visit(settings, harbour, [Seen("news/quay-is-open-now", QUAY_PAGE)]))
    capture = rows(settings, "SELECT capture_id FROM press.capture WHERE url LIKE '%quay%'")[0]["capture_id"]
    execute(
        settings,
        "TRUNCATE archive.release, archive.appearance, archive.revision, archive.identity_key, archive.search_document CASCADE",
    )
    execute(settings, f"UPDATE archive.lead SET capture_id = '{capture}', extractor_version = '0'")
    ended = scrapy("reextract", "xx_harbour")
    assert (ended.code, ended.row["new"]) == (0, 1)
    assert rows(settings, "SELECT outcome FROM archive.lead")[0]["outcome"] == "stored"
    assert rows(settings, "SELECT headline FROM press.release")[0]["headline"] == "The northern quay is open at last"


def test_captures_elsewhere_are_counted_and_lost_ones_told(settings: ArchiveSettings, scrapy: Callable) -> None:
    harbour = source("xx_harbour")
    asyncio.run(visit(settings, harbour, [Seen("news/ferry-sails-again", FERRY_PAGE)], version="0", node="cd" * 16))
    (path,) = (settings.archive_dir / "warc").glob("*.warc.gz")
    path.unlink()
    ended = scrapy("reextract")
    assert (ended.code, ended.row["elsewhere"], ended.row["failed"]) == (3, 1, 0)
    execute(settings, f"UPDATE archive.warc SET node = '{(settings.archive_dir / 'node').read_text().strip()}'")
    ended = scrapy("reextract")
    assert (ended.code, ended.row["elsewhere"], ended.row["failed"]) == (1, 0, 1)
    assert "bring it back" in ended.err.splitlines()[0]


def test_an_unknown_source_is_a_wrong_command_line(scrapy: Callable) -> None:
    ended = scrapy("reextract", "xx_nobody")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)


def rows(settings: ArchiveSettings, query: str) -> list[dict]:
    with psycopg.connect(settings.database_url or "", row_factory=psycopg.rows.dict_row) as connection:
        return connection.execute(query).fetchall()


def execute(settings: ArchiveSettings, statement: str) -> None:
    with psycopg.connect(settings.database_url or "", autocommit=True) as connection:
        connection.execute(statement)
