"""Pages of a day that has not come: what they tell of is to come. Releases that name one, or are held back until one, stay."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from press.dates import parse_iso
from press.extraction import extract
from press.page import Lead, Page
from press.release import Extraction

READ = datetime(2026, 11, 25, 12, tzinfo=UTC)
TEXT = (
    "<p>The River Office shows the new lock at Tolm to those who live beside it. The keepers tell how the gates are worked, "
    "and children may try the small model of it in the yard.</p><p>There is soup from noon on, and the ferry takes all over "
    "for nothing until the evening. Whoever comes by bicycle finds a place for it behind the keepers' house.</p>"
)  # fmt: skip
ARTICLE = '<script type="application/ld+json">{"@type":"TYPE","headline":"Open day at the lock","datePublished":"DAY"}</script>'
META = "<meta property=article:published_time content=DAY>"
DAY = "2026-12-12T14:00:00+00:00"


def read(
    above: str = "", head: str = "", path: str = "/meetings/12.html", lead: Lead | None = None, text: str = TEXT
) -> Extraction:
    html = (
        f"<!doctype html><html lang=en><head><title>Open day at the lock</title>{head.replace('DAY', DAY)}</head><body><main>"
        f"<h1>Open day at the lock in Tolm</h1>{above}{text}</main></body></html>"
    )
    return extract(Page(f"https://river.example{path}", html.encode(), "text/html", fetched_at=READ), None, lead)


SHOWN = (
    "<p>12 December 2026, 14:00, Conference room 3</p>", "<p class=when>Saturday, December 12, 2026 at 2 p.m.</p>",
    "<div>12.12.2026 | 14:00–16:00</div>", "<time>Date: 12 December 2026</time>",
)  # fmt: skip


@pytest.mark.parametrize("above", SHOWN)
@pytest.mark.parametrize("path", ["/meetings/12.html", "/12/open-day", "/open-day-at-the-lock"])
def test_a_day_to_come_beside_the_headline(above: str, path: str) -> None:
    found = read(above, path=path)
    assert found.page_kind == "event" and found.page_kind_reason is not None
    assert found.published is None


@pytest.mark.parametrize("head", [META, ARTICLE.replace("TYPE", "Article")])
def test_a_day_to_come_in_the_pages_data(head: str) -> None:
    found = read(head=head)
    assert found.page_kind == "event"
    assert "2026-12-12" in (found.page_kind_reason or "")


def test_a_day_to_come_that_the_feed_says() -> None:
    lead = Lead("https://river.example/meetings/12.html", "feed", headline="Open day", published=parse_iso(DAY))
    assert read(lead=lead).page_kind == "event"


@pytest.mark.parametrize(
    "page",
    [
        read("<p>24 November 2026</p>", text=f"<p>The lock is shown on 12 December 2026.</p>{TEXT}"),
        read(text=f"<p>The lock is shown on 12 December 2026.</p>{TEXT}"),
        read("<p>26 November 2026</p>"),
        read(SHOWN[0], path="/press/2026/12-open-day"),
        read(SHOWN[0], path="/news/open-day"),
        read("<p>Press release</p>" + SHOWN[3]),
        read("<p>Embargoed until 00:01 GMT, 12 December 2026</p>" + SHOWN[3]),
        read(SHOWN[0], ARTICLE.replace("TYPE", "NewsArticle").replace("DAY", "2026-11-24T09:00:00+00:00")),
        read(head=ARTICLE.replace("TYPE", "NewsArticle")),
        read(SHOWN[3], text=f"<p>TOLM, November 24, 2026 /Sample Wire/ -- The lock is shown to all.</p>{TEXT}"),
    ],
    ids=["a day of its own", "a day in a sentence", "clocks that differ", "among releases", "among news", "a kicker", "embargoed",
         "its data has a day of its own", "its data says news", "a dateline"],
)  # fmt: skip
def test_releases_stay(page: Extraction) -> None:
    assert page.page_kind == "release", page.page_kind_reason


def test_without_the_day_of_reading_nothing_is_to_come() -> None:
    html = f"<html lang=en><title>Open day</title><body><main><h1>Open day at the lock</h1>{SHOWN[3]}{TEXT}</main></body></html>"
    assert extract(Page("https://river.example/a/12.html", html.encode(), "text/html")).page_kind == "release"


@pytest.mark.parametrize(("shown", "day"), [("12/08/2026", "2026-08-12"), ("3/4/2026", "2026-03-04")])
def test_numbers_that_would_be_a_day_to_come_are_read_in_the_other_order(shown: str, day: str) -> None:
    page = read(f"<p>{shown}</p>")
    assert page.page_kind == "release" and page.published is not None
    assert page.published.isoformat() == day
