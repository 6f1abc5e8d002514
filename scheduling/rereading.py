"""A worker's source files, looked at again while it works: what is new begins, what has gone ends, and what has changed holds
from the next visit on."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from time import monotonic

from archive import schedule
from press.errors import SourceFault
from press.source import Source
from scheduling.catalogue import catalogue
from scheduling.errands import Errands

#: Seconds between two looks at the files, or so many times as long as a look took: it may have a hundredth of a core.
EVERY, TIMES = 5.0, 100.0

#: Ids that are told of each kind of change; `scrapy sources` has all.
NAMED = 3


class Rereading:
    """`step` is to be asked every second or so; `ask` lets the next one look at once (it may be a signal's handler)."""

    def __init__(self, errands: Errands) -> None:
        self._errands = errands
        self._asked = False
        self._next = monotonic() + EVERY
        self._said = ""
        self._put: dict[str, Source] = {}  # not in the schedule as they are now
        self._gone: set[str] = set()  # in the schedule still

    def ask(self) -> None:
        """Look at the files at the next step."""
        self._asked = True

    async def step(self) -> None:
        """Look if it is time, and bring the schedule to what the files say. Raises ArchiveLost; the next step goes on with it."""
        if self._asked or monotonic() >= self._next:
            asked, self._asked = self._asked, False
            begun = monotonic()
            await self._look(asked=asked)
            self._next = monotonic() + max(EVERY, TIMES * (monotonic() - begun))
        if self._put:
            await schedule.put_sources(self._errands.workshop.archive, self._put.values())
            self._put = {}
        if self._gone:
            await schedule.take_out(self._errands.workshop.archive, self._gone)
            self._gone = set()

    async def _look(self, *, asked: bool) -> None:
        former = self._errands.catalogue
        try:
            found = await asyncio.to_thread(catalogue, self._errands.settings, former)
            if former.sources and not found.sources:
                raise SourceFault("no source file is left, and the last ones hold; stop the worker if that is meant")
        except SourceFault as fault:  # told once, until the files are back
            if str(fault) != self._said:
                self._errands.tell(f"the source files were not read again: {_line(str(fault))}")
            self._said = str(fault)
            return
        self._said = ""
        self._errands.catalogue = found
        for fault_of_a_file in found.faults:
            self._errands.tell(f"{_line(fault_of_a_file)}; what the file said before holds, if it said anything")
        new = found.sources.keys() - former.sources.keys()
        gone = former.sources.keys() - found.sources.keys()
        changed = {name for name, source in found.sources.items() if source is not former.sources.get(name, source)}
        self._put = {name: found.sources[name] for name in (self._put.keys() | new | changed) - gone}
        self._gone = (self._gone | gone) - found.sources.keys()
        if new or gone or changed or asked:
            parts = [_named(word, names) for word, names in (("new", new), ("changed", changed), ("gone", gone)) if names]
            self._errands.tell(f"source files: {len(found.sources)} sources; {', '.join(parts) or 'nothing has changed'}")


def _named(word: str, names: Collection[str]) -> str:
    shown = ", ".join(sorted(names)[:NAMED])
    return f"{len(names)} {word} ({shown}{', …' if len(names) > NAMED else ''})"


def _line(text: str) -> str:
    return "; ".join(text.splitlines())
