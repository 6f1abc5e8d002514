"""`scrapy reidentify [--apply]`: build clusters anew from the archive, after the rules have improved."""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from commands.frame import Exit, Frame

if TYPE_CHECKING:
    from archive.reidentify import Piece
    from press.identity.anew import Move

#: Pages of which is told where they go; the rest are counted.
TOLD = 50

_COUNTS = ("pages", "merges", "splits", "pages_moved", "releases_updated", "left")


class Command(Frame, ScrapyCommand):
    """Exit code 3 where neighbourhoods were left as they are: too large, or pages moved under a crawl's hands again and again."""

    def short_desc(self) -> str:
        return "Build releases anew by today's rules, or say what that would change"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--apply", action="store_true", help="change it; without this it is only said")
        parser.add_argument("--after", metavar="ID", default=None, help="go on where an interrupted run said that it was")
        parser.add_argument(
            "--told", metavar="N", type=int, default=TOLD, help=f"tell of so many pages where they go ({TOLD})"
        )  # fmt: skip

    async def act(self, args: list[str], opts: argparse.Namespace) -> Exit:
        from archive.connection import open_archive
        from archive.reidentify import reidentify, sign_anew
        from archive.settings import ArchiveSettings
        from commands.progress import progress

        last = _page_id(opts.after)
        counts: Counter[str] = Counter()
        async with open_archive(ArchiveSettings.from_environment(os.environ)) as archive:
            if signed := await sign_anew(archive):
                self.note(f"{signed} texts are signed anew, by today's rules")
            done = False
            try:
                with progress("Building anew", "pages") as advance:
                    async for piece in reidentify(archive, apply=opts.apply, after=last):
                        self._tell(piece, counts, opts.told)
                        last = piece.last
                        advance(piece.pages)
                done = True
            finally:
                if not done and last.int:
                    self.note(f"not done: `--after {last}` goes on from here")
        self.rows([{name: counts[name] for name in _COUNTS}], title="Changed" if opts.apply else "Would change", columns=_COUNTS)
        if not opts.apply and (counts["pages_moved"] or counts["releases_updated"]):
            self.note("nothing is changed: `--apply` does it")
        return Exit.PART if counts["left"] else Exit.DONE

    def _tell(self, piece: Piece, counts: Counter[str], most: int) -> None:
        if piece.is_too_large or piece.is_busy:
            why = f"{piece.pages} pages or more hang together" if piece.is_too_large else "its pages keep moving"
            self.note(f"left as it is, {why}: what is around page {piece.last}")
            counts["left"] += 1
            return
        for move in piece.moves[: max(0, most - counts["pages_moved"])]:
            self.note(_in_words(move))
        counts.update(
            pages=piece.pages, merges=piece.merges, splits=piece.splits, pages_moved=len(piece.moves),
            releases_updated=piece.updated,
        )  # fmt: skip


def _page_id(asked: str | None) -> UUID:
    try:
        return UUID(asked or "0" * 32)
    except ValueError as error:
        raise UsageError(f"--after takes the id that an interrupted run said, not {asked!r}") from error


def _in_words(move: Move) -> str:
    """`merged: URL from A to B, copy of URL (words .8)`."""
    came = f"from {move.other_id}" if move.other_id else "own news so far"
    goes = f"to {move.release_id}" if move.release_id else "is own news"
    why = "; ".join(json.dumps(dict(one), ensure_ascii=False) for one in move.evidence) or "nothing ties it to what it was in"
    return f"{move.kind}: {move.url} {came}, {goes}: {why}"
