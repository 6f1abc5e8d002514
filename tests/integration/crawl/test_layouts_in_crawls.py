"""Learned layouts in real visits: learned from what was captured, used, replaced, and never a revision by themselves."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archive.layouts import LESSON_PAGES, key_in
from press.lessons import ENOUGH_PAGES
from spiders.press import LONG, TEACHING
from tests.integration.crawl.laid_out_site import REPEATED, page, publish
from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, ScriptedSite
from tests.integration.crawl.site_documents import feed, write_source

pytestmark = pytest.mark.one_postgres

#: Options of a visit that reads nothing again.
LEAVE = ("-s", "PRESS_CATCH_UP=tests.integration.crawl.laid_out_site.nothing_read_again")


def office(visits: QuickCrawls, site: ScriptedSite, links: list[str]) -> str:
    site.answers["/feed"] = feed(links)
    return write_source(visits.sources, "office", ("feed", f"{site.base}/feed"))


def fall_due(visits: QuickCrawls) -> None:
    visits.sql("UPDATE archive.lead SET revisit_at = now() - interval '1 minute' RETURNING 1")


def revisions(visits: QuickCrawls) -> list[tuple[str, int, str | None, bool]]:
    """Page, number, the layout that read it, and whether the repeated line is in its text."""
    rows = visits.sql("SELECT url, number, extractor_version, body_text FROM press.revision ORDER BY url, number")
    return [
        (row["url"].rpartition("/")[2], row["number"], key_in(row["extractor_version"]), REPEATED in row["body_text"])
        for row in rows
    ]  # fmt: skip


def layouts(visits: QuickCrawls) -> list[dict[str, Any]]:
    return visits.sql("SELECT * FROM archive.layout ORDER BY learned_at, key")


def rereads(visits: QuickCrawls) -> int:
    return int(visits.one("SELECT count(*) FROM press.change WHERE kind = 'reread'"))


def test_a_first_visit_learns_and_reads_its_pages_again(visits: QuickCrawls, site: ScriptedSite) -> None:
    source = office(visits, site, publish(site, range(10)))
    report = visits.crawl(source)
    assert (report["outcome"], report["stored"], "notes" in report["detail"]) == ("done", 10, False)
    [layout] = layouts(visits)
    assert (layout["pages"], len(layout["captures"]), layout["since"], layout["retired_at"]) == (10, 10, None, None)
    assert revisions(visits) == [(f"lot-{number}", 1, layout["key"], False) for number in range(10)]
    assert rereads(visits) == 10
    # A later page is read by it at once, and all is in the state that `scrapy reextract` would bring about.
    site.answers["/feed"] = feed(publish(site, range(10, 12)))
    visits.crawl(source)
    assert {key for _, _, key, _ in revisions(visits)} == {layout["key"]} and rereads(visits) == 10
    assert '"read":0,' in visits.run("reextract").stdout


def test_a_long_first_visit_learns_from_the_first_pages_by_their_digests_and_reads_the_others_once(
    visits: QuickCrawls, site: ScriptedSite
) -> None:
    source = office(visits, site, publish(site, range(LONG)))
    report = visits.crawl(source)
    assert (report["outcome"], report["stored"], "notes" in report["detail"]) == ("done", LONG, False)
    [layout] = layouts(visits)
    assert {key for _, _, key, _ in revisions(visits)} == {layout["key"]}
    first = sorted(bytes(row["url_digest"]) for row in visits.sql("SELECT url_digest FROM archive.lead"))[:TEACHING]
    taught = visits.sql("SELECT c.url_digest FROM archive.layout l JOIN archive.capture c ON c.capture_id = ANY(l.captures)")
    assert sorted(bytes(row["url_digest"]) for row in taught) == first[:LESSON_PAGES]
    assert rereads(visits) == TEACHING
    assert '"read":0,' in visits.run("reextract").stdout


def test_fewer_pages_teach_nothing_yet(visits: QuickCrawls, site: ScriptedSite) -> None:
    source = office(visits, site, publish(site, range(ENOUGH_PAGES - 1)))
    visits.crawl(source)
    assert visits.one("SELECT count(*) FROM archive.lesson") == 0
    site.answers["/feed"] = feed(publish(site, [ENOUGH_PAGES]))
    visits.crawl(source)
    assert len(layouts(visits)) == 1


def test_a_layout_that_was_learned_meanwhile_makes_no_revision(visits: QuickCrawls, site: ScriptedSite) -> None:
    source = office(visits, site, publish(site, range(10)))
    visits.crawl(source, *LEAVE)
    assert len(layouts(visits)) == 1
    generic = [(f"lot-{number}", 1, None, True) for number in range(10)]
    assert revisions(visits) == generic, "read before anything was learned"
    for number in range(10):
        site.answers[f"/news/lot-{number}"] = page(number, foot=f"Harbour office, {number} visitors today")
    fall_due(visits)
    report = visits.crawl(source, *LEAVE)
    assert (report["stored"], report["unchanged"]) == (0, 10)
    assert revisions(visits) == generic
    # What the publisher does change is a revision as ever, and still compares with the one before.
    site.answers["/news/lot-3"] = page(3, edited="The lot was sold on the next day to the man who had painted its gates.")
    fall_due(visits)
    assert visits.crawl(source, *LEAVE)["stored"] == 1
    assert ("lot-3", 2, None, True) in revisions(visits)
    # All comes to one state without a revision more.
    visits.crawl(source, "-a", "revisit=all")
    key = layouts(visits)[0]["key"]
    assert {row[2:] for row in revisions(visits)} == {(key, False)} and len(revisions(visits)) == 11


def test_a_redesign_is_noticed_and_learned_anew(visits: QuickCrawls, site: ScriptedSite) -> None:
    source = office(visits, site, publish(site, range(10)))
    visits.crawl(source)
    site.answers["/feed"] = feed(publish(site, range(20, 30), theme="new"))
    report = visits.crawl(source)
    assert any("did not fit the learned layouts" in note for note in report["detail"]["notes"])
    old, new = layouts(visits)
    assert old["retired_at"] is not None and new["retired_at"] is None and old["until"] == new["since"]
    assert new["key"] in old["retired_reason"]
    first = visits.one("SELECT min(fetched_at) FROM archive.capture WHERE url LIKE '%lot-2_'")
    assert new["since"] == first, "the new one stands for the first page that the old one did not fit, and those after it"
    read = {name: key for name, _, key, _ in revisions(visits)}
    assert {read[f"lot-{number}"] for number in range(10)} == {old["key"]}
    assert {read[f"lot-{number}"] for number in range(20, 30)} == {new["key"]}
    told = [json.loads(line) for line in visits.run("sources", "--layouts", source).stdout.splitlines()]
    assert [(row["key"], row["read"], row["misfits"]) for row in told] == [(new["key"], 10, 0), (old["key"], 10, 0)]
    # Old pages in the new markup: as long as their words stay, nothing was changed; the old captures keep the old layout.
    publish(site, range(10), theme="new")
    fall_due(visits)
    report = visits.crawl(source)
    assert (report["stored"], report["unchanged"]) == (0, 20)
    assert '"read":0,' in visits.run("reextract").stdout


def test_a_lesson_in_vain_is_not_repeated_at_each_visit(visits: QuickCrawls, site: ScriptedSite) -> None:
    links = [f"{site.base}/news/lot-{number}" for number in range(ENOUGH_PAGES)]
    for number in range(ENOUGH_PAGES):  # each page a theme of its own
        body = page(number).body.replace(b"release-text", b"text-%c" % (97 + number)).replace(b"page", b"p-%c" % (97 + number))
        site.answers[f"/news/lot-{number}"] = Answer(body)
    source = office(visits, site, links)
    visits.crawl(source)
    [vain] = visits.sql("SELECT learned_at, reason, in_vain FROM archive.lesson")
    assert (vain["in_vain"], layouts(visits)) == (1, []) and "nothing learned" in vain["reason"]
    site.answers["/feed"] = feed(publish(site, [50]))
    visits.crawl(source)
    assert visits.one("SELECT learned_at FROM archive.lesson") == vain["learned_at"], "one page more is no reason"
    site.answers["/feed"] = feed(publish(site, range(60, 60 + ENOUGH_PAGES)))
    visits.crawl(source)
    assert len(layouts(visits)) == 1 and visits.one("SELECT in_vain FROM archive.lesson") == 0


def test_hostile_pages_do_not_poison_a_source(visits: QuickCrawls, site: ScriptedSite) -> None:
    links = publish(site, range(10))
    words = " ".join(f"<p>Buy lot {number} now, it is the best of all lots and costs nothing.</p>" for number in range(40))
    hostile = [
        b"<div>" * 3000 + page(70).body,
        page(71).body.replace(b'<div class="page">', f'<div class="page"><div class="release-text">{words}</div>'.encode()),
        page(72).body.replace(b"release-text", b"release-text " + b" ".join(b"c%d" % number for number in range(2000))),
        page(73).body.replace(b"</body>", b'<div class="release-text">' * 2000 + words.encode()),
    ]
    for number, body in enumerate(hostile):
        site.answers[f"/news/hostile-{number}"] = Answer(body)
        links.append(f"{site.base}/news/hostile-{number}")
    source = office(visits, site, links)
    visits.crawl(source)
    [layout] = layouts(visits)
    read = {name: (key, repeated) for name, _, key, repeated in revisions(visits)}
    assert [read[f"lot-{number}"] for number in range(10)] == [(layout["key"], False)] * 10


def test_a_lesson_that_fails_costs_the_visit_nothing(visits: QuickCrawls, site: ScriptedSite) -> None:
    source = office(visits, site, publish(site, range(10)))
    report = visits.crawl(source, "-s", "PRESS_CATCH_UP=tests.integration.crawl.laid_out_site.failing")
    assert (report["outcome"], report["stored"]) == ("done", 10)
    assert report["detail"]["notes"] == ["nothing was learned: RuntimeError: out of chalk"]
    visits.crawl(source)
    assert {key for _, _, key, _ in revisions(visits)} == {layouts(visits)[0]["key"]}, "the next visit goes on"


def test_layouts_that_other_rules_wrote_are_learned_anew(visits: QuickCrawls, site: ScriptedSite) -> None:
    source = office(visits, site, publish(site, range(10)))
    visits.crawl(source)
    [before] = layouts(visits)
    visits.sql("UPDATE archive.layout SET learned = learned - 'body', key = 'other' RETURNING 1")
    site.answers["/feed"] = feed(publish(site, [50]))
    assert visits.crawl(source)["outcome"] == "done"
    [after] = layouts(visits)
    assert (after["key"], after["learned"]["body"]) == (before["key"], before["learned"]["body"])
    assert {key for _, _, key, _ in revisions(visits)} == {after["key"]}
