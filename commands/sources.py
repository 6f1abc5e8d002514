"""`scrapy sources`: the catalogue with health and last visit; `--check`: every fault of every source file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand

from commands.frame import Exit, Frame

if TYPE_CHECKING:
    import argparse

    from spiders.loader import SourceLoader


class Command(Frame, ScrapyCommand):
    """`--check` reads the files alone and needs no database."""

    def short_desc(self) -> str:
        return "List the sources with their health, or --check their files"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--check", action="store_true", help="read every source file and name every fault of each")

    async def act(self, args: list[str], opts: argparse.Namespace) -> Exit:
        from spiders.loader import SourceLoader

        loader = SourceLoader.from_settings(self.settings)
        return self._check(loader)

    def _check(self, loader: SourceLoader) -> Exit:
        faults = loader.check()
        if not faults:
            self.note(f"{len(loader.list())} source files, no fault")
            return Exit.DONE
        for fault in faults:
            print(fault)
        self.note(f"{len(faults)} faults in {len({fault.file for fault in faults})} files")
        return Exit.FAILED
