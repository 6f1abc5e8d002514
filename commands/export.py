"""`scrapy export`: any public view to a file or a pipe."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.frame import Frame
from commands.since import instant

if TYPE_CHECKING:
    import argparse

_FORMATS = ("jsonl", "csv", "parquet", "ninjs")


class Command(Frame, ScrapyCommand):
    """Rows of one snapshot, in a stable order. `--since` goes by the last change."""

    def short_desc(self) -> str:
        return "Write a public view as JSON lines, CSV, Parquet or ninjs"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--view", default="release", help="a view of schema press (default: release)")
        parser.add_argument("--format", default="jsonl", choices=_FORMATS, help="default: jsonl; ninjs is for releases alone")
        parser.add_argument("--since", metavar="DATE", help="only what changed since this date or instant (UTC where no zone)")
        parser.add_argument("--output", metavar="FILE", help="write here instead of to stdout; Parquet needs a file or a pipe")

    async def act(self, args: list[str], opts: argparse.Namespace) -> None:
        from archive.connection import open_archive
        from archive.settings import ArchiveSettings
        from archive.views import VIEWS
        from commands.export_formats import write

        if opts.view not in VIEWS:
            raise UsageError(f"--view {opts.view}: no such view; there are {', '.join(VIEWS)}")
        if opts.format == "ninjs" and opts.view != "release":
            raise UsageError("--format ninjs is for --view release")
        since = instant(opts.since, f"--since {opts.since}") if opts.since else None
        if opts.format == "parquet" and opts.output is None and sys.stdout.isatty():
            raise UsageError("--format parquet is binary: name a file with --output, or pipe it")
        async with open_archive(ArchiveSettings.from_environment(os.environ)) as archive:
            if opts.output is None:
                count = await write(archive, opts.view, opts.format, since, sys.stdout.buffer)
            else:
                count = await write(archive, opts.view, opts.format, since, Path(opts.output))
        self.note(f"{count} rows of press.{opts.view}")
