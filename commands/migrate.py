"""`scrapy migrate [--restored] [--forget DATE]`: make the database, or bring it to this program's schema."""

from __future__ import annotations

import argparse
import os
from dataclasses import asdict

from scrapy.commands import ScrapyCommand

from commands.frame import Frame
from commands.since import instant


class Command(Frame, ScrapyCommand):
    """Creates or upgrades the database. With the embedded server, other commands do it by themselves."""

    def short_desc(self) -> str:
        return "Create or upgrade the archive's database"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--restored", action="store_true", help="after a restore from a back-up: raise the epoch, so that readers start again"
        )
        parser.add_argument(
            "--forget", metavar="DATE", help="drop the change feed's rows of before this date, and raise change_floor"
        )

    async def act(self, args: list[str], opts: argparse.Namespace) -> None:
        from archive.database import ensure_database
        from archive.embedded.server import archive_url
        from archive.epoch import raise_epoch
        from archive.forgetting import forget_changes
        from archive.migrations import migrate, migrations
        from archive.settings import ArchiveSettings

        before = instant(opts.forget, f"--forget {opts.forget}") if opts.forget is not None else None
        async with archive_url(ArchiveSettings.from_environment(os.environ)) as url:
            await ensure_database(url)
            applied = await migrate(url)
            if applied:
                self.rows(({"version": each.version, "name": each.name} for each in applied), title="Migrations applied")
            self.note(f"the database has schema {len(migrations())}" + ("" if applied else ": nothing to do"))
            if opts.restored:
                self.rows(({"epoch": await raise_epoch(url)},), title="Readers of the change feed start again")
            if before is not None:
                self.rows((asdict(await forget_changes(url, before)),), title="Changes forgotten")
