"""`scrapy merge A B`: two releases become one, and stay one."""

from __future__ import annotations

import argparse
import os

from scrapy.commands import ScrapyCommand

from commands.frame import Frame
from commands.person import add_person, named


class Command(Frame, ScrapyCommand):
    """A survives. Exit code 1 where there is nothing to be merged."""

    takes = "A B"

    def short_desc(self) -> str:
        return "Make two releases one, under the first one's id"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_person(parser)

    async def act(self, args: list[str], opts: argparse.Namespace) -> None:
        from archive.connection import open_archive
        from archive.people import merge
        from archive.settings import ArchiveSettings

        async with open_archive(ArchiveSettings.from_environment(os.environ)) as archive:
            done = await merge(archive, *args, by=named(opts), reason=opts.reason)
        self.rows([{"release_id": done.release_id, "other_release_id": done.other_release_id}], title="Merged")
        if done.is_withdrawn:
            self.note(f"it is withdrawn, as one of the two was: `scrapy restore {done.release_id}` shows it again")
