"""`scrapy search` and `scrapy show`: found by words, shown whole, and what became of addresses that are no release."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from uuid import UUID, uuid4

import psycopg
import pytest
from recorded_site import BRIDGE, FERRY, QUAY, START, Seen, html, source, visit

from archive.settings import ArchiveSettings
from commands.frame import Frame

pytestmark = pytest.mark.one_postgres

FERRY_URL = "https://harbour.example/news/ferry-sails-again"
BRIDGE_URL = "https://harbour.example/news/bridge-stays-closed"
NOTHING = [str(UUID(int=7)), "dead", "abc", "zz", "https://harbour.example/never", "https://[::1", "http:"]
CAT = "The cat of the baker sat on the roof for a whole day and came down for a bowl of milk. "
LINE = "<p>Distributed by Example Wire on behalf of Harbour of Examples.</p>"


@pytest.fixture
def filled(settings: ArchiveSettings) -> ArchiveSettings:
    """A release that was edited and republished, another one, a republisher's own news, and a page that is no release."""
    harbour, courier = source("xx_harbour"), source("xx_courier", "republisher")
    ferry = html("The ferry sails again to the northern islands", FERRY, QUAY)
    edited = html("The ferry sails again to the northern islands", FERRY.replace("Monday", "Friday"), QUAY)
    asyncio.run(visit(settings, harbour, [
        Seen("news/ferry-sails-again", ferry), Seen("news/ferry-sails-again", edited, at=45),
        Seen("news/bridge-stays-closed", html("São Bridge stays closed until spring", BRIDGE)),
    ]))  # fmt: skip
    asyncio.run(visit(settings, courier, [
        Seen("world/ferry-sails-again", html("The ferry sails again to the northern islands", FERRY, QUAY, tail=LINE), at=20),
        Seen("local/cat-on-the-roof", html("A cat sat on a roof all day", CAT)),
    ]))  # fmt: skip
    return settings


def test_search_finds_by_words_and_shows_where(filled: ArchiveSettings, scrapy: Callable) -> None:
    ended = scrapy("search", "sao", "bridge")
    assert (ended.code, ended.err) == (0, "")
    assert ended.row["headline"] == "São Bridge stays closed until spring"
    assert "bridge stays closed" in ended.row["snippet"]
    assert set(ended.row) >= {"release_id", "published_at", "issuer", "headline", "canonical_url", "snippet"}
    assert len(scrapy("search", "the").rows) == 2 and len(scrapy("search", "the", "--limit", "1").rows) == 1
    assert [row["headline"][:9] for row in scrapy("search", "--", "the", "-bridge").rows] == ["The ferry"]
    assert scrapy("search", '"northern islands"').row["headline"].startswith("The ferry")
    assert scrapy("search", '"islands northern"').rows == []
    assert scrapy("search", "cat").rows == []  # own news is no release


def test_search_never_finds_what_is_withdrawn(filled: ArchiveSettings, scrapy: Callable) -> None:
    found = scrapy("search", "bridge").row["release_id"]
    execute(filled, f"UPDATE archive.release SET withdrawn_at = now() WHERE release_id = '{found}'")
    execute(filled, f"DELETE FROM archive.search_document WHERE release_id = '{found}'")
    ended = scrapy("search", "bridge")
    assert (ended.code, ended.out, ended.err) == (0, "", "no release has all of these words\n")
    shown = scrapy("show", found).row
    assert shown["release"]["headline"] is None and shown["release"]["withdrawn_at"] is not None
    assert "bearings" not in str(shown)


def test_show_tells_all_of_a_release(filled: ArchiveSettings, scrapy: Callable) -> None:
    ended = scrapy("show", FERRY_URL)
    assert (ended.code, ended.err) == (0, "")
    shown = ended.row
    release = shown["release"]
    assert release["headline"] == "The ferry sails again to the northern islands"
    assert (release["published_local"], release["published_at"]) == ("2021-03-03T09:30:00", "2021-03-03T08:30:00+00:00")
    assert [(row["role"], row["source_id"]) for row in shown["appearances"]] == [
        ("original", "xx_harbour"), ("republication", "xx_courier"),
    ]  # fmt: skip
    assert sorted(row["number"] for row in shown["revisions"]) == [1, 1, 2]
    assert all(row["capture_id"] for row in shown["revisions"])
    assert any(tie["kind"] == "text" and len(tie["urls"]) == 2 for tie in shown["ties"])
    latest = next(row for row in shown["revisions"] if row["revision_id"] == release["revision_id"])
    assert latest["provenance"]["headline"]["witness"] and "diffs" not in shown
    assert scrapy("show", release["release_id"]).row == shown


def test_show_diff_marks_the_words_that_changed(filled: ArchiveSettings, scrapy: Callable) -> None:
    (diff,) = scrapy("show", FERRY_URL, "--diff").row["diffs"]
    assert diff["url"] == FERRY_URL
    changed = [piece for piece in diff["body_text"] if piece[0] != "same"]
    assert changed[:2] == [["removed", "Monday"], ["added", "Friday"]]
    assert {piece[0] for piece in diff["headline"]} == {"same"}


def test_show_is_a_page_for_a_person_on_a_terminal(
    filled: ArchiveSettings, scrapy: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Frame, "on_terminal", True)
    monkeypatch.setenv("COLUMNS", "160")
    out = scrapy("show", FERRY_URL, "--diff").out
    for word in (
        "The ferry sails again to the northern islands", "2021-03-03 09:30", "2021-03-03 08:30 UTC", "republication", FERRY_URL,
        "the same words", "revision 1 to 2", "[-Monday-]{+Friday+}", "Who said what", "Example Wire", "Harbour of Examples",
    ):  # fmt: skip
        assert word in out, word
    assert "no page of this release was ever edited" in scrapy("show", BRIDGE_URL, "--diff").err
    assert "own news" in scrapy("show", "https://courier.example/local/cat-on-the-roof").out


def test_show_follows_ids_that_merges_took_out_of_use_and_beginnings(filled: ArchiveSettings, scrapy: Callable) -> None:
    current = UUID(scrapy("show", FERRY_URL).row["release"]["release_id"])
    older, oldest = UUID(int=uuid4().int | 0xF << 124), UUID(int=uuid4().int & ~(0xF << 124))
    for old, new in ((oldest, older), (older, current)):
        execute(filled, f"INSERT INTO archive.release_alias VALUES ('{old}', '{new}', now())")
    for asked in (older, oldest, str(oldest)[:11], oldest.hex[:20].upper()):
        assert scrapy("show", str(asked)).row["release"]["release_id"] == str(current)
    assert [row["old_release_id"] for row in scrapy("show", str(current)).row["aliases"]] == [str(older)]
    ended = scrapy("show", str(current)[:4])  # both releases are of one minute
    assert (ended.code, len(ended.err.splitlines())) == (1, 1) and str(current) in ended.err


def test_show_finds_a_release_by_the_address_that_a_page_names_as_its_own(filled: ArchiveSettings, scrapy: Callable) -> None:
    canonical = "https://harbour.example/archive/2021/quay-opened-in-the-rain"
    page = html("The northern quay is open at last", QUAY.replace("minister", "harbour master"))
    page = page.replace(b"<head>", f'<head><link rel="canonical" href="{canonical}">'.encode())
    (stored,) = asyncio.run(visit(filled, source("xx_harbour"), [Seen("n/123456", page)]))
    assert scrapy("show", canonical).row["release"]["release_id"] == str(stored.release_id)


def test_show_says_what_became_of_a_page_that_is_no_release(filled: ArchiveSettings, scrapy: Callable) -> None:
    own = scrapy("show", "https://courier.example/local/cat-on-the-roof").row
    assert (own["became"], own["page"]["headline"]) == ("own_news", "A cat sat on a roof all day")
    execute(
        filled,
        "INSERT INTO archive.lead (source_id, url_digest, twin_digest, url, way, state, outcome, detail) VALUES"
        " ('xx_harbour', sha256('https://harbour.example/about'), sha256('harbour.example/about'), 'https://harbour.example/about',"
        " 'feed', 'done', 'not_a_release', 'about: its address says so'),"
        " ('xx_harbour', sha256('https://harbour.example/soon'), sha256('harbour.example/soon'), 'https://harbour.example/soon',"
        " 'feed', 'open', NULL, NULL)",
    )
    ended = scrapy("show", "HTTPS://harbour.example:443/about#top")
    assert ended.code == 0
    assert (ended.row["became"], ended.row["reason"]) == ("not_a_release", "about: its address says so")
    assert scrapy("show", "https://harbour.example/soon").row["became"] == "open"
    execute(
        filled,
        "INSERT INTO archive.document (source_id, url_digest, url, kind, checked_at, changed_at) VALUES ('xx_harbour',"
        " sha256('https://harbour.example/feed'), 'https://harbour.example/feed', 'feed', now(), now())",
    )
    assert scrapy("show", "https://harbour.example/feed").row["became"] == "document"


@pytest.mark.parametrize(
    "asked", [str(UUID(int=7)), "dead", "abc", "zz", "https://harbour.example/never", "https://[::1", "http:"]
)
def test_show_of_nothing_is_one_line_and_exit_one(filled: ArchiveSettings, scrapy: Callable, asked: str) -> None:
    ended = scrapy("show", asked)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)


def test_times_are_those_of_the_visits(filled: ArchiveSettings, scrapy: Callable) -> None:
    first = [row["first_seen_at"] for row in scrapy("show", FERRY_URL).row["appearances"]]
    assert first[0] == START.isoformat()


def execute(settings: ArchiveSettings, statement: str) -> None:
    with psycopg.connect(settings.database_url or "", autocommit=True) as connection:
        connection.execute(statement)
