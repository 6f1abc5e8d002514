"""Pages that do not let themselves be rendered, and browsers that die: each end has its word, and the others go on."""

from __future__ import annotations

import asyncio
import signal
import time

import pytest

from crawler.browser.answering import Answering, Asked, Given, NotGiven
from crawler.browser.browsers import Browsers
from crawler.browser.failures import RenderFailed
from crawler.browser.limits import RenderLimits
from crawler.browser.rendering import rendered
from tests.integration.browser.script_site import ScriptSite, frame
from tests.integration.crawl.quick_crawls import QuickCrawls

_PAGE = b"<!DOCTYPE html><title>Page</title><body><h1>Page</h1><p>" + b"words " * 80


@pytest.mark.one_postgres
def test_an_endless_script_ends_its_page_and_no_other(visits: QuickCrawls, site: ScriptSite) -> None:
    site.answers["/endless"] = frame("<script>for (;;) { }</script>")
    site.lists("/endless", "/notices/1", "/notices/2")
    row = visits.crawl(site.write_source(visits.sources), "-s", "PRESS_RENDER_SECONDS=6", expect=None)
    assert (row["outcome"], row["stored"]) == ("partial", 2)
    lead = visits.sql("SELECT * FROM archive.lead WHERE url LIKE %s", "%/endless")[0]
    assert (lead["state"], lead["outcome"]) == ("open", "render_timeout")
    kept = visits.sql("SELECT record_type FROM press.capture WHERE url LIKE %s", "%/endless")
    assert [one["record_type"] for one in kept] == ["response"], "the document is kept all the same"
    assert row["detail"]["reasons"] == ["1 pages: render_timeout"]


@pytest.mark.one_postgres
def test_without_a_browser_the_visit_fails_with_the_remedy(visits: QuickCrawls, site: ScriptSite) -> None:
    source = site.write_source(visits.sources)
    done = visits.run("crawl", source, "-s", "PRESS_BROWSER=/nowhere/chromium", expect=1)
    assert "PRESS_BROWSER is /nowhere/chromium" in done.stderr
    assert "apt-get install chromium" in done.stderr
    assert site.log == []
    visit = visits.sql("SELECT outcome, detail FROM press.visit")[0]
    assert visit["outcome"] == "failed"
    assert "apt-get install chromium" in visit["detail"]["reasons"][0]


@pytest.mark.one_postgres
def test_a_program_that_is_no_browser_fails_the_visit_in_one_line(visits: QuickCrawls, site: ScriptSite) -> None:
    done = visits.run("crawl", site.write_source(visits.sources), "-s", "PRESS_BROWSER=/bin/false", expect=1)
    assert "/bin/false does not start" in done.stderr


@pytest.mark.one_postgres
def test_a_visit_that_is_stopped_does_not_wait_for_its_pages(visits: QuickCrawls, site: ScriptSite) -> None:
    restless = frame("<script>fetch('/api/notices/1'); setInterval(() => document.body.append('x '), 30)</script>")
    paths = [f"/restless/{number}" for number in range(12)]
    site.answers.update(dict.fromkeys(paths, restless))
    site.lists(*paths)
    crawl = visits.start("crawl", site.write_source(visits.sources), "-s", "PRESS_RENDER_SECONDS=60")
    while "/api/notices/1" not in site.paths():
        assert crawl.poll() is None
        time.sleep(0.05)
    crawl.send_signal(signal.SIGTERM)
    _, err = crawl.communicate(timeout=50)
    assert "Traceback" not in err
    assert crawl.returncode == 3
    ends = visits.sql("SELECT DISTINCT state, outcome FROM archive.lead WHERE outcome IS NOT NULL")
    assert [(end["state"], end["outcome"]) for end in ends] == [("open", "stopped")]


async def test_a_page_that_takes_all_memory_loses_its_browser_and_the_next_gets_another(browser: str) -> None:
    greedy = b"<!DOCTYPE html><body><script>const a = []; setInterval(() => a.push(new Float64Array(3e6).fill(1)), 15)</script>"
    async with Browsers(RenderLimits(megabytes=600, seconds=40)) as browsers:
        with pytest.raises(RenderFailed) as failure:
            await _shown(browsers, greedy)
        assert failure.value.word in ("render_memory", "render_crashed")
        assert "Page" in (await _shown(browsers, _PAGE) or "")


async def test_a_browser_that_dies_is_replaced(browser: str) -> None:
    async with Browsers(RenderLimits()) as browsers:

        async def hang(asked: Asked) -> Given:
            browsers.dismiss()
            await asyncio.sleep(30)
            raise NotGiven("timeout", lasting=False)

        with pytest.raises(RenderFailed) as failure:
            await _shown(browsers, b"<body><script src='/x.js'></script>", hang)
        assert (failure.value.word, failure.value.transient) == ("render_crashed", True)
        assert "Page" in (await _shown(browsers, _PAGE) or "")


async def test_a_browser_is_replaced_after_its_share_of_pages(browser: str) -> None:
    async with Browsers(RenderLimits(restart=2)) as browsers:
        running = []
        for _ in range(4):
            await _shown(browsers, _PAGE)
            running.append(browsers._running)
    assert running[0] is running[1]
    assert running[1] is not running[2]
    assert running[2] is running[3]


async def test_requests_and_bytes_of_a_page_are_bounded(browser: str) -> None:
    asked: list[str] = []

    async def ask(one: Asked) -> Given:
        asked.append(one.url)
        return Given(one.url, 200, (("Content-Type", "application/json"),), b"[]" * 1000, "application/json", text=True)

    many = _PAGE + b"<script>for (let i = 0; i < 50; i++) fetch('/api/' + i).catch(() => 0)</script>"
    async with Browsers(RenderLimits()) as browsers:
        answering = _answering(many, ask, requests=10)
        await rendered(browsers, "http://press.test/", answering)
        assert (len(asked), answering.refused["too_many"]) == (10, 40)
        asked.clear()
        turn_by_turn = (
            _PAGE + b"<script>(async () => { for (let i = 0; i < 9; i++) await fetch('/api/' + i).catch(() => 0) })()</script>"
        )
        large = _answering(turn_by_turn, ask, bytes_=5000)
        await rendered(browsers, "http://press.test/", large)
        assert (len(asked), large.refused["too_many"]) == (3, 6)


async def test_a_restless_page_is_taken_when_its_time_is_over(browser: str) -> None:
    restless = _PAGE + b"<p id=n></p><script>setInterval(() => { n.textContent += 'x' }, 50)</script>"
    async with Browsers(RenderLimits(seconds=4)) as browsers:
        shown = await rendered(browsers, "http://press.test/", _answering(restless))
    assert shown is not None
    assert shown.restless


async def test_pop_ups_dialogs_and_downloads_do_not_hold_a_page_up(browser: str) -> None:
    busy = (
        _PAGE
        + b"""<script>alert('x'); confirm('y'); window.open('/other'); window.open('about:blank');
        const a = document.createElement('a'); a.href = '/file.zip'; a.download = 'f'; a.click();
        window.onbeforeunload = () => 'stay';</script>"""
    )
    async with Browsers(RenderLimits()) as browsers:
        assert "Page" in (await _shown(browsers, busy) or "")


async def _refuse(asked: Asked) -> Given:
    raise NotGiven("guard", lasting=True)


def _answering(body: bytes, ask: object = _refuse, *, requests: int = 200, bytes_: int = 10_000_000) -> Answering:
    document = Given("http://press.test/", 200, (("Content-Type", "text/html"),), body, "text/html")
    return Answering(document, ask, requests=requests, bytes_=bytes_)  # type: ignore[arg-type]


async def _shown(browsers: Browsers, body: bytes, ask: object = _refuse) -> str | None:
    page = await rendered(browsers, "http://press.test/", _answering(body, ask))
    return page.dom if page is not None else None
