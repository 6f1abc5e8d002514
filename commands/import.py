"""`scrapy import FILE.jsonl`: releases that somebody already has, through the same pipelines as a crawl's."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand

from commands.frame import Exit, Frame

if TYPE_CHECKING:
    import argparse

_OUTCOMES = ("new", "appeared", "revised", "unchanged", "refused")

#: What a process may take for a batch of records; a hundred usual ones take a fifth of a second.
_BATCH_SECONDS = 60
#: Address space of that process: what signs texts reserves a gigabyte of it.
_MEGABYTES = 4096

#: Keys that were passed over, named at most.
_NAMED = 10


class Command(Frame, ScrapyCommand):
    """Exit code 3 where some records were refused, each with its line and reason on stderr; 1 where all were."""

    takes = "FILE.jsonl"

    def short_desc(self) -> str:
        return "Take in releases from JSON lines; - is standard input, gzip is read as well"

    async def act(self, args: list[str], opts: argparse.Namespace) -> Exit:
        from archive.connection import open_archive
        from archive.settings import ArchiveSettings
        from commands.json_lines import lines, opened
        from commands.progress import progress
        from crawler.reading import ReadingPool
        from crawler.reading_worker import COLLECT_EVERY
        from pipelines.handing_in import HandingIn
        from spiders.loader import SourceLoader

        name = "standard input" if args[0] == "-" else args[0]
        files = SourceLoader.from_settings(self.settings).files
        gc.freeze()  # modules stay for good
        gc.set_threshold(COLLECT_EVERY)
        pool = ReadingPool(seconds=_BATCH_SECONDS, megabytes=_MEGABYTES)
        with opened(args[0]) as file:
            async with open_archive(ArchiveSettings.from_environment(os.environ)) as archive:
                handing = HandingIn(
                    archive, files.read, refuse=lambda number, reason: self.note(f"{name}: line {number}: {reason}"),
                    pool=pool if len(os.sched_getaffinity(0)) > 1 else None,
                )  # fmt: skip
                try:
                    with progress("Importing", "records") as advance:
                        await handing.take(lines(file), advance=advance)
                finally:
                    await pool.close()
        counts = handing.counts
        self.rows([{"file": name} | {outcome: counts[outcome] for outcome in _OUTCOMES}], title="Import")
        if handing.unread_keys:
            self.note(f"{name}: keys that no field is made of: {', '.join(sorted(handing.unread_keys)[:_NAMED])}")
        taken = counts.total() - counts["refused"]
        if taken and taken == counts["unchanged"]:
            self.note(f"{name}: nothing changed, the archive had all of it")
        if handing.broken:
            self.note(f"{name}: {handing.broken}")
        if counts["refused"] or handing.broken:
            return Exit.PART if taken else Exit.FAILED
        return Exit.DONE
