"""A wall in place of every page, over real HTTP, where the feed gives each address a date: it is no page of theirs."""

from __future__ import annotations

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, ScriptedSite
from tests.integration.crawl.site_documents import feed, publish, write_source

pytestmark = pytest.mark.one_postgres


def _wall(title: str, *paragraphs: str) -> Answer:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return Answer(
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><h1>{title}</h1>{text}</body></html>'.encode()
    )


WALLS = {
    "consent": (
        _wall("Before you continue", "The board uses cookies. Do you accept all of them?", "Accept all. Reject all."),
        "consent",
    ),
    "cookies alone": (
        Answer(
            b'<html lang="en"><head><title>Harbour board</title></head><body><div id="cookie-consent"><p>We and our partners use '
            b"cookies to remember what you chose and to count visits.</p><button>Accept all</button></div></body></html>"
        ),
        "empty",
    ),
    "denied": (_wall("Access Denied", "You have no permission to see this page on this server.", "Reference 18.7b2"), "error"),
    "bots": (_wall("Just a moment...", "Checking your browser before you are let in. This takes a few seconds."), "consent"),
    "maintenance": (
        _wall("Site under maintenance", "The board's pages are being worked on tonight. Please come again tomorrow."), "error",
    ),
}  # fmt: skip


@pytest.mark.parametrize("which", WALLS)
def test_a_wall_is_no_revision_of_what_it_hides(visits: QuickCrawls, site: ScriptedSite, which: str) -> None:
    wall, kind = WALLS[which]
    known = publish(site, ["alder", "birch", "cherry"])
    site.answers["/feed"] = feed(known)
    source = write_source(visits.sources, "wall", ("feed", f"{site.base}/feed"))
    visits.crawl(source)
    shown = "SELECT url, headline, text_digest FROM press.revision ORDER BY url"
    before = visits.sql(shown)
    fresh = publish(site, ["maple", "rowan"])
    site.answers |= {f"/news/{topic}": wall for topic in ("alder", "birch", "cherry", "maple", "rowan")}
    site.answers["/feed"] = feed([*fresh, *known])
    for _look in range(2):
        visits.sql("UPDATE archive.lead SET revisit_at = now() - interval '1 minute' RETURNING 1")
        visits.crawl(source, expect=None)
    assert visits.sql(shown) == before, "no revision, and nothing of the new addresses"
    assert visits.sql("SELECT url FROM press.appearance WHERE gone_at IS NOT NULL") == []
    [changes] = visits.sql("SELECT count(*) AS n FROM press.change WHERE kind <> 'new'")
    assert changes["n"] == 0
    leads = visits.sql("SELECT url, outcome, detail FROM archive.lead ORDER BY url")
    assert [kind in f"{lead['outcome']} {lead['detail']}" for lead in leads] == [True] * 5, leads
    captured = {
        row["url"]
        for row in visits.sql(
            "SELECT url FROM press.capture WHERE payload_digest IN "
            "(SELECT payload_digest FROM press.capture GROUP BY 1 HAVING count(DISTINCT url) > 1)"
        )
    }
    assert captured >= {*known, *fresh}, "what was seen is kept"


def test_known_releases_that_read_as_the_home_page_are_said_to_be_lost(visits: QuickCrawls, site: ScriptedSite) -> None:
    topics = ["alder", "birch", "cherry", "damson", "elder", "hazel", "maple", "rowan"]
    site.answers["/feed"] = feed(publish(site, topics))
    source = write_source(visits.sources, "lost", ("feed", f"{site.base}/feed"))
    visits.judged = True
    visits.crawl(source)
    assert visits.one("SELECT health FROM press.source") == "ok"
    links = "".join(f'<li><a href="/news/{topic}">The {topic} wharf was opened again</a></li>' for topic in topics * 3)
    home = f'<html lang="en"><head><title>Harbour board</title></head><body><h1>Harbour board</h1><ul>{links}</ul></body></html>'
    site.answers |= {f"/news/{topic}": Answer(home.encode()) for topic in topics}
    visits.sql("UPDATE archive.lead SET revisit_at = now() - interval '1 minute' RETURNING 1")
    visits.crawl(source, expect=None)
    assert visits.sql("SELECT health, health_reason FROM press.source") == [
        {"health": "failing", "health_reason": "8 of the last 8 known releases read as “section” now"}
    ]
