"""JSON endpoints: what the scripts of a rendered page asked for, where it lists releases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.page import Page
from spiders.discovery import Document, read
from spiders.discovery.json_shape import Described, describe
from spiders.probe.asking.trail import Trail
from spiders.probe.documents import entry_of
from spiders.probe.evidence import Entry, FoundWay
from spiders.probe.page_look import PageLook
from spiders.probe.shapes import bare

#: Less sure descriptions are of menus, settings, places.
SURE_ENOUGH = 0.5
_MOST_ANSWERS = 40
#: The share of a menu's entries that the page's menus lead to: its own page may be no link, and one of them another site's.
MOST_OF_A_MENU = 0.6


@dataclass(frozen=True, slots=True)
class EndpointRead:
    """An answer described, and the entries that a visit would read from it."""

    described: Described
    entries: tuple[Entry, ...]


async def describe_answers(trail: Trail, page: Page, seen: PageLook) -> None:
    """Make ways of the answers to a page's scripts that list releases; they are in the evidence then."""
    links = tuple(link.url for link in seen.links)
    for read_one in await trail.run(read_answers, page, links, seen.language) or ():
        described = read_one.described
        own = tuple(entry for entry in read_one.entries if trail.same_site(entry.url))
        if not own or any(way.kind == "json" and bare(way.url) == bare(described.url) for way in trail.evidence.ways):
            continue
        if is_menu(own, seen):
            trail.vain("a JSON endpoint", described.url, "its list is a menu of the site: no dates, and every page links it")
            continue
        paged = any((described.answer.next, described.answer.page, described.answer.offset))
        total = described.total if described.total is not None else None if paged else len(own)
        trail.evidence.ways.append(
            FoundWay(
                "json", described.url, own, total, "; ".join(described.evidence[:3]) if total is not None else "",
                complete=paged or total == len(own), first=1 + (total or 0) // max(1, len(own)), language=seen.language,
                answer=described.answer, sure=described.score,
            )
        )  # fmt: skip


def is_menu(entries: Sequence[Entry], seen: PageLook) -> bool:
    """Whether a list is one of the site's menus: nothing in it is dated, and the page's own menus lead to most of it."""
    if any(entry.published or entry.modified for entry in entries):
        return False
    menus = {bare(link.url) for link in seen.links if link.in_menu}
    return sum(bare(entry.url) in menus for entry in entries) >= MOST_OF_A_MENU * len(entries)


def leave_undated(trail: Trail) -> None:
    """Give up the endpoints that date nothing and whose pages, as far as they were read, have no date either.

    Files of words, places and settings look like lists of pages too; a release has a day, in the list or on its page.
    """
    evidence = trail.evidence
    for way in [way for way in evidence.ways if way.kind == "json"]:
        if any(entry.published or entry.modified for entry in way.entries):
            continue
        own = [sample for entry in way.entries if (sample := evidence.samples.get(bare(entry.url))) is not None]
        if not any(sample.is_release and sample.published is not None for sample in own):
            evidence.ways.remove(way)
            trail.vain("a JSON endpoint", way.url, "neither its list nor its pages have dates")


def read_answers(page: Page, links: tuple[str, ...], language: str | None) -> list[EndpointRead]:
    """The answers that list releases, described, and read by the rules of a visit. Pure."""
    found = []
    for answer in page.answers[:_MOST_ANSWERS]:
        if answer.method != "GET" or answer.status != 200:
            continue
        best = next(iter(describe(answer.url, answer.body, pages_seen=links, language=language)), None)
        if best is None or best.score < SURE_ENOUGH:
            continue
        document = Document(
            answer.url, answer.body, answer.media_type, answer.charset, "json", language=language, answer=best.answer
        )
        entries = tuple(entry_of(lead) for lead in read(document, None).leads)
        found.append(EndpointRead(best, entries or tuple(Entry(url) for url in best.addresses)))
    return found
