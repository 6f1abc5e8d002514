"""Sites that break after a good visit, over real HTTP: the source's health says so within two visits, and is ok again after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, ScriptedSite
from tests.integration.crawl.site_documents import feed, page, publish, sitemap, write_source

pytestmark = pytest.mark.one_postgres

#: More than the last pages that a record keeps: the others are what is usual.
TOPICS = [
    f"{first}{second}"
    for first in ("alder", "birch", "cherry", "maple", "rowan")
    for second in ("ford", "holm", "ley", "mere", "ton", "wick")
]

_CONSENT = Answer(
    b'<html lang="en"><head><title>Before you continue</title></head><body><div id="cookie-consent"><h1>Before you continue</h1>'
    b"<p>We use cookies. Do you accept all cookies? See our cookie policy and our privacy policy.</p>"
    b"<button>Accept all cookies</button><button>Reject all</button></div></body></html>"
)


def dated_now(topic: str) -> Answer:
    """A page whose clock is that of its rendering."""
    now = datetime.now(UTC).isoformat(timespec="seconds").encode()
    return Answer(page(topic).body.replace(b"2026-03-03T09:30:00+00:00", now))


def spoiled(topic: str) -> Answer:
    """A page whose system has lost the letters that its database had."""
    return Answer(page(topic).body.replace(b"o", "\ufffd".encode()))


PAGES: dict[str, tuple[Callable[[str], Answer], str, str]] = {
    "a consent page for every page": (lambda _: _CONSENT, "failing", "“consent”"),
    "every page forbidden": (lambda _: Answer(b"no", status=403), "failing", "“http_403”"),
    "the same text on every page": (lambda _: page("nowhere"), "failing", "the same text as another"),
    "letters lost": (spoiled, "degraded", "charset"),
    "dates of the rendering": (dated_now, "degraded", "dated at the minute"),
    "empty pages": (lambda _: Answer(b"<html><head></head><body></body></html>"), "failing", "instead of releases"),
}


def visited(visits: QuickCrawls, source: str) -> tuple[str, str]:
    """The source's health after a visit for which all known pages are due."""
    visits.sql("UPDATE archive.lead SET revisit_at = now() - interval '1 minute' RETURNING 1")
    visits.crawl(source, expect=None)
    [row] = visits.sql("SELECT health, health_reason FROM press.source")
    return row["health"], row["health_reason"] or ""


_SLOW = {"the same text on every page", "letters lost", "empty pages"}


@pytest.mark.parametrize("how", [pytest.param(how, marks=[pytest.mark.slow] if how in _SLOW else []) for how in PAGES])
def test_pages_that_break_are_told_and_so_is_their_mending(visits: QuickCrawls, site: ScriptedSite, how: str) -> None:
    broken, health, words = PAGES[how]
    visits.judged = True
    links = publish(site, TOPICS)
    # A feed's dates beside it would make a release of a consent page; a sitemap says nothing of pages but where they are.
    kind = "sitemap" if broken(TOPICS[0]) == _CONSENT else "feed"
    site.answers["/list"] = sitemap(links) if kind == "sitemap" else feed(links)
    source = write_source(visits.sources, "mill", (kind, f"{site.base}/list"))
    assert visited(visits, source) == ("ok", "")
    site.answers |= {f"/news/{topic}": broken(topic) for topic in TOPICS}
    told = visited(visits, source)
    if told[0] == "ok":
        told = visited(visits, source)
    assert told[0] == health and words in told[1], told
    publish(site, TOPICS)
    told = visited(visits, source)
    assert (told if told[0] == "ok" else visited(visits, source)) == ("ok", "")


def test_a_feed_that_is_gone_fails_at_once(visits: QuickCrawls, site: ScriptedSite) -> None:
    visits.judged = True
    site.answers["/feed"] = feed(publish(site, TOPICS[:3]))
    source = write_source(visits.sources, "weir", ("feed", f"{site.base}/feed"))
    assert visited(visits, source) == ("ok", "")
    gone = site.answers.pop("/feed")
    health, why = visited(visits, source)
    assert health == "failing" and "404" in why
    site.answers["/feed"] = gone
    assert visited(visits, source) == ("ok", "")


def test_a_list_that_names_nothing_any_more(visits: QuickCrawls, site: ScriptedSite) -> None:
    visits.judged = True
    links = publish(site, TOPICS[:8])
    source = write_source(visits.sources, "lock", ("feed", f"{site.base}/feed"))

    def listed(count: int, day: int) -> tuple[str, str]:
        """After a visit to a feed of so many entries that is not the one of last time."""
        answer = feed(links[:count], days=[day] * count)
        site.answers["/feed"] = Answer(answer.body.replace(b"Locks", f"Locks, {day} March".encode()), answer.media_type)
        return visited(visits, source)

    assert [listed(8, day)[0] for day in (3, 4)] == ["ok", "ok"]
    listed(0, 5)
    health, why = listed(0, 6)
    assert health == "failing" and "name 0 pages where they named 8" in why, (health, why)
    assert listed(8, 7) == ("ok", "")
