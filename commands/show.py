"""`scrapy show RELEASE_ID`: one release, with where it stands, its revisions, and who said what."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand

from commands.frame import Frame, as_json

if TYPE_CHECKING:
    import argparse

    from archive.showing import ReleaseShown


class Command(Frame, ScrapyCommand):
    """Takes a release_id, also one that a merge took out of use, the beginning of one, or the address of a page."""

    takes = "RELEASE_ID|URL"

    def short_desc(self) -> str:
        return "Show a release, or what became of an address"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--diff", action="store_true", help="the words that changed between consecutive revisions")

    async def act(self, args: list[str], opts: argparse.Namespace) -> None:
        from archive.connection import open_archive
        from archive.settings import ArchiveSettings
        from archive.showing import ReleaseShown, find

        async with open_archive(ArchiveSettings.from_environment(os.environ)) as archive:
            found = await find(archive, args[0])
        if not self.on_terminal:
            row: dict[str, Any] = asdict(found)
            if opts.diff and isinstance(found, ReleaseShown):
                row["diffs"] = _diffs(found)
            print(as_json(row))
            return
        from rich.console import Console

        from commands.shown_release import print_diffs, print_page, print_release

        console = Console(highlight=False)
        if not isinstance(found, ReleaseShown):
            print_page(console, found)
            return
        print_release(console, found)
        if opts.diff:
            print_diffs(console, found)
            if not any(row["previous_revision_id"] for row in found.revisions):
                self.note("no page of this release was ever edited")


def _diffs(found: ReleaseShown) -> list[dict[str, Any]]:
    """Each page's consecutive revisions; a piece is [kind, text]."""
    from commands.shown_release import DIFFED, consecutive
    from press.word_diff import word_diff

    return [
        {
            "url": new["url"], "previous_revision_id": old["revision_id"], "revision_id": new["revision_id"],
            **{field: word_diff(old[field] or "", new[field] or "") for field in DIFFED},
        }
        for old, new in consecutive(found.revisions)
    ]  # fmt: skip
