"""`scrapy watch`: follow the change feed as JSON lines."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.frame import Frame, as_json

if TYPE_CHECKING:
    import argparse

    from archive.connection import Archive
    from commands.line_output import LineOutput


class Command(Frame, ScrapyCommand):
    """Runs until it is stopped; SIGINT, SIGTERM and a reader that goes away end it with 0."""

    def short_desc(self) -> str:
        return "Follow the changes of releases as JSON lines"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--after", metavar="CHANGE_ID", help="begin after this change (default: after the latest one)")

    async def act(self, args: list[str], opts: argparse.Namespace) -> None:
        from archive.connection import open_archive
        from archive.settings import ArchiveSettings
        from commands.line_output import forget_stdout, stdout

        after = _change_id(opts.after) if opts.after is not None else None
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stopping.set)
        async with open_archive(ArchiveSettings.from_environment(os.environ), role="reader") as archive:
            out = stdout()
            with out.reader_gone() as gone:
                following = asyncio.ensure_future(self._follow(archive, after, out))
                ends = [asyncio.ensure_future(event.wait()) for event in (stopping, gone)]
                await asyncio.wait([following, *ends], return_when=asyncio.FIRST_COMPLETED)
                for task in (following, *ends):
                    task.cancel()
                try:
                    await following
                except (asyncio.CancelledError, BrokenPipeError):
                    forget_stdout()

    async def _follow(self, archive: Archive, after: int | None, out: LineOutput) -> None:
        from archive.following import NewEpoch, follow

        def lost(reason: str) -> None:
            self.note(f"scrapy watch: the database went away ({reason}); trying again until it is back")

        async for found in follow(archive, after, lost=lost):
            row: dict[str, Any] = asdict(found)
            if isinstance(found, NewEpoch):
                row = {"change_id": None, "kind": "epoch", **row}
                self.note(f"scrapy watch: the archive was restored (epoch {found.epoch}): copy the views anew; following goes on")
            await out.write(as_json(row).encode() + b"\n")


def _change_id(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) > 2**63 - 1:
        raise UsageError(f"--after {text}: a change_id, 0 or more")
    return int(text)
