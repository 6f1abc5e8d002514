"""The date of a block of a listing: what its markup says, else what a line of it says, else its address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from press.dates import find, parse
from press.dates.months import folded, months_of
from press.instant import Instant
from spiders.discovery.listing.tree import Element, Tree, pieces_of

_DIGIT = re.compile(r"\d")
_DAY_AND_YEAR = re.compile(r"\d{4}|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2}|[年년]")
#: A longer line is a sentence that mentions a day.
_LONGEST_LINE = 90
_LONGEST_DATE = 32
_MOST_WORDS = 5
#: Parts of one date may stand in elements of their own (a calendar leaf): so many of them, so many characters in all.
_MOST_PARTS, _LONGEST_PARTS = 5, 40
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_-]|$)")
#: The two numbers before a year; a point between them is day first in every language.
_NUMERIC = re.compile(r"(?<![\d/-])(\d{1,2})\s?[/-]\s?(\d{1,2})\s?[/-]\s?(?:20|19)?\d\d(?![\d/-])")
_COMMON = ("en", "fr", "es", "pt", "ar", "de", "it")


@dataclass(frozen=True, slots=True)
class Dating:
    """How a page writes dates: its languages, the surest first, and the order of numeric ones where the page gives it away."""

    languages: tuple[str, ...] = ()
    order: str | None = None

    @classmethod
    def of(cls, tree: Tree) -> Dating:
        return cls(tree.languages, _order_on(tree))


def _order_on(tree: Tree) -> str | None:
    """Day or month first, by the page's own numeric dates: a number over 12 is a day. None where they do not say, or both."""
    first = second = 0
    for element in tree.elements:
        for child in element.children:
            if isinstance(child, str) and len(child) <= 400 and (match := _NUMERIC.search(child)):
                first += int(match[1]) > 12
                second += int(match[2]) > 12
    if bool(first) == bool(second):
        return None
    return "DMY" if first else "MDY"


@lru_cache(maxsize=4096)
def in_line(text: str, dating: Dating, *, thorough: bool = True) -> tuple[Instant, float] | None:
    """The date in a line, and the share of the line that says it. None for lines too long to be a date's.

    `thorough`: a short line that no table reads may be of another calendar, which is dear to find out.
    """
    if not 6 <= len(text) <= _LONGEST_LINE or not _DIGIT.search(text):
        return None
    plain = folded(text)
    if not _DAY_AND_YEAR.search(plain):
        return None
    found = find(text, dating.languages, dating.order)
    if found is None:
        if not thorough or len(text) > _LONGEST_DATE or len(text.split()) > _MOST_WORDS:
            return None
        whole = parse(text, dating.languages, dating.order)
        return (whole, 1.0) if whole is not None else None
    instant, start, end = found
    share = (end - start) / len(text)
    if (
        share >= 0.3
        and (fuller := parse(text, dating.languages, dating.order)) is not None
        and fuller.local.date() == instant.local.date()
    ):
        instant = fuller
    return instant, share


def of_element(element: Element, dating: Dating) -> Instant | None:
    """What one element's own markup says: `time`, microdata, an `abbr` with a machine's date as its title."""
    said = element.attributes
    if not said:
        return None
    written: str | None = None
    if element.tag == "time":
        written = said.get("datetime") or said.get("content") or said.get("title")
    elif "itemprop" in said and "date" in (said["itemprop"] or "").lower():
        written = said.get("content") or said.get("datetime") or said.get("title")
    elif element.tag == "abbr" or "data-date" in said or "data-datetime" in said:
        written = said.get("data-datetime") or said.get("data-date") or said.get("title")
    return parse(written, dating.languages, dating.order) if written else None


def of_block(tree: Tree, parts: Sequence[Element | str], dating: Dating, headline: Element | None) -> Instant | None:
    """The instant at which the block's release was published, as far as the block says.

    Dates in the headline are of what the release speaks of; they count only where nothing else is said.
    """
    marked: list[tuple[int, Instant]] = []
    for part in parts:
        if isinstance(part, str):
            continue
        marked.extend(
            (_rank(element), instant) for element in tree.inside(part) if (instant := of_element(element, dating)) is not None
        )
    if marked:
        return min(marked, key=lambda pair: pair[0])[1]
    lines: list[str] = []
    late: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines.append(" ".join(part.split()))
            continue
        _gather(part, headline, lines, late)
    best: tuple[float, Instant] | None = None
    for line in lines:
        read = in_line(line, dating)
        if read is not None and read[1] >= 0.3 and (best is None or read[1] > best[0] + 0.3):
            best = (read[1], read[0])
    if best is not None:
        return best[1]
    if (joined := _joined(lines, dating)) is not None:
        return joined
    for line in (*lines, *late):
        read = in_line(line, dating)
        if read is not None:
            return read[0]
    return None


def of_address(url: str) -> Instant | None:
    """The day in an address (`/2024/05/01/`), which blogs' software writes."""
    match = _IN_ADDRESS.search(urlsplit(url).path)
    if match is None:
        return None
    try:
        return Instant(datetime(int(match[1]), int(match[2]), int(match[3])), precision="day")  # noqa: DTZ001 - a wall-clock day
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def is_month(text: str, language: str | None) -> bool:
    """Whether a text is a month, a year, or both, perhaps with a number in brackets: a link into an archive, not a headline."""
    if not text or len(text) > 40:
        return False
    plain = folded(text)
    if re.fullmatch(r"\W*(?:19|20)\d\d\W*(?:\(\s*\d+\s*\)\W*)?", plain) or re.fullmatch(
        r"\W*\d{4}\s?[年./-]\s?\d{1,2}\s?[月]?\W*(?:\(\s*\d+\s*\)\W*)?", plain
    ):
        return True
    primary = (language or "").split("-")[0].lower()
    for code in dict.fromkeys((primary, *_COMMON)):
        table = months_of(code) if code else None
        if table is not None and (match := table[0].search(plain)):
            rest = plain[: match.start()] + plain[match.end() :]
            if (
                not re.search(r"[^\W\d_]{4,}", rest)
                and len(re.findall(r"\d+", rest)) <= 2
                and not re.search(r"(?<!\(|\d)\b\d{1,2}\b(?!\s*\))", rest)
            ):
                return True
    return False


def _rank(element: Element) -> int:
    """0 for what says that it is the publication, 2 for what says that it is something else."""
    said = f"{element.said('itemprop')} {element.names} {element.parent.names if element.parent is not None else ''}".lower()
    if "modif" in said or "updat" in said or "expire" in said or "deadline" in said:
        return 2
    return 0 if "publi" in said or "posted" in said else 1


def _gather(part: Element, headline: Element | None, lines: list[str], late: list[str]) -> None:
    stack: list[Element | str] = [part]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            if line := " ".join(item.split()):
                lines.append(line)
        elif item is headline:
            late.extend(line for piece in pieces_of(item) if (line := " ".join(piece.split())))
        else:
            stack.extend(reversed(item.children))


def _joined(lines: Sequence[str], dating: Dating) -> Instant | None:
    """A date whose parts stand in elements of their own: `03`, `May`, `2024`."""
    for start, first in enumerate(lines):
        if len(first) > 20:
            continue
        text = first
        for line in lines[start + 1 : start + _MOST_PARTS]:
            if len(text) + len(line) > _LONGEST_PARTS:
                break
            text = f"{text} {line}"
            read = in_line(text, dating, thorough=False)
            if read is not None and read[1] >= 0.6:
                return read[0]
    return None
