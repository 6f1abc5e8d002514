"""`scrapy sources add` as a person calls it: what it refuses, what it leaves behind, how politely it asks."""

from __future__ import annotations

import json
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from tests.integration.crawl.scripted_site import Answer, ScriptedSite
from tests.integration.probe import sites
from tests.integration.probe.looking import Looks

pytestmark = pytest.mark.one_postgres


def test_the_file_that_it_writes_is_sound_and_its_report_is_readable(site: ScriptedSite, looks: Looks) -> None:
    sites.short_feed_and_listing(site)
    looks.sources.rmdir()  # it is made where only it is missing
    ended = looks.run("sources", "add", site.base, "-s", "DOWNLOAD_DELAY=0", "--id", "xx_quays", "--kind", "agency")
    assert looks.run("sources", "--check").stderr == "1 source files, no fault\n"
    said = json.loads(ended.stdout)
    assert (said["source_id"], said["kind"], said["kind_reason"]) == ("xx_quays", "agency", "as asked for")
    assert next(way["chosen"] for way in said["ways"] if way["kind"] == "listing")
    assert {sample["page_kind"] for sample in said["samples"]} == {"release"}
    assert max(map(len, ended.stderr.splitlines())) <= 80 or "http" in ended.stderr
    assert "next: `scrapy crawl xx_quays" in ended.stderr
    assert not list(looks.folder.glob("warc/*"))
    assert (
        looks.sql("SELECT 1 FROM archive.source UNION ALL SELECT 1 FROM archive.visit UNION ALL SELECT 1 FROM archive.capture")
        == []
    )


def test_a_crawl_right_after_keeps_the_delay_and_asks_no_robots_again(site: ScriptedSite, looks: Looks) -> None:
    sites.short_feed_and_listing(site)
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 0.2\nDisallow: /press/item.php?id=399\n", "text/plain")
    looks.run("sources", "add", site.base, "--id", "xx_quays", "-s", "DOWNLOAD_DELAY=0")
    looks.crawl("xx_quays", "-a", "limit=2", expect=None)
    assert min(later.at - earlier.at for earlier, later in pairwise(site.log)) > 0.19
    assert site.paths().count("/robots.txt") == 1
    assert "/press/item.php?id=399" not in site.paths()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["add"], 2, "add needs the URL"),
        (["add", "https://harbour.example/", "--kind", "pub"], 2, "invalid choice"),
        (["remove", "https://harbour.example/"], 2, "knows `add URL` only"),
    ],
)
def test_a_wrong_command_line_is_refused_in_one_line(looks: Looks, words: list[str], code: int, says: str) -> None:
    ended = looks.run("sources", *words, expect=code)
    assert says in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert not looks.folder.exists()


def test_nothing_is_overwritten_and_nobody_is_asked(site: ScriptedSite, looks: Looks) -> None:
    sites.only_a_sitemap(site)
    first = looks.add(f"{site.base}/", source_id="xx_first")
    site.forget()
    for source_id, says in (("xx_first", "is there already"), ("xx_second", "stands in")):
        again = looks.add(f"{site.base}/", source_id=source_id, expect=1)
        assert says in again.text and "xx/first.toml" in again.text
    assert site.log == []
    assert (looks.sources / "xx/first.toml").read_text() == first.file
    assert [path.name for path in (looks.sources / "xx").iterdir()] == ["first.toml"]


def test_a_site_that_another_file_has_is_told_also_by_its_press_room(site: ScriptedSite, looks: Looks) -> None:
    sites.only_listings(site)
    looks.add(f"{site.base}/", source_id="xx_first")
    again = looks.add(f"{site.base}/speeches", source_id="xx_second", expect=1)
    assert "stands in" in again.text
    assert not (looks.sources / "xx/second.toml").exists()


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"/robots.txt": Answer(b"User-agent: *\nDisallow: /\n", "text/plain")}, "robots.txt disallows"),
        ({"/robots.txt": Answer(b"", "text/plain", 503)}, "robots.txt answered 503"),
        ({}, "HTTP 404"),
        (
            {"/": Answer(b"<html lang=en><title>Nothing</title><body><p>There is nothing here yet.</p></body></html>")},
            "no feed, sitemap",
        ),
    ],
)
def test_where_nothing_is_found_nothing_is_written(
    site: ScriptedSite, looks: Looks, answers: dict[str, Answer], says: str
) -> None:
    site.answers.update(answers)
    found = looks.add(f"{site.base}/", expect=1)
    assert says in found.text.splitlines()[-1]
    assert found.file is None and list(looks.sources.iterdir()) == []


def test_events_and_jobs_alone_make_no_source(site: ScriptedSite, looks: Looks) -> None:
    sites.events_alone(site)
    found = looks.add(f"{site.base}/", expect=1)
    assert found.file is None
    assert "nothing was written" in found.text


def test_no_more_requests_are_made_than_are_allowed(site: ScriptedSite, looks: Looks) -> None:
    sites.three_languages(site)
    looks.add(f"{site.base}/", expect=0, PRESS_PROBE_REQUESTS=17)
    assert len(site.log) <= 17


def test_ctrl_c_leaves_nothing(site: ScriptedSite, looks: Looks) -> None:
    sites.only_listings(site)
    process = looks.start("sources", "add", site.base, "--id", "xx_quays", "-s", "DOWNLOAD_DELAY=0.5")
    deadline = time.monotonic() + 30
    while len(site.log) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (1, "")
    assert err.endswith("stopped; nothing was written\n")
    assert "Traceback" not in err
    assert list(looks.sources.iterdir()) == []
    assert looks.sql("SELECT 1 FROM archive.host WHERE visit_id IS NOT NULL") == []


def test_a_visit_waits_for_a_look_at_its_host(site: ScriptedSite, looks: Looks) -> None:
    """The look holds the host under its process' own id, which is no visit's. A visit takes it over when it is given back."""
    sites.only_listings(site)
    looks.add(f"{site.base}/")
    process = looks.start("sources", "add", f"{site.base}/about", "--id", "xx_other", "-s", "DOWNLOAD_DELAY=0.7")
    deadline = time.monotonic() + 30
    while not looks.sql("SELECT 1 FROM archive.host WHERE visit_id = holder") and time.monotonic() < deadline:
        time.sleep(0.05)
    with ThreadPoolExecutor(1) as aside:
        visit = aside.submit(looks.crawl, expect=None)
        while not looks.sql("SELECT 1 FROM archive.visit WHERE finished_at IS NULL") and not visit.done():
            time.sleep(0.05)
        time.sleep(1)
        assert not visit.done() and looks.sql("SELECT 1 FROM archive.host WHERE visit_id = holder"), "it waits"
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert visit.result(timeout=60)["fetched"] > 0
