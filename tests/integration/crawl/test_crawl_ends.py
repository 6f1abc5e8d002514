"""Each way in which a request can end leaves its lead with an outcome and a reason."""

from __future__ import annotations

import json

import pytest

from sample import Newsroom, Server
from sample.faults import FAULTS
from tests.integration.crawl.quick_crawls import QuickCrawls

pytestmark = pytest.mark.one_postgres

#: fault -> (the lead's state, the outcome's word). Open: a passing reason, asked again in a later visit.
ENDS = {
    "redirect-off-site": ("done", "not_a_release"),
    "redirect-to-seen": ("done", "unchanged"),
    "redirect-to-fragment": ("failed", "redirects"),
    "redirect-loop": ("failed", "redirects"),
    "redirect-nowhere": ("failed", "http_302"),
    "redirect-to-forbidden": ("failed", "guard"),
    "redirect-to-file": ("failed", "http_302"),
    "timeout": ("open", "timeout"),
    "never-ending": ("open", "timeout"),
    "closed-at-once": ("open", "connection"),
    "closed-in-body": ("open", "connection"),
    "retry-after-503": ("done", "stored"),
    "retry-after-429": ("done", "stored"),
    "always-503": ("open", "http_503"),
    "gone": ("failed", "http_410"),
    "not-found": ("failed", "http_404"),
    "server-error": ("open", "http_500"),
    "too-large": ("failed", "too_large"),
    "wrong-type": ("failed", "wrong_type"),
    "gzip-bomb": ("failed", "too_large"),
    "broken-gzip": ("done", "stored"),
    "long-url": ("done", "stored"),
    "long-headline": ("done", "stored"),
    "nul-and-surrogates": ("done", "stored"),
    "long-paragraph": ("done", "stored"),
    "deep": ("done", "stored"),
    "wrong-charset": ("done", "stored"),
    "empty": ("done", "not_a_release"),
    "empty-page": ("done", "not_a_release"),
    "robots": ("failed", "robots"),
    "refused": ("open", "robots_unreachable"),  # nobody answers for robots.txt either: RFC 9309 section 2.3.1.4
    "no-such-host": ("open", "robots_unreachable"),
}


@pytest.fixture
def newsroom() -> Newsroom:
    """The conftest's server and crawls are of this one."""
    return Newsroom(faults=True)


def test_every_fault_has_its_expected_end() -> None:
    assert set(ENDS) == {fault.name for fault in FAULTS}


def test_each_way_a_request_can_end(crawls: QuickCrawls, server: Server) -> None:
    report = crawls.crawl("xx_inland_waters", "-s", "DOWNLOAD_TIMEOUT=4", expect=3)
    assert report["outcome"] == "partial"
    ends = {row["url"]: (row["state"], row["outcome"]) for row in crawls.sql("SELECT url, state, outcome FROM archive.lead")}
    base = server.sites["ministry"]
    seen = {fault.name: ends.get(fault.address(base)) for fault in FAULTS}
    if seen["redirect-to-seen"] == ("done", "stored"):  # of the two ways to one page the first stores it
        seen["redirect-to-seen"] = ("done", "unchanged")
    assert seen == ENDS
    details = crawls.sql("SELECT url, detail FROM archive.lead WHERE outcome NOT IN ('stored', 'unchanged', 'not_a_release')")
    assert all(row["detail"] for row in details), "a reason is a sentence, not only a word"
    put_off = crawls.sql("SELECT not_before, attempts FROM archive.lead WHERE state = 'open'")
    assert all(row["not_before"] is not None and row["attempts"] == 1 for row in put_off)
    assert crawls.one("SELECT count(*) FROM archive.lead WHERE outcome IS NULL") == 0
    assert len(server.asked("ministry", "/faults/retry-after-429")) == 2
    assert not server.asked("ministry", "/private/draft-release"), "robots.txt forbids it"
    paragraph = crawls.one("SELECT max(length(body_text)) FROM press.release")
    assert paragraph > 9_000_000
    long = crawls.one("SELECT headline || (provenance -> 'headline')::text FROM press.revision WHERE url LIKE '%%/long-headline'")
    assert len(long) > 4_900 or "(5000 characters)" in long, "the page's own headline is kept, or told beside the feed's"
    # the bytes of what could not be used are kept all the same
    for name in ("gzip-bomb", "wrong-type", "gone", "not-found"):
        fault = next(fault for fault in FAULTS if fault.name == name)
        assert crawls.one("SELECT count(*) FROM press.capture WHERE url = %s", fault.address(base)) == 1, name
    crawls.run("verify")


def test_a_page_that_cannot_be_read_in_time_ends_with_that_reason(crawls: QuickCrawls) -> None:
    told = crawls.run("crawl", "xx_corvane", "-a", "limit=3", "-s", "PRESS_READING_SECONDS=2", "-s", SLOW_SPIDER, expect=3)
    report = json.loads(told.stdout)
    assert report["failed"] == 3
    words = {row["outcome"] for row in crawls.sql("SELECT outcome FROM archive.lead WHERE state = 'failed'")}
    assert words == {"extraction_timeout"}
    failed = "SELECT url FROM archive.lead WHERE state = 'failed'"
    assert crawls.one(f"SELECT count(*) FROM press.capture WHERE url IN ({failed})") == 3


def test_a_reading_process_that_dies_takes_its_page_only(crawls: QuickCrawls) -> None:
    report = json.loads(crawls.run("crawl", "xx_corvane", "-a", "limit=3", "-s", DYING_SPIDER, expect=3).stdout)
    assert report["failed"] == 3
    assert {row["outcome"] for row in crawls.sql("SELECT outcome FROM archive.lead WHERE state = 'failed'")} == {
        "extraction_crashed"
    }


def test_an_exception_in_a_callback_is_heard(crawls: QuickCrawls) -> None:
    report = crawls.run("crawl", "xx_corvane", "-a", "limit=3", "-s", BROKEN_SPIDER, expect=3, faulty=True)
    assert "callback on purpose" in report.stderr
    rows = crawls.sql("SELECT state, outcome, detail FROM archive.lead WHERE outcome IS NOT NULL")
    assert {(row["state"], row["outcome"]) for row in rows} == {("open", "callback_error")}
    assert len(rows) == 3


def test_an_exception_in_a_pipeline_is_heard(crawls: QuickCrawls) -> None:
    pipelines = 'ITEM_PIPELINES={"tests.integration.crawl.saboteurs.BrokenPipeline": 1}'
    crawls.crawl("xx_corvane", "-a", "limit=3", "-s", pipelines, expect=3)
    rows = crawls.sql("SELECT state, outcome FROM archive.lead WHERE outcome IS NOT NULL")
    assert {(row["state"], row["outcome"]) for row in rows} == {("open", "pipeline_error")}
    assert len(rows) == 3


@pytest.mark.parametrize(
    "part", ['DOWNLOADER_MIDDLEWARES={"tests.integration.crawl.saboteurs.CutOffMiddleware": 1}', "callback", "start"]
)
def test_a_session_that_the_server_ends_is_no_pages_fault(crawls: QuickCrawls, part: str) -> None:
    setting = {"callback": CUT_OFF_CALLBACK, "start": CUT_OFF_START}.get(part, part)
    ended = crawls.run("crawl", "xx_corvane", "-s", setting, expect=1, faulty=part == "callback")
    assert "the database went away" in ended.stderr
    assert crawls.one("SELECT outcome FROM archive.visit") is None, "as after a kill: the next one takes it over"
    assert crawls.one("SELECT count(*) FROM archive.lead WHERE state <> 'open' OR attempts > 0") == 0
    assert crawls.crawl("xx_corvane")["outcome"] == "done"


def test_a_page_that_a_pipeline_drops_is_heard(crawls: QuickCrawls) -> None:
    pipelines = 'ITEM_PIPELINES={"tests.integration.crawl.saboteurs.DroppingPipeline": 1}'
    crawls.crawl("xx_corvane", "-a", "limit=3", "-s", pipelines, expect=3)
    rows = crawls.sql("SELECT state, outcome FROM archive.lead WHERE outcome IS NOT NULL")
    assert {(row["state"], row["outcome"]) for row in rows} == {("open", "refused")}


def test_a_request_that_vanishes_makes_the_visit_fail(crawls: QuickCrawls) -> None:
    middleware = 'SPIDER_MIDDLEWARES={"tests.integration.crawl.saboteurs.SwallowingMiddleware": 1}'
    report = crawls.crawl("xx_corvane", "-a", "limit=3", "-s", middleware, expect=1)
    assert "ended without a word" in " ".join(report["detail"]["reasons"])
    rows = crawls.sql("SELECT state, outcome FROM archive.lead WHERE outcome IS NOT NULL")
    assert {(row["state"], row["outcome"]) for row in rows} == {("open", "unheard")}


_SABOTEURS = "PRESS_SPIDER=tests.integration.crawl.saboteurs."
SLOW_SPIDER = f"{_SABOTEURS}SlowReading"
DYING_SPIDER = f"{_SABOTEURS}DyingReading"
BROKEN_SPIDER = f"{_SABOTEURS}BrokenCallback"
CUT_OFF_CALLBACK = f"{_SABOTEURS}CutOffCallback"
CUT_OFF_START = f"{_SABOTEURS}CutOffStart"
