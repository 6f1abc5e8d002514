"""JSON endpoints: what the scripts of a rendered page asked for, where it lists releases."""

from __future__ import annotations

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
        paged = any((described.answer.next, described.answer.page, described.answer.offset))
        total = described.total if described.total is not None else None if paged else len(own)
        trail.evidence.ways.append(
            FoundWay(
                "json", described.url, own, total, "; ".join(described.evidence[:3]) if total is not None else "",
                complete=paged or total == len(own), first=1 + (total or 0) // max(1, len(own)), language=seen.language,
                answer=described.answer, sure=described.score,
            )
        )  # fmt: skip


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
