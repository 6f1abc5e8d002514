"""`scrapy list`: every source's id, as Scrapy's own command prints it, with this project's one-line errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand

from commands.frame import Frame

if TYPE_CHECKING:
    import argparse


class Command(Frame, ScrapyCommand):
    """One id a line, in order, also when piped: scripts that know Scrapy read it so."""

    def short_desc(self) -> str:
        return "List the ids of all sources"

    def act(self, args: list[str], opts: argparse.Namespace) -> None:
        from spiders.loader import SourceLoader

        for source_id in SourceLoader.from_settings(self.settings).list():
            print(source_id)
