"""`scrapy harvest`: visit all that is due, then exit; for cron."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from commands.frame import Exit, Frame

if TYPE_CHECKING:
    import argparse
    import asyncio

    from scheduling.errands import Done


class Command(Frame, ScrapyCommand):
    """Exit code 0: every visit succeeded, or nothing was due; 3: some did not, or a file cannot be used; 1: none did."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": True}

    def short_desc(self) -> str:
        return "Visit all sources that are due, then exit"

    def act(self, args: list[str], opts: argparse.Namespace) -> Exit:
        from archive.settings import ArchiveSettings
        from crawler.run import run
        from scheduling.catalogue import catalogue
        from scheduling.working import harvest_once

        archive_settings = ArchiveSettings.from_environment(os.environ)
        known = catalogue(self.settings)
        for fault in known.faults:
            self.note(fault)

        async def main(stopping: asyncio.Event) -> tuple[Done, bool]:
            done = await harvest_once(archive_settings, self.settings, known, tell=self.note, stopping=stopping)
            return done, stopping.is_set()

        done, stopped = run(main, self.settings)
        visits = done.visits
        row = {
            "sources": len(known.sources), "glances": sum(done.glances.values()), "visits": sum(visits.values()),
            "done": visits["done"] + visits["unchanged"], "partial": visits["partial"],
            "failed": visits["failed"] + visits["broken"], "fetched": done.fetched, "stored": done.stored,
        }  # fmt: skip
        self.rows([row], title="Harvest")
        if stopped:
            self.note(f"{self.name}: stopped before all was visited")
        wrong = visits["partial"] + visits["failed"] + visits["broken"] + done.glances["failed"]
        right = visits["done"] + visits["unchanged"] + done.glances["unchanged"]
        if wrong and not right and not visits["partial"]:
            return Exit.FAILED
        return Exit.PART if wrong or known.faults or stopped else Exit.DONE
