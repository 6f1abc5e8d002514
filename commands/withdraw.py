"""`scrapy withdraw RELEASE --reason R`: hide a release's texts everywhere."""

from __future__ import annotations

import argparse
import os

from scrapy.commands import ScrapyCommand

from commands.frame import Frame
from commands.person import add_person, named


class Command(Frame, ScrapyCommand):
    """Exit code 1 where there is no such release, or it is withdrawn already."""

    takes = "RELEASE"

    def short_desc(self) -> str:
        return "Hide a release: its texts are null in every view, and in no search"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_person(parser, needs_reason=True)

    async def act(self, args: list[str], opts: argparse.Namespace) -> None:
        from archive.connection import open_archive
        from archive.settings import ArchiveSettings
        from archive.withdrawal import withdraw

        async with open_archive(ArchiveSettings.from_environment(os.environ)) as archive:
            release_id = await withdraw(archive, *args, by=named(opts), reason=opts.reason)
        self.rows([{"release_id": release_id}], title="Withdrawn")
