"""A listing that a script builds: read, compared by what it says, and not captured where it says the same."""

from __future__ import annotations

import pytest

from tests.integration.browser.script_site import ScriptSite, frame, notice, told
from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, Asked

pytestmark = pytest.mark.one_postgres

_INDEX = """
fetch('/api/notices').then(answer => answer.json()).then(told => {
  document.getElementById('app').innerHTML = '<h1>Notices</h1><ul id="list-' + Math.random() + '">' + told.map(one =>
    '<li><a href="/notices/' + one.id + '">' + one.title + '</a> <time datetime="' + one.published + '">'
    + one.published.slice(0, 10) + '</time></li>').join('') + '</ul>';
});
"""


def _listed(*numbers: int) -> Answer:
    return told([{name: notice(number)[name] for name in ("id", "title", "published")} for number in numbers])


@pytest.fixture
def office(site: ScriptSite) -> ScriptSite:
    """The office's site with a front page that lists its notices, and a new nonce in it each time."""

    def front(asked: Asked) -> Answer:
        return frame(f'<script nonce="{asked.at}" defer src="/index.js"></script>')

    site.answers["/"] = front
    site.answers["/index.js"] = Answer(
        _INDEX.encode(), "text/javascript", headers={"Last-Modified": "Mon, 02 Mar 2026 08:00:00 GMT"}
    )
    site.answers["/api/notices"] = _listed(3, 2)
    return site


def test_a_listing_is_rendered_and_compared_by_what_it_says(visits: QuickCrawls, office: ScriptSite) -> None:
    source = office.write_source(visits.sources, kind="listing", path="/")
    first = visits.crawl(source)
    assert first["stored"] == 2
    captures = visits.one("SELECT count(*) FROM press.capture")
    office.forget()

    second = visits.crawl(source)
    assert second["outcome"] == "unchanged", second
    assert sorted(office.paths()) == ["/", "/api/notices", "/index.js"]
    assert not [asked for asked in office.log if "if-none-match" in asked.headers or "if-modified-since" in asked.headers]
    assert visits.one("SELECT count(*) FROM press.capture") == captures
    office.forget()

    office.answers["/api/notices"] = _listed(3, 2, 1)
    third = visits.crawl(source)
    assert (third["outcome"], third["stored"]) == ("done", 1)
    assert sorted(office.paths()) == ["/", "/api/notices", "/api/notices/1", "/app.js", "/index.js", "/notices/1"]
    kinds = visits.sql("SELECT record_type FROM press.capture WHERE url = %s ORDER BY capture_id", f"{office.base}/")
    assert [kind["record_type"] for kind in kinds] == ["response", "resource"] * 2


def test_a_listing_that_cannot_be_rendered_is_said(visits: QuickCrawls, office: ScriptSite) -> None:
    office.answers["/"] = frame("<script>for (;;) { }</script>")
    source = office.write_source(visits.sources, kind="listing", path="/")
    row = visits.crawl(source, "-s", "PRESS_RENDER_SECONDS=4", expect=1)
    assert row["detail"]["reasons"] == [f"no discovery document could be read ({office.base}/: render_timeout)"]
    assert visits.one("SELECT count(*) FROM press.capture") == 1
