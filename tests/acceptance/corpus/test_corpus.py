"""The main job on real input: every recorded release and news page is crawled under its own address, and archived.

Skipped where the recordings are not. One crawl serves all tests of this file.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from archive.database import ensure_database
from archive.embedded.server import EmbeddedServer
from archive.migrations import migrate
from tests.acceptance.corpus import press_room
from tests.acceptance.corpus.crawling import Crawl
from tests.acceptance.corpus.reading import Reading, read_some
from tests.acceptance.corpus.recordings import CORPUS, MISSING, Recording, recorded_pages
from tests.acceptance.corpus.replay_server import ReplayServer
from tests.quick_folder import quick_folder

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=MISSING)

#: Seconds a visit may take, on a machine that does other things as well, before it is taken for one that hangs.
PATIENCE = 240
#: CPU seconds within which any page is read.
SLOWEST = 2.0


@dataclass
class Archived:
    """The archive as the last visit left it."""

    crawl: Crawl
    readings: list[Reading]
    database: psycopg.Connection[dict[str, Any]]

    @property
    def pages(self) -> dict[str, list[Recording]]:
        return dict(self.crawl.pages)

    def rows(self, query: str) -> list[dict[str, Any]]:
        return self.database.execute(query).fetchall()


@pytest.fixture(scope="module")
def archived() -> Iterator[Archived]:
    pages = recorded_pages()
    with quick_folder() as folder, ReplayServer() as server:
        crawl = Crawl(folder, server, pages)
        embedded = EmbeddedServer(crawl.archive_dir)
        with embedded.hold():  # the visits use it too: started and stopped once
            asyncio.run(_prepare(embedded.url()))
            first = crawl.begin()
            try:
                readings = read_some(pages, crawl.source)  # while the first visit runs: the machine has another core
            finally:
                crawl.end(first, PATIENCE)
            for _again in range(max(map(len, pages.values())) - 1):
                crawl.end(crawl.begin(), PATIENCE)
            with closing(psycopg.connect(embedded.url(), autocommit=True, row_factory=dict_row)) as database:
                yield Archived(crawl, readings, database)


async def _prepare(url: str) -> None:
    await ensure_database(url)
    await migrate(url)


def test_the_recordings_are_all_there(archived: Archived) -> None:
    assert len(archived.pages) == 1133 + 78
    assert sum(map(len, archived.pages.values())) == 1253


def test_every_visit_succeeded_without_an_exception(archived: Archived) -> None:
    for visited in archived.crawl.visits:
        assert visited.exit_code == 0, (visited.report, visited.log[-3000:])
        assert visited.report["outcome"] == "done"
        assert "Traceback" not in visited.log and "ERROR" not in visited.log, visited.log[:3000]


def test_every_address_is_a_lead_with_an_end(archived: Archived) -> None:
    leads = archived.rows("SELECT url, state, outcome, detail FROM archive.lead")
    assert {lead["url"] for lead in leads} == set(archived.pages)
    assert [lead for lead in leads if lead["state"] != "done" or lead["outcome"] is None] == []


def test_every_recording_is_captured(archived: Archived) -> None:
    captured = {
        (row["url"], row["payload_digest"], row["content_digest"])
        for row in archived.rows("SELECT url, payload_digest, content_digest FROM press.capture WHERE http_status = 200")
    }
    recorded = {
        (address, hashlib.sha256(recording.payload()).hexdigest(), hashlib.sha256(recording.content()).hexdigest())
        for address, recordings in archived.pages.items()
        for recording in recordings
    }
    assert recorded - captured == set()


def test_no_page_takes_long_to_read(archived: Archived) -> None:
    slow = [(round(one.seconds, 2), str(one.recording.path)) for one in archived.readings if one.seconds > SLOWEST]
    assert slow == []


def test_what_the_archive_has_of_a_page_is_its_text(archived: Archived) -> None:
    """Each address has the texts of its recordings, in order: one that differs is a revision, one that does not is none."""
    texts: dict[str, list[str]] = defaultdict(list)
    for row in archived.rows("SELECT url, text_digest FROM press.revision ORDER BY seen_at, number"):
        texts[row["url"]].append(row["text_digest"])
    expected: dict[str, list[str]] = defaultdict(list)
    for reading in archived.readings:
        if reading.text_digest is not None:
            expected[reading.recording.address].append(reading.text_digest)
    announced_twice = set(press_room.in_feed(archived.pages)) & set(press_room.in_sitemaps(archived.pages))
    for address in dict.fromkeys(reading.recording.address for reading in archived.readings):
        if address in announced_twice:  # whichever document came first is the page's witness
            assert len(texts[address]) == len(expected[address]), address
        else:
            assert _runs(texts[address]) == _runs(expected[address]), address
    again = [address for address, recordings in archived.pages.items() if len(recordings) > 1]
    assert len(again) == 41
    assert any(len(_runs(texts[address])) > 1 for address in again)


def _runs(digests: list[str]) -> list[str]:
    """The digests without repetitions in a row."""
    return [digest for at, digest in enumerate(digests) if at == 0 or digest != digests[at - 1]]


def test_pages_that_are_no_release_say_why(archived: Archived) -> None:
    kinds = Counter(reading.page_kind for reading in archived.readings)
    assert kinds["release"] > 0.87 * kinds.total(), kinds
    leads = archived.rows("SELECT outcome, detail FROM archive.lead WHERE outcome = 'not_a_release'")
    assert all(lead["detail"] for lead in leads)


def test_a_later_visit_asks_for_what_changed_and_for_no_other_page(archived: Archived) -> None:
    for number, visited in enumerate(archived.crawl.visits[1:], start=1):
        asked = {address for address in visited.heard.asked if address in archived.pages}
        assert asked == {address for address, recordings in archived.pages.items() if number < len(recordings)}


def test_the_change_feed_has_no_hole(archived: Archived) -> None:
    (feed,) = archived.rows("SELECT change_floor, change_head FROM press.archive")
    numbers = [row["change_id"] for row in archived.rows("SELECT change_id FROM press.change ORDER BY change_id")]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert numbers[-1] == feed["change_head"]
    releases = archived.rows("SELECT release_id FROM press.release")
    said = {row["release_id"] for row in archived.rows("SELECT release_id FROM press.change WHERE kind = 'new'")}
    assert {row["release_id"] for row in releases} <= said


def test_every_capture_verifies(archived: Archived) -> None:
    process = archived.crawl.scrapy("verify")
    stdout, stderr = process.communicate(timeout=120)
    assert process.returncode == 0, stderr
    (captures,) = archived.rows("SELECT count(*) FROM press.capture")
    assert f'"captures":{captures["count"]}' in stdout and '"faults":0' in stdout, stdout
