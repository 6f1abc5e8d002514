"""After a visit that learned something of its source: captures that are read otherwise now are read again, a bounded number."""

from __future__ import annotations

import asyncio

from archive import layouts
from crawler.workshop import Workshop
from pipelines.rereading import Rereading, SourceFacts
from press.source import Source

#: Captures read again at the end of one visit, each some hundredths of a second: what a first visit of an ordinary length brings
#: is done at its end, and a large archive is done over several visits (or at once by `scrapy reextract`).
MOST = 1000


async def catch_up(workshop: Workshop, source: Source, *, bound: int, stopping: asyncio.Event | None = None) -> list[str]:
    """Read again what the last lesson left to be read again, until `stopping`. Returns what the visit should tell of it.

    Only what today's rules read with other layouts; what older rules read waits for `scrapy reextract`.
    """
    lesson = await layouts.last_lesson(workshop.archive, source.source_id)
    if lesson is None or lesson.reread_after is None:
        return []
    failed: list[str] = []
    rereading = Rereading(
        workshop.archive, workshop.reading, workshop.archive.settings.archive_dir / "warc", workshop.holder.node,
        bound=bound, tell=failed.append,
    )  # fmt: skip
    facts = SourceFacts(source.source_id, source.kind, source.time_zone, source)
    last = await rereading.read(
        facts, "layouts", after=lesson.reread_after,
        enough=lambda done: done >= MOST or (stopping is not None and stopping.is_set()),
    )  # fmt: skip
    await layouts.reread_to(workshop.archive, source.source_id, last)
    notes = [f"{len(failed)} captures could not be read again, as {failed[0]}"] if failed else []
    if rereading.counts["elsewhere"]:
        notes.append(f"{rereading.counts['elsewhere']} captures lie on other machines: run `scrapy reextract` there")
    if last is not None:
        notes.append("more captures are to be read again by the learned layouts: later visits do, or `scrapy reextract`")
    return notes
