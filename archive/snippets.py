"""The place in a text where a search was met: what a list of results shows below the headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

from archive.connection import Archive
from archive.queries import Queries
from archive.search_words import fold

#: Characters that a snippet has, about two lines of a terminal.
WIDTH = 160

#: What lies further in is not looked at: a snippet is a help, and a text may have ten million characters.
_LOOKED_AT = 200_000

_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_RUN = re.compile(r"\w+")


async def snippets(archive: Archive, query: str, release_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The snippet of each release's shown text for this query."""
    async with archive.connection() as connection:
        asked = {"release_ids": list(release_ids), "most": _LOOKED_AT}
        rows = await (await connection.execute(Queries("snippets")["texts"], asked)).fetchall()
    return {row["release_id"]: snippet(row["body_text"] or "", query) for row in rows}


def snippet(text: str, query: str, width: int = WIDTH) -> str:
    """At most `width` characters on one line around the first word of the query that the text has.

    Its beginning where it has none. Words are compared as search does, without case and accents: `Sao Tome` is found in
    `São Tomé`.
    """
    text = " ".join(text[:_LOOKED_AT].split())
    at = _first(text, _terms(query))
    if len(text) <= width:
        return text
    start = max(0, min(at - width // 3, len(text) - width))
    end = start + width
    if start and (blank := text.find(" ", start, at)) >= 0:  # begin with a whole word, where the script has blanks
        start = blank + 1
    if end < len(text) and (blank := text.rfind(" ", at + 1, end)) > 0:
        end = blank
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"


def _terms(query: str) -> list[str]:
    """The query's words that a text has to have, folded."""
    wanted = [match[2] if match[2] is not None else match[3] for match in _TERM.finditer(query) if not match[1]]
    return [fold(run[0]) for term in wanted for run in _RUN.finditer(term)]


def _first(text: str, terms: Sequence[str]) -> int:
    """Where the first of the terms stands: as a whole word, or anywhere in a run of a script without blanks."""
    for run in _RUN.finditer(text):
        folded = fold(run[0])
        for term in terms:
            if folded == term:
                return run.start()
            if len(folded) > len(term) and not term.isascii() and (inside := folded.find(term)) > 0:
                return min(run.start() + inside, run.end() - 1)
            if len(folded) > len(term) and not term.isascii() and folded.startswith(term):
                return run.start()
    return 0
