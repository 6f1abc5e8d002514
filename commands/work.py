"""`scrapy work`: a worker; it visits what falls due until it is stopped. Start as many as you like, on as many machines."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from commands.frame import Exit, Frame

if TYPE_CHECKING:
    import argparse
    import asyncio


class Command(Frame, ScrapyCommand):
    """Exit code 0 after SIGTERM or SIGINT. With --alive: 0 where a worker of ARCHIVE_DIR moved within CRAWLER_LEASE, else 1."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": True}

    def short_desc(self) -> str:
        return "Visit what falls due, until stopped"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--alive", action="store_true", help="say whether this archive folder's worker moved within CRAWLER_LEASE, and exit"
        )

    def act(self, args: list[str], opts: argparse.Namespace) -> Exit:
        from archive.settings import ArchiveSettings

        archive_settings = ArchiveSettings.from_environment(os.environ)
        if opts.alive:
            return self._alive(archive_settings)
        from crawler.run import run
        from scheduling.catalogue import catalogue
        from scheduling.working import work

        known = catalogue(self.settings)
        for fault in known.faults:
            self.note(fault)
        self.note(f"{self.name}: {len(known.sources)} sources; stop with Ctrl-C or SIGTERM")

        async def main(stopping: asyncio.Event) -> None:
            metrics = os.environ.get("METRICS_ADDRESS")
            await work(archive_settings, self.settings, known, tell=self.note, stopping=stopping, metrics=metrics)

        run(main, self.settings)
        self.note(f"{self.name}: stopped")
        return Exit.DONE

    def _alive(self, archive_settings: Any) -> Exit:
        from scheduling.alive import last_sign

        ago = last_sign(archive_settings.archive_dir)
        if ago is not None and ago <= archive_settings.lease:
            return Exit.DONE
        told = "has left no sign of life" if ago is None else f"moved last {ago.total_seconds():.0f} s ago"
        self.note(f"{self.name}: no worker of {archive_settings.archive_dir} is alive: it {told}")
        return Exit.FAILED
