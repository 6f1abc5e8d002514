"""`scrapy split RELEASE URL`, `scrapy split RELEASE OLD_ID`: pages come off a release, and stay off it."""

from __future__ import annotations

import argparse
import os

from scrapy.commands import ScrapyCommand

from commands.frame import Frame
from commands.person import add_person, named


class Command(Frame, ScrapyCommand):
    """Takes off the page at URL, or undoes the merge that took OLD_ID out of use. Exit code 1 where nothing can come off."""

    takes = "RELEASE URL|OLD_ID"

    def short_desc(self) -> str:
        return "Take a page off a release, or undo a merge"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_person(parser)

    async def act(self, args: list[str], opts: argparse.Namespace) -> None:
        from archive.connection import open_archive
        from archive.people import split
        from archive.settings import ArchiveSettings

        async with open_archive(ArchiveSettings.from_environment(os.environ)) as archive:
            done = await split(archive, *args, by=named(opts), reason=opts.reason)
        self.rows([{"release_id": done.release_id, "other_release_id": done.other_release_id}], title="Split")
        if done.other_release_id is None:
            self.note("what came off is its site's own news: no release")
        elif done.is_withdrawn:
            self.note(f"what came off stays withdrawn: `scrapy restore {done.other_release_id}` shows it")
