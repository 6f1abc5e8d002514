"""`scrapy sources`: the catalogue with health and last visit; `--check`: every fault of every file; `--layouts SOURCE`: what was
learned of it; `add URL`: a new source."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, get_args

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.frame import Exit, Frame
from press.errors import SourceFault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Iterator, Mapping

    from spiders.loader import SourceLoader

#: What visits have found out; the rest of a row is the file's.
_LEARNED = ("health", "health_reason", "last_visit_at", "last_success_at", "next_visit_at")
_COLUMNS = ("source_id", "name", "kind", "languages", "health", "last_visit_at", "next_visit_at", "health_reason")


class Command(Frame, ScrapyCommand):
    """`--check` reads the files alone and needs no database.

    Exit code 3: the catalogue was printed, but some files are wrong and have no name, kind and so on. `--check`: 1 if any is.
    """

    takes = "[add] [URL]"

    def short_desc(self) -> str:
        return "List the sources with their health, --check their files, or add one from its address"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        from press.source import SourceKind

        super().add_options(parser)
        parser.add_argument("--check", action="store_true", help="read every source file and name every fault of each")
        parser.add_argument("--layouts", metavar="SOURCE", help="show what was learned of a source's pages, and how it fits")
        parser.add_argument("--id", metavar="CC_NAME", help="add: the new source's id, as in ma_diplomatie")
        parser.add_argument("--kind", choices=get_args(SourceKind), help="add: the new source's kind")

    def act(self, args: list[str], opts: argparse.Namespace) -> Exit | Awaitable[Exit]:
        if not args:
            if opts.layouts is not None:
                if opts.check or opts.id is not None or opts.kind is not None:
                    raise UsageError("--layouts goes with no other option")
                return self._layouts(opts.layouts)
            if opts.id is not None or opts.kind is not None:
                raise UsageError("--id and --kind belong to `scrapy sources add URL`")
            return self._list(opts)
        if args[0] != "add":
            raise UsageError(f"knows `add URL` only, not {args[0]!r}")
        if len(args) < 2:
            raise UsageError("add needs the URL of a site or of its press room")
        if opts.check or opts.layouts is not None:
            raise UsageError("--check, --layouts and add are commands of their own: run one after the other")
        from commands.sources_add import add

        return add(self, args[1], opts)

    async def _list(self, opts: argparse.Namespace) -> Exit:
        from spiders.loader import SourceLoader

        loader = SourceLoader.from_settings(self.settings)
        if opts.check:
            return self._check(loader)

        from archive.connection import open_archive
        from archive.settings import ArchiveSettings
        from archive.views import rows

        loader.list()  # a wrong SOURCES_DIR is said before a database is started
        async with open_archive(ArchiveSettings.from_environment(os.environ), role="reader") as archive:
            learned = {row["source_id"]: row async for row in rows(archive, "source")}
        catalogue = list(_catalogue(loader, learned))
        self.rows(catalogue, title="Sources", columns=_COLUMNS)
        broken = sum(1 for row in catalogue if row["fault"] is not None)
        if broken:
            self.note(f"{broken} source files are wrong: `scrapy sources --check` says how")
        return Exit.PART if broken else Exit.DONE

    async def _layouts(self, source_id: str) -> Exit:
        from archive import layouts
        from archive.connection import open_archive
        from archive.settings import ArchiveSettings
        from archive.views import rows
        from spiders.loader import SourceLoader

        loader = SourceLoader.from_settings(self.settings)
        async with open_archive(ArchiveSettings.from_environment(os.environ)) as archive:
            if source_id not in {row["source_id"] async for row in rows(archive, "source")}:
                loader.files.read(source_id)  # no such source: says so, with the nearest
            lesson = await layouts.last_lesson(archive, source_id)
            shown = await layouts.shown(archive, source_id)
        self.rows(shown, title=f"Layouts of {source_id}")
        self.note(f"last lesson {lesson.learned_at:%Y-%m-%d %H:%M}: {lesson.reason}" if lesson else "no lesson was held yet")
        return Exit.DONE

    def _check(self, loader: SourceLoader) -> Exit:
        faults = loader.check()
        for fault in faults:
            print(fault)
        if faults:
            self.note(f"{len(faults)} faults in {len({fault.file for fault in faults})} places")
            return Exit.FAILED
        self.note(f"{len(loader.list())} source files, no fault")
        return Exit.DONE


def _catalogue(loader: SourceLoader, learned: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """One row a source: what its file says, then what visits have found out. A broken file's row has its first fault."""
    for source_id in loader.list():
        row: dict[str, Any] = dict.fromkeys(("source_id", "name", "kind", "country", "languages", "time_zone", "home"))
        fault = None
        try:
            source = loader.files.read(source_id)
            row = {key: getattr(source, key) for key in row}
        except SourceFault as error:
            row["source_id"], fault = source_id, str(error).splitlines()[0]
        known = learned.get(source_id, {"health": "unverified"})
        row |= {key: known.get(key) for key in _LEARNED}
        row["fault"] = fault
        if fault is not None:
            row["health_reason"] = fault
        yield row
