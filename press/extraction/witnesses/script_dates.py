"""Dates of publication that a page keeps for its programs: in the state of its scripts, and in `data-` attributes.

Software writes them for counters and advertisements (`publication_date`, `data-published`), at times in the publisher's own
zone where everything else is in UTC. A state may hold other articles' dates as well, so a day is heard only where all of these
dates are of one day; the others only tell the zone and the hour of a day that somebody else knows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import islice

from press.dates import parse
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.instant import Instant

WITNESS = "page-state"
#: It begins with the two letters that every such name has in it: the engine looks for those before it tries the rest.
_STATED = re.compile(
    r"""ub(?:lish|licat|_?[dD]ate)\w{0,24}(?:[-.]\w{1,16}){0,3}\\{0,3}["']?\]?\s{0,4}[:=]\s{0,4}(?:new\sDate\()?\\{0,3}["']?
        (\w[^"'\\<>;{}\[\]()]{7,39})""",
    re.VERBOSE,
)
_ANOTHER = re.compile(r"(?:last|re|un|latest|modified|next|max|min|from|to)[\W_]?p?$", re.IGNORECASE)
_UNTIL = re.compile(r"^ub\w{0,20}(?:until|end|expir|to\b|down|off\b)", re.IGNORECASE)
_UTC = re.compile(r"gmt|utc", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b([^>]{0,600})>", re.IGNORECASE)
#: A year of this century, or seconds since 1970.
_YEAR = re.compile(r"(?<!\d)(?:199|20\d)\d|^1\d{9}")
#: Programs are written in another language than pages: nobody says whether the day or the month comes first.
_DAY_OR_MONTH = re.compile(r"(?:0?\d|1[0-2])[/.-](?:0?\d|1[0-2])[/.-]\d")
_LONGEST_NAME = 24
_MOST = 200
_SECONDS = re.compile(r"^(1\d{9})(?:\d{3})?$")
_SAME_DAY = timedelta(hours=26)


def hear(document: Document, hearing: Hearing) -> None:
    """Adds the day that all of these dates tell, and what of them goes with a day that was heard before."""
    told = list(dict.fromkeys(_told(document)))
    days = {instant.local.date() for instant in told}
    one_day = bool(told) and max(days) - min(days) <= timedelta(days=1)
    known = [testimony.value.at() for testimony in hearing.of("published")]
    for instant in told:
        if one_day:
            hearing.add("published", WITNESS, instant, 0.7)
        elif any(abs(instant.at() - other) <= _SAME_DAY for other in known):
            hearing.add("published", WITNESS, instant, 0.3)


def _told(document: Document) -> Iterator[Instant]:
    text, scripts = document.text, _Scripts(document.text)
    seen: set[tuple[str, bool]] = set()
    for match in islice(_STATED.finditer(text), _MOST):
        value = match[1].strip()
        if not _YEAR.search(value) or not _is_publication(text, match.start(), scripts):
            continue
        in_utc = _UTC.search(text, match.start(), match.start(1)) is not None
        if (value, in_utc) not in seen and (instant := _instant(value)) is not None:
            is_moment = instant.zone is None and instant.precision == "minute"
            yield replace(instant, zone="+00:00") if in_utc and is_moment else instant
        seen.add((value, in_utc))


def _is_publication(text: str, at: int, scripts: _Scripts) -> bool:
    """Whether the name is a program's, in a script or a `data-` attribute, and speaks of neither the last nor the end of
    publication.
    """
    name = re.split(r"[^\w-]", text[max(0, at - _LONGEST_NAME) : at])[-1]
    if _ANOTHER.search(name) or _UNTIL.match(text[at : at + _LONGEST_NAME]):
        return False
    return name.startswith("data-") or scripts.hold(at)


class _Scripts:
    """Where a page's scripts stand; without its JSON-LD, which is read as such. Looked for when it is first asked."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        opened = _SCRIPT.search(self._text)
        while opened is not None:
            end = self._text.find("</script", opened.end())
            end = end if end >= 0 else len(self._text)
            if "ld+json" not in opened[1].lower():
                spans.append((opened.end(), end))
            opened = _SCRIPT.search(self._text, end)  # a script holds no other: what looks like one is its text
        return spans

    def hold(self, at: int) -> bool:
        number = bisect_right(self._spans, (at, at)) - 1
        return number >= 0 and at < self._spans[number][1]


def _instant(value: str) -> Instant | None:
    if seconds := _SECONDS.match(value):
        return Instant.of(datetime.fromtimestamp(int(seconds[1]), UTC))
    return None if _DAY_OR_MONTH.match(value) else parse(value)
