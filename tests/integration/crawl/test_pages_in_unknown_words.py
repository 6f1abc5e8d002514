"""Lost pages that a site answers with status 200, in words that no list of ours knows, or with its home page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, Asked, ScriptedSite
from tests.integration.crawl.site_documents import feed, page, publish, write_source

pytestmark = pytest.mark.one_postgres

TOPICS = ["alder", "birch", "cherry"]
WORDS = "Velo sanku mirado ten lopa wesi, o kanta lisu pemo tarun. Nilo vesta kora hendu, mira selo pantu o rekka lumo tien. "
ROW = '<li><a href="/news/{0}">The board of {0} reports on the year of its locks, weirs and sluices</a></li>'


def in_unknown_words(asked: Asked) -> Answer:
    """An invented language: the page repeats its address, as many do."""
    return Answer(
        '<!DOCTYPE html><html><head><title>Velo sanku</title><meta property="article:published_time" '
        f'content="2026-03-09T08:00:00Z"></head><body><article><h1>Velo sanku mirado</h1><p>{WORDS * 2}</p>'
        f"<p>{WORDS[60:]}{asked.path}</p></article></body></html>".encode()
    )


def home(asked: Asked) -> Answer:
    """What the harbour board shows of itself, wherever one asks."""
    rows = "".join(map(ROW.format, TOPICS))
    return Answer(f"<html><title>The board</title><body><h1>The board</h1><p>Welcome.</p><ul>{rows}</ul></body></html>".encode())


@pytest.fixture
def source(visits: QuickCrawls, site: ScriptedSite) -> str:
    """A site of three pages that was visited once."""
    site.answers["/feed"] = feed(publish(site, TOPICS))
    source = write_source(visits.sources, "unknown_words", ("feed", f"{site.base}/feed"))
    visits.crawl(source)
    return source


def look(visits: QuickCrawls, source: str) -> None:
    """Look at every page, a day later than the last time."""
    visits.sql("UPDATE archive.appearance SET missing_at = missing_at - interval '25 hours' RETURNING 1")
    visits.crawl(source, "-a", "revisit=all", expect=None)


def kinds(visits: QuickCrawls) -> list[str]:
    return [row["kind"] for row in visits.sql("SELECT kind FROM press.change WHERE kind <> 'new' ORDER BY change_id")]


def asked_nowhere(site: ScriptedSite) -> list[str]:
    known = {"/feed", "/robots.txt", *(f"/news/{topic}" for topic in TOPICS)}
    return [path for path in site.paths() if path not in known]


@pytest.mark.parametrize("lost", [in_unknown_words, home])
def test_a_page_that_shows_what_an_impossible_address_shows_is_missing(
    visits: QuickCrawls, site: ScriptedSite, source: str, lost: Callable[[Asked], Answer]
) -> None:
    site.otherwise = lost
    del site.answers["/news/alder"]
    site.forget()
    look(visits, source)
    [address] = asked_nowhere(site)
    assert address.startswith("/news/") and len(address) == len("/news/") + 16, "once, beside the page"
    assert visits.one("SELECT count(*) FROM press.capture WHERE url LIKE %s", f"%{address}") == 1, "captured like everything"
    assert visits.one("SELECT missing_count FROM archive.appearance WHERE url LIKE %s", "%alder") == 1
    assert visits.one("SELECT detail FROM archive.lead WHERE url LIKE %s", "%alder").startswith("error: the site shows the same")
    if lost is in_unknown_words:  # it reads as a release: the capture alone does not tell
        visits.run("reextract", source, "--all")
    look(visits, source)
    look(visits, source)
    assert kinds(visits) == ["gone"] and visits.one("SELECT max(revision_count) FROM press.release") == 1
    publish(site, ["alder"])
    look(visits, source)
    assert kinds(visits) == ["gone", "returned"]


def test_what_an_impossible_address_does_not_show_is_a_revision(visits: QuickCrawls, site: ScriptedSite, source: str) -> None:
    site.otherwise = in_unknown_words
    site.answers["/news/alder"] = Answer(page("alder").body.replace(b"lock", b"weir").replace(b"barges", b"salmon"))
    look(visits, source)
    assert kinds(visits) == ["revised"] and not asked_nowhere(site), "much of its text is left"
    site.answers["/news/alder"] = Answer(
        b'<html lang="en"><head><title>Alder closes</title><meta property="article:published_time" content="2026-03-05">'
        b"</head><body><article><h1>Alder closes</h1>"
        b"<p>After the flood of Monday night the office remains shut until engineers have seen every gate and every wall.</p>"
        b"<p>Whoever has booked a passage gets the fee back, and may call the number on the ticket for another day.</p>"
    )
    look(visits, source)
    assert kinds(visits) == ["revised", "revised"] and len(asked_nowhere(site)) == 1
    assert visits.one("SELECT count(*) FROM archive.appearance WHERE missing_count > 0") == 0


def test_a_site_that_begins_to_show_the_same_everywhere_has_lost_nothing(
    visits: QuickCrawls, site: ScriptedSite, source: str
) -> None:
    """It turns us away from the second page on, with status 200 and in words that we do not know."""
    shown: list[str] = []

    def once(asked: Asked) -> Answer:
        shown.append(asked.path)
        return page("alder") if len(shown) == 1 else in_unknown_words(asked)

    site.otherwise = in_unknown_words
    site.answers |= {"/news/alder": once, "/news/birch": in_unknown_words, "/news/cherry": in_unknown_words}
    look(visits, source)
    assert kinds(visits) == []
    assert visits.one("SELECT count(*) FROM archive.appearance WHERE missing_count > 0") == 0
    [row] = visits.sql("SELECT detail -> 'notes' AS notes FROM press.visit ORDER BY started_at DESC LIMIT 1")
    assert any("none was found after them" in note for note in row["notes"]), row
