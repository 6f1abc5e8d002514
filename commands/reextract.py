"""`scrapy reextract [SOURCE]`: extraction again over the captures, without network."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand

from commands.frame import Exit, Frame
from press.errors import SourceFault, UnknownSource

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from typing import Any

    from pipelines.rereading import SourceFacts
    from spiders.source_files import SourceFiles

_OUTCOMES = (
    "read", "reread", "new", "appeared", "revised", "unchanged", "own_news", "not_a_release", "failed", "elsewhere",
)  # fmt: skip


class Command(Frame, ScrapyCommand):
    """Exit code 3 where captures lie on other machines or some could not be read; 1 where none could."""

    takes = "[SOURCE]"

    def short_desc(self) -> str:
        return "Read the captures again by today's rules, without network"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="also what today's rules have read already")

    async def act(self, args: list[str], opts: argparse.Namespace) -> Exit:
        from archive.connection import open_archive
        from archive.node import node_of
        from archive.settings import ArchiveSettings
        from archive.views import rows
        from commands.progress import progress
        from crawler.reading import ReadingPool
        from pipelines.rereading import Rereading
        from spiders.loader import SourceLoader

        files = SourceLoader.from_settings(self.settings).files
        settings = ArchiveSettings.from_environment(os.environ)
        async with open_archive(settings) as archive:
            known = {row["source_id"]: row async for row in rows(archive, "source")}
            if args and args[0] not in known:
                files.read(args[0])  # no such source: says so, with the nearest
                self.note(f"{args[0]} has no captures yet")
            pool = ReadingPool(
                processes=self.settings.getint("PRESS_READING_PROCESSES"),
                seconds=self.settings.getfloat("PRESS_READING_SECONDS"),
                megabytes=self.settings.getint("PRESS_READING_MEGABYTES"),
            )
            try:
                rereading = Rereading(
                    archive, pool, settings.archive_dir / "warc", node_of(settings.archive_dir),
                    bound=self.settings.getint("DOWNLOAD_MAXSIZE"), tell=self.note,
                )  # fmt: skip
                with progress("Reading again", "captures") as advance:
                    for source_id in args or sorted(known):
                        if source_id in known:
                            facts = self._facts(known[source_id], files)
                            await rereading.read(facts, "all" if opts.all else "otherwise", advance=advance)
            finally:
                await pool.close()
        counts = rereading.counts
        self.rows([{outcome: counts[outcome] for outcome in _OUTCOMES}], title="Captures read again")
        if counts["elsewhere"]:
            self.note(f"{counts['elsewhere']} captures lie on other machines: run `scrapy reextract` there")
        if counts["failed"] or counts["elsewhere"]:
            return Exit.PART if counts["read"] or not counts["failed"] else Exit.FAILED
        return Exit.DONE

    def _facts(self, row: Mapping[str, Any], files: SourceFiles) -> SourceFacts:
        from pipelines.rereading import SourceFacts
        from press.source import Source

        source: Source | None = None
        try:
            source = files.read(row["source_id"])
        except UnknownSource:
            pass  # its file is gone, or it never had one: the row knows what the last visit knew
        except SourceFault as fault:
            self.note(f"{str(fault).splitlines()[0]}; reading by what the last visit knew")
        if source is not None:
            return SourceFacts(source.source_id, source.kind, source.time_zone, source)
        if row["kind"] is not None:
            said = {name: row[name] for name in ("source_id", "name", "kind", "country", "time_zone", "home")}
            # Not validated: a row has no ways to discover, and here nothing is discovered.
            source = Source.model_construct(**said, languages=tuple(row["languages"]), discover=())
        return SourceFacts(row["source_id"], row["kind"], row["time_zone"], source)
