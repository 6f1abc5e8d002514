"""`scrapy migrate [--restored]`: make the database, or bring it to this program's schema."""

from __future__ import annotations

import argparse
import os

from scrapy.commands import ScrapyCommand

from commands.frame import Frame


class Command(Frame, ScrapyCommand):
    """Creates or upgrades the database. With the embedded server, other commands do it by themselves."""

    def short_desc(self) -> str:
        return "Create or upgrade the archive's database"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--restored", action="store_true", help="after a restore from a back-up: raise the epoch, so that readers start again"
        )

    async def act(self, args: list[str], opts: argparse.Namespace) -> None:
        from archive.database import ensure_database
        from archive.embedded.server import archive_url
        from archive.epoch import raise_epoch
        from archive.migrations import migrate, migrations
        from archive.settings import ArchiveSettings

        async with archive_url(ArchiveSettings.from_environment(os.environ)) as url:
            await ensure_database(url)
            applied = await migrate(url)
            if applied:
                self.rows(({"version": each.version, "name": each.name} for each in applied), title="Migrations applied")
            self.note(f"the database has schema {len(migrations())}" + ("" if applied else ": nothing to do"))
            if opts.restored:
                self.rows(({"epoch": await raise_epoch(url)},), title="Readers of the change feed start again")
