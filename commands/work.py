"""`scrapy work`: a worker; it visits what falls due until it is stopped. Start as many as you like, on as many machines."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from commands.frame import Exit, Frame

if TYPE_CHECKING:
    import argparse
    import asyncio


class Command(Frame, ScrapyCommand):
    """Exit code 0 after SIGTERM or SIGINT. With --alive: 0 where the workers of ARCHIVE_DIR move, else 1."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": True}

    def short_desc(self) -> str:
        return "Visit what falls due, until stopped"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--alive", action="store_true", help="say whether this archive folder's workers moved within CRAWLER_LEASE, and exit"
        )
        parser.add_argument(
            "--name", help="what this worker is called, or which one --alive asks for; by default it has the machine's name"
        )

    def act(self, args: list[str], opts: argparse.Namespace) -> Exit:
        from archive.settings import ArchiveSettings

        archive_settings = ArchiveSettings.from_environment(os.environ)
        if opts.alive:
            return self._alive(archive_settings, opts.name)
        from crawler.run import run
        from scheduling.catalogue import catalogue
        from scheduling.working import work

        known = catalogue(self.settings)
        for fault in known.faults:
            self.note(fault)
        self.note(f"{self.name}: {len(known.sources)} sources; stop with Ctrl-C or SIGTERM")

        async def main(stopping: asyncio.Event) -> None:
            metrics = os.environ.get("METRICS_ADDRESS")
            name = opts.name or socket.gethostname()
            await work(archive_settings, self.settings, known, tell=self.note, stopping=stopping, metrics=metrics, name=name)

        run(main, self.settings)
        self.note(f"{self.name}: stopped")
        return Exit.DONE

    def _alive(self, archive_settings: Any, name: str | None) -> Exit:
        from scheduling.alive import signs

        asked = [one for one in signs(archive_settings.archive_dir) if name in (None, one.name)]
        late = [one for one in asked if one.ago > archive_settings.lease]
        for one in late:
            self.note(f"{self.name}: the worker {one.name} moved last {one.ago.total_seconds():.0f} s ago; start it anew")
        if not asked:
            self.note(f"{self.name}: no worker {f'{name} ' if name else ''}of {archive_settings.archive_dir} is alive")
        return Exit.FAILED if late or not asked else Exit.DONE
