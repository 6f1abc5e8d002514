"""`scrapy verify`: every capture's record is where the database says, and its digest is right."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand

from commands.frame import Exit, Frame

if TYPE_CHECKING:
    import argparse

#: Faults told one by one; the rest are counted.
TOLD = 50

_COLUMNS = ("captures", "sound", "faulty", "elsewhere", "files", "faults")


class Command(Frame, ScrapyCommand):
    """Exit code 1 for a missing or damaged record of this archive folder, 3 where captures lie on another machine."""

    def short_desc(self) -> str:
        return "Check every capture against its WARC record"

    async def act(self, args: list[str], opts: argparse.Namespace) -> Exit:
        from archive.connection import open_archive
        from archive.node import node_of
        from archive.settings import ArchiveSettings
        from archive.verification import verify
        from commands.progress import progress

        settings = ArchiveSettings.from_environment(os.environ)
        async with open_archive(settings, role="reader") as archive:
            with progress("Verifying", "captures") as advance:
                result = await verify(archive, settings.archive_dir / "warc", node_of(settings.archive_dir), advance=advance)
        for fault in result.faults[:TOLD]:
            self.note(fault)
        faults = len(result.faults) + result.more_faults
        if faults > TOLD:
            self.note(f"… and {faults - TOLD} more")
        self.rows(
            [{"captures": result.captures, "sound": result.sound, "faulty": result.faulty, "elsewhere": result.elsewhere,
              "files": result.files, "faults": faults}],
            title="Captures", columns=_COLUMNS,
        )  # fmt: skip
        if faults:
            return Exit.FAILED
        if result.elsewhere:
            self.note(f"{result.elsewhere} captures lie on other machines: run `scrapy verify` there")
            return Exit.PART
        return Exit.DONE
