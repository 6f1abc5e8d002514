"""`scrapy search QUERY`: releases by their words, best first."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.frame import Frame

if TYPE_CHECKING:
    import argparse

    from archive.search import Hit

_COLUMNS = ("release_id", "published", "issuer", "headline", "snippet")


class Command(Frame, ScrapyCommand):
    """All words must be there; "words in quotes" side by side; `-word`, after a `--`, not. Withdrawn releases are never found."""

    takes = "QUERY …"

    def short_desc(self) -> str:
        return "Find releases by their words, in any script"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--limit", default="20", metavar="N", help="how many at most (default: 20)")

    async def act(self, args: list[str], opts: argparse.Namespace) -> None:
        from archive.connection import open_archive
        from archive.search import find
        from archive.search_words import question
        from archive.settings import ArchiveSettings
        from archive.snippets import snippets

        query = " ".join(args)
        if not opts.limit.isascii() or not opts.limit.isdecimal() or not 1 <= int(opts.limit) <= 10_000:
            raise UsageError(f"--limit {opts.limit}: a whole number from 1 to 10000")
        if not question(query):
            raise UsageError(f"{query!r} has no word to look for")
        async with open_archive(ArchiveSettings.from_environment(os.environ)) as archive:
            hits = await find(archive, query, int(opts.limit))
            shown = await snippets(archive, query, [hit.release_id for hit in hits])
        self.rows([_row(hit, shown.get(hit.release_id, "")) for hit in hits], title="Releases", columns=_COLUMNS)
        if not hits:
            self.note("no release has all of these words")


def _row(hit: Hit, snippet: str) -> dict[str, Any]:
    local = hit.published_local
    if local is None:
        published = None
    else:
        published = local.date().isoformat() if hit.published_precision == "day" else local.isoformat(" ", "minutes")
    return {
        "release_id": hit.release_id,
        "published_at": hit.published_at,
        "published": published,
        "issuer": hit.issuer,
        "headline": hit.headline,
        "language": hit.language,
        "source_id": hit.source_id,
        "canonical_url": hit.canonical_url,
        "snippet": snippet,
        "rank": round(hit.rank, 6),
    }
