"""A visit to a source, from taking the source to saying how it went."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.settings import Settings

from archive import visits
from archive.visits import VisitCounts
from crawler.browser.browsers import lend
from crawler.browser.limits import let_render
from crawler.browser.render import Render
from crawler.ends import Ledger
from crawler.gate import Gate
from crawler.layouts import LayoutsOfVisit
from crawler.learning import learn_at_the_end
from crawler.looks import Looks
from crawler.refused import Refused, refuse_waiting
from crawler.user_agent import user_agent
from crawler.visiting import Visiting, attach
from crawler.workshop import Workshop
from press import urls
from press.errors import NoBrowser, VisitReplaced
from press.health import WELL
from press.source import Source

Outcome = Literal["done", "partial", "failed", "lost", "unchanged", "busy"]

#: Reasons that speak of the page, not of the visit: a site may well list a page that is gone or that robots.txt forbids.
ORDINARY_ENDS = frozenset(
    {
        *("http_401", "http_403", "http_404", "http_410", "redirects"),
        *("robots", "guard", "scheme", "address"),
        *("wrong_type", "too_large"),
    }
)


#: What becomes of a visit whose process was frozen or cut off for longer than its lease.
TAKEN_OVER = "another worker took this visit over, for nothing was heard of this one within CRAWLER_LEASE; it goes on there"

#: Fewer new releases say nothing of a site: one may well be without a date.
ENOUGH_TO_JUDGE = 5


@dataclass(frozen=True)
class VisitReport:
    """How a visit went. `outcome` unchanged: nothing was new; busy: others held the hosts of all its documents, and nothing was
    asked. For neither of them a row was written."""

    source_id: str
    outcome: Outcome
    counts: VisitCounts
    outcomes: dict[str, int] = field(default_factory=dict)
    detail: dict[str, Any] = field(default_factory=dict)
    gap: bool = False


async def visit_source(
    workshop: Workshop, source: Source, spider: type[Spider], settings: Settings, *,
    since: datetime | None = None, limit: int | None = None, revisit_all: bool = False,
    stopping: asyncio.Event | None = None, begun: Callable[[Visiting], None] | None = None,
) -> VisitReport:  # fmt: skip
    """Visit a source once. `stopping` ends it early, keeping all that was done; `begun` is told of the visit when it begins.

    Raises SourceBusy where a live worker is visiting it already, ArchiveLost where the database goes away on the
    way, and CaptureFailed where the disk takes no captures: neither says anything of the source.
    """
    visit = await visits.begin(
        workshop.archive, source, holder=workshop.holder.holder_id, node=workshop.holder.node, is_dead=workshop.holder.is_dead
    )
    if source.render == "browser":
        try:
            await workshop.browsers.start()
        except NoBrowser as error:
            detail = {"reasons": [str(error)]}
            await visits.finish(workshop.archive, visit, outcome="failed", counts=VisitCounts(), gap=False, detail=detail)
            return VisitReport(source.source_id, "failed", VisitCounts(), detail=detail)
    visiting = Visiting(
        workshop, source, visit, Ledger(workshop.archive, visit), await LayoutsOfVisit.of(workshop.archive, source.source_id),
        Looks(workshop.archive, visit), since=since, limit=limit, revisit_all=revisit_all,
    )  # fmt: skip
    crawler = Crawler(spider, _settings_for(source, settings))
    attach(crawler, visiting)
    lend(crawler, workshop.browsers)
    if begun is not None:
        begun(visiting)
    crashes: list[str] = []
    crawler.signals.connect(lambda failure, **_: crashes.append(str(failure.value)), signals.spider_error, weak=False)

    crawl = asyncio.ensure_future(crawler.crawl_async())
    watches = [asyncio.ensure_future(_keep_alive(visiting, crawler))]
    watches.append(asyncio.ensure_future(_stop_when(visiting.abandon, crawler)))
    if stopping is not None:
        watches.append(asyncio.ensure_future(_stop_when(stopping, crawler)))
    replaced = False
    try:
        await asyncio.wait([crawl, watches[0]], return_when=asyncio.FIRST_COMPLETED)
        if not crawl.done():  # the heartbeat ended first: another worker has the visit now
            replaced = True
            await _stop(crawler)
        await crawl
        if not replaced and visiting.abandoned is None and (stopping is None or not stopping.is_set()):
            await learn_at_the_end(visiting, crawler.settings, stopping)
    except VisitReplaced:
        replaced = True
    finally:
        for watch in watches:
            watch.cancel()
        for watch in watches:
            with suppress(asyncio.CancelledError, VisitReplaced):
                await watch
    if visiting.abandoned is not None and not isinstance(visiting.abandoned, VisitReplaced):
        raise visiting.abandoned
    if not replaced and visiting.abandoned is None:
        with suppress(VisitReplaced):
            return await _finish(visiting, crawler, crashes, stopped=stopping is not None and stopping.is_set())
    return VisitReport(source.source_id, "lost", VisitCounts(), detail={"reasons": [TAKEN_OVER]})


async def _finish(visiting: Visiting, crawler: Crawler, crashes: list[str], *, stopped: bool) -> VisitReport:
    """Write what is still open, judge, and close the visit."""
    ledger, workshop, visit = visiting.ledger, visiting.workshop, visiting.visit
    unheard = ledger.unheard
    for lead_id in unheard:
        ledger.end(lead_id, "open", "stopped" if stopped else "unheard")
    await ledger.flush()
    if ledger.asked:
        visiting.notes += await visiting.looks.settle(visiting.documents)
    gate = crawler.get_downloader_middleware(Gate)
    if gate is not None:
        await gate.release()
    outcome, reasons = _judge(visiting, crashes, unheard=len(unheard), stopped=stopped)
    counts = VisitCounts(
        leads=visiting.leads_found,
        fetched=ledger.fetched,
        stored=sum(n for word, n in ledger.outcomes.items() if word in ("new", "appeared", "revised", "own_news")),
        unchanged=ledger.outcomes["unchanged"],
        failed=sum(ledger.failures.values()),
    )
    detail: dict[str, Any] = {
        "reasons": reasons,
        "documents": _summary(visiting.documents),
        "outcomes": dict(ledger.outcomes),
        "not_a_release": dict(ledger.others.most_common()),
        "failures": dict(ledger.failures),
        "faults": visiting.faults,
        "notes": visiting.notes,
    }
    detail = {key: value for key, value in detail.items() if value}
    if set(visiting.documents.values()) == {"host_busy"} and ledger.fetched == 0 and not (crashes or unheard):
        await visits.turned_away(workshop.archive, visit)
        return VisitReport(visiting.source.source_id, "busy", VisitCounts(), detail=detail)
    if outcome == "done" and not visiting.changed and ledger.asked == 0:
        await visits.unchanged(workshop.archive, visit)
        return VisitReport(visiting.source.source_id, "unchanged", counts, dict(ledger.outcomes), detail)
    await visits.finish(
        workshop.archive, visit, outcome=outcome, counts=counts, gap=visiting.gap, detail=detail, seen=_seen(visiting)
    )
    return VisitReport(visiting.source.source_id, outcome, counts, dict(ledger.outcomes), detail, visiting.gap)


def _seen(visiting: Visiting) -> dict[str, Any]:
    """What the verdict on the source will be given on, beside the visit's row: its own ways, its last pages, and whether it was
    bounded or went back by date."""
    own = {url for way in visiting.source.discover if (url := urls.normalise(way.url)) in visiting.documents}
    return {
        "ways": {url: visiting.documents[url] for url in sorted(own)},
        "pages": [page.as_json() for page in visiting.pages],
        "by_date": visiting.since is not None or visiting.limit is not None,
    }


def _judge(
    visiting: Visiting, crashes: list[str], *, unheard: int, stopped: bool
) -> tuple[Literal["done", "partial", "failed"], list[str]]:
    """The visit's outcome and, where it is not done, why."""
    reasons: list[str] = []
    read = [how for how in visiting.documents.values() if how in WELL]
    lost = {url: how for url, how in visiting.documents.items() if how not in WELL}
    own = {urls.normalise(way.url) for way in visiting.source.discover}
    forbidden = [url for url, how in lost.items() if how == "robots" and url not in own]
    for url in forbidden:  # a site may well link what it lets nobody ask: that ends its list, and loses nothing
        del lost[url]
    if forbidden:
        visiting.notes.append(f"robots.txt forbids {len(forbidden)} further pages or files of its ways, as {forbidden[0]}")
    if unheard and not stopped:
        reasons.append(f"{unheard} requests ended without a word")
    if not read:
        first = next(iter(lost.items()), None)
        reasons.append(
            f"no discovery document could be read ({first[0]}: {first[1]})" if first else "no discovery document was asked"
        )
    if reasons:
        return "failed", reasons + crashes[:3]
    reasons += [f"{url}: {how}" for url, how in list(lost.items())[:5]]
    reasons += [f"{count} pages: {word}" for word, count in visiting.ledger.failures.items() if word not in ORDINARY_ENDS]
    if refused := visiting.ledger.outcomes["not_stored"]:
        reasons.append(f"{refused} pages: not_stored")
    reasons += crashes[:3]
    for name, count in visiting.missing.items():
        if visiting.read >= ENOUGH_TO_JUDGE and count > visiting.read / 2:
            reasons.append(f"{name} is missing on {count} of {visiting.read} releases")
    if stopped:
        reasons.append("stopped")
    if visiting.leads_found < visiting.source.healthy.min_leads and "read" in read and visiting.since is None:
        reasons.append(f"{visiting.leads_found} leads where a healthy visit finds at least {visiting.source.healthy.min_leads}")
    return ("partial", reasons) if reasons else ("done", [])


def _summary(documents: dict[str, str]) -> dict[str, int]:
    summary: dict[str, int] = {}
    for how in documents.values():
        summary[how] = summary.get(how, 0) + 1
    return summary


def _settings_for(source: Source, settings: Settings) -> Settings:
    """The crawl's settings: the source's politeness under what the command line says."""
    own = settings.copy()
    own.set("DOWNLOAD_DELAY", source.politeness.delay, priority="spider")
    own.set("CONCURRENT_REQUESTS_PER_DOMAIN", source.politeness.concurrency, priority="spider")
    own.set("USER_AGENT", user_agent(settings.get("CRAWLER_CONTACT")), priority="spider")
    if source.render == "browser":
        let_render(own)
    return own


async def _keep_alive(visiting: Visiting, crawler: Crawler) -> None:
    """Renew the leases and write what has gathered. Returns when another worker has taken the visit over."""
    lease = visiting.workshop.archive.settings.lease.total_seconds()
    while True:
        await asyncio.sleep(lease / 3)
        try:
            await visits.renew(visiting.workshop.archive, visiting.visit)
            gate = crawler.get_downloader_middleware(Gate)
            if gate is not None:
                await gate.renew()
            await visiting.ledger.flush()
        except VisitReplaced:
            return


async def _stop_when(stopping: asyncio.Event, crawler: Crawler) -> None:
    """End a crawl in good order, on a signal: what is being downloaded ends, what only waits for its turn is refused."""
    await stopping.wait()
    await _stop(crawler)


async def _stop(crawler: Crawler) -> None:
    for slot in crawler.engine.downloader.slots.values():
        refuse_waiting(slot, lambda: Refused("stopped", "the visit was stopped", transient=True))
    if (render := crawler.get_downloader_middleware(Render)) is not None:
        render.stop()
    await crawler.stop_async()
