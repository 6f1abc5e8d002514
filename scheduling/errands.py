"""What a process does with a source that is due: a visit, and the verdict after it. Nothing that goes wrong with one source ends
the process or keeps another from being visited."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from uuid import UUID

from scrapy import Spider
from scrapy.settings import Settings

from archive import schedule, visits
from archive.reaching import lost_is_told
from archive.schedule import Held
from crawler.visit import VisitReport, visit_source
from crawler.visiting import Visiting
from crawler.workshop import Workshop
from press import urls
from press.errors import ArchiveFull, ArchiveLost, CaptureFailed, PressError, SourceBusy
from press.source import Source
from scheduling.catalogue import Catalogue
from scheduling.glances import Glanced
from scheduling.rebuilt import seek_anew
from scheduling.verdict import AFTER_A_FAULT, after_visit

logger = logging.getLogger(__name__)

#: When a source is looked at again whose hosts are being asked by a visit made here.
SOON = timedelta(seconds=2)
#: Seconds for which no visit begins where the disk takes no captures, or the database's nothing at all; up to the longest.
FIRST_REST, LONGEST_REST = 30.0, 600.0


@dataclass
class Done:
    """What a process has done: visits by their outcome, glances by theirs, and stored pages."""

    visits: Counter[str] = field(default_factory=Counter)
    glances: Counter[str] = field(default_factory=Counter)
    stored: int = 0
    fetched: int = 0


class Errands:
    """`tell` is called with a line for people where something went wrong."""

    def __init__(self, workshop: Workshop, catalogue: Catalogue, settings: Settings, tell: Callable[[str], None]) -> None:
        self.workshop = workshop
        self.catalogue = catalogue
        self.settings = settings
        self.tell = tell
        self.done = Done()
        #: Sources whose hosts a visit made here was asking, and when they are surely due again.
        self._waiting: dict[str, float] = {}
        self._asking: Counter[str] = Counter()  # hosts of the visits under way, and how many of them ask each
        self._rests = 0
        self._rest_until = 0.0

    @property
    def resting(self) -> bool:
        """Whether no visit should begin here for now: a disk is full."""
        return monotonic() < self._rest_until

    def waits(self, source_id: str) -> bool:
        """Whether a source falls due again in a moment, since a visit made here was asking its hosts."""
        return self._waiting.get(source_id, 0.0) > monotonic()

    @property
    def some_wait(self) -> bool:
        """Whether any does."""
        return any(map(self.waits, self._waiting))

    async def visit(self, source_id: str, stopping: asyncio.Event) -> VisitReport | None:
        """Visit a source that is still due, and give the verdict on it. None where it is not, or somebody else has it.

        Raises ArchiveLost; whatever else goes wrong is told, and the source is left in peace for a while.
        """
        archive, catalogue = self.workshop.archive, self.catalogue  # which may be another one after the next wait
        source = catalogue.sources.get(source_id)
        self._waiting.pop(source_id, None)
        if source is None or not await schedule.still_due(archive, source_id):
            return None
        hosts = {urls.host_key(way.url) for way in source.discover}
        if all(self._asking[host] for host in hosts):
            self._waiting[source_id] = monotonic() + 2 * SOON.total_seconds()
            await schedule.make_way(archive, source_id, SOON)
            return None
        self._asking.update(hosts)
        try:
            return await self._visit(source, catalogue.spiders[source_id], stopping)
        finally:
            self._asking.subtract(hosts)

    async def _visit(self, source: Source, spider: type[Spider], stopping: asyncio.Event) -> VisitReport | None:
        archive, source_id = self.workshop.archive, source.source_id
        begun: list[Visiting] = []
        try:
            with lost_is_told():
                report = await visit_source(self.workshop, source, spider, self.settings, stopping=stopping, begun=begun.append)
        except asyncio.CancelledError:
            with suppress(ArchiveLost):
                await self._hand_back(begun)
            raise
        except (CaptureFailed, ArchiveFull) as failed:
            self.rest(failed)
            self.done.visits["broken"] += 1
            await self._hand_back(begun)
            return None
        except SourceBusy:
            await schedule.not_queued(archive, [source_id])  # where its holder is dead, its lease runs out, and it is due at once
            return None
        except ArchiveLost:
            raise
        except Exception as error:  # noqa: BLE001  # a fault of ours with one source is kept from the others, and told
            self._broke_off(source_id, "visit", error)
            self.done.visits["broken"] += 1
            await schedule.put_off(archive, source_id, AFTER_A_FAULT)
            return None
        if report.outcome == "busy":  # others ask its hosts; nothing is wrong, and it is due again soon
            return report
        self._count(report)
        self._rests = 0 if report.counts.stored else self._rests
        astray = await self._judge(source, report.outcome)
        if astray is None:
            await schedule.put_off(archive, source_id, AFTER_A_FAULT)
        elif astray:
            await self._seek(source, stopping)
        return report

    def dead_among(self, held: Mapping[str, Held]) -> set[UUID]:
        """The holders of these leases that are seen to be dead: their leases are none."""
        return {one.holder for one in held.values() if self.workshop.holder.is_dead(one.holder, one.node)}

    async def _seek(self, source: Source, stopping: asyncio.Event) -> None:
        """Look whether the site of a source whose ways lead nowhere was rebuilt, and tell it. Raises ArchiveLost."""
        try:
            words = await seek_anew(self.workshop, self.settings, source, stopping)
        except ArchiveLost:
            raise
        except Exception as error:  # noqa: BLE001  # as for a visit
            self._broke_off(source.source_id, "look at its site", error)
            return
        if words is not None:
            self.tell(f"{source.source_id}: {words}")

    def heard(self, glanced: Sequence[Glanced]) -> list[str]:
        """Count glances and tell those that failed; the sources that need a visit now."""
        for one in glanced:
            self.done.glances[one.outcome] += 1
            if one.outcome == "failed":
                self.tell(f"{one.source_id}: the glance failed: {one.reason or one.word}")
        return [one.source_id for one in glanced if one.outcome == "changed"]

    async def judge_the_unjudged(self) -> None:
        """Give the verdicts that a killed process still owed."""
        for source_id in await schedule.without_verdict(self.workshop.archive):
            if (source := self.catalogue.sources.get(source_id)) is not None:
                await self._judge(source)

    async def mark_the_silent(self) -> None:
        """Tell, once each, which sources have been silent for longer than their rhythm allows. Raises ArchiveLost."""
        for source_id, since in await schedule.gone_silent(self.workshop.archive, self.catalogue.sources):
            self.tell(f"{source_id}: nothing new for longer than its rhythm allows, since {since:%Y-%m-%d}")

    async def _judge(self, source: Source, outcome: str | None = None) -> bool | None:
        """Give the verdict on a source: whether its ways lead nowhere; None where that broke off, which is told.

        Raises ArchiveLost.
        """
        try:
            return await after_visit(self.workshop.archive, source, outcome)
        except ArchiveLost:
            raise
        except Exception as error:  # noqa: BLE001  # as for a visit: who cannot be judged keeps no other from its visit
            self._broke_off(source.source_id, "verdict", error)
            return None

    async def _hand_back(self, begun: Iterable[Visiting]) -> None:
        for visiting in begun:
            await visits.hand_back(self.workshop.archive, visiting.visit)

    def rest(self, failed: CaptureFailed | ArchiveFull) -> None:
        """Tell once that a disk takes nothing, and begin no visit for a while, each time a longer one."""
        if not self.resting:
            span = min(LONGEST_REST, FIRST_REST * 2 ** min(self._rests, 6))
            self._rests, self._rest_until = self._rests + 1, monotonic() + span
            what = failed.what if isinstance(failed, ArchiveFull) else str(failed)
            self.tell(f"{what}; no visit begins here for {span:.0f} s")

    def _broke_off(self, source_id: str, what: str, error: Exception) -> None:
        """Tell a fault of ours in a line, and log it whole."""
        logger.error("%s: the %s broke off", source_id, what, exc_info=error)
        self.tell(f"{source_id}: the {what} broke off: {error if isinstance(error, PressError) else repr(error)}")

    def _count(self, report: VisitReport) -> None:
        self.done.visits[report.outcome] += 1
        self.done.stored += report.counts.stored
        self.done.fetched += report.counts.fetched
        for reason in report.detail.get("reasons", [])[:1]:
            self.tell(f"{report.source_id}: {report.outcome}: {reason}")
