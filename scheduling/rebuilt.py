"""A source whose ways lead nowhere any more: its site is looked at from its address alone, and what is found is said.

No source file is written: whether it is the same publisher's press room a person decides.
"""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Sequence

from scrapy.settings import Settings

from archive import rebuilt
from crawler.probing import Prober, probe
from crawler.workshop import Workshop
from press.source import Source
from spiders.probe.evidence import Evidence, FoundWay, Judged
from spiders.probe.inquiry import inquire

#: Ways that are named; a health's reason is one line.
NAMED = 2


async def seek_anew(workshop: Workshop, settings: Settings, source: Source, stopping: asyncio.Event) -> str | None:
    """Look at the source's home, once a day at most; what is said of ways that its file has not, None where there are none.

    Raises ArchiveLost.
    """
    if not await rebuilt.may_seek(workshop.archive, source.source_id):
        return None

    async def inquiry(prober: Prober) -> tuple[Evidence, list[Judged]]:
        return await inquire(prober, source.home)

    own = settings.copy()
    own.set("DOWNLOAD_DELAY", source.politeness.delay, priority="spider")
    looked = await probe(workshop, own, inquiry, most=own.getint("PRESS_PROBE_REQUESTS"), stopping=stopping)
    known = {(way.kind, way.url) for way in source.discover}
    ways = [one.way for one in looked[1] if one.chosen and (one.way.kind, one.way.url) not in known] if looked else []
    if not ways:
        return None
    words = said_of(source, ways)
    await rebuilt.found(workshop.archive, source.source_id, words)
    return words


def said_of(source: Source, ways: Sequence[FoundWay]) -> str:
    """What was found, and the command that writes a new file. It overwrites none, so the old one has to go first."""
    named = " and ".join(f"the {way.kind} {way.url}" for way in ways[:NAMED])
    more = f", {len(ways) - NAMED} more" if len(ways) > NAMED else ""
    kind = f" --kind {source.kind}" if source.kind else ""
    command = f"scrapy sources add {shlex.quote(source.home)} --id {source.source_id}{kind}"
    return f"its site seems to have been rebuilt, with {named}{more}: take its file away, and `{command}` writes a new one"
