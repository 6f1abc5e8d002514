"""`scrapy restore RELEASE`: show a release again that was withdrawn."""

from __future__ import annotations

import argparse
import os

from scrapy.commands import ScrapyCommand

from commands.frame import Frame
from commands.person import add_person, named


class Command(Frame, ScrapyCommand):
    """Exit code 1 where there is no such release, or it is not withdrawn."""

    takes = "RELEASE"

    def short_desc(self) -> str:
        return "Show a withdrawn release again"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_person(parser)

    async def act(self, args: list[str], opts: argparse.Namespace) -> None:
        from archive.connection import open_archive
        from archive.settings import ArchiveSettings
        from archive.withdrawal import restore

        async with open_archive(ArchiveSettings.from_environment(os.environ)) as archive:
            release_id = await restore(archive, *args, by=named(opts), reason=opts.reason)
        self.rows([{"release_id": release_id}], title="Restored")
