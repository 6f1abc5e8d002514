"""Dates as a listing writes them: in its markup, in a line of text, in an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import urlsplit

from press.dates import find, parse
from press.dates.months import folded, months_of
from press.instant import Instant
from press.language_tags import primary
from spiders.discovery.listing.date_labels import Label, label_after, label_before
from spiders.discovery.listing.tree import Element, Tree

_DIGIT = re.compile(r"\d")
_DAY_AND_YEAR = re.compile(r"\d{4}|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2}|[年년]")
#: A longer line is a sentence that mentions a day.
LONGEST_LINE = 90
_LONGEST_DATE = 32
_MOST_WORDS = 5
_MOST_IN_LINE = 3
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


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a line, the share of the line that says it, and what the words around it say that it is of."""

    instant: Instant
    share: float
    label: Label | None
    starts: bool  # no letter or digit of the line stands before it

    @property
    def may_be_published(self) -> bool:
        return self.label in (None, "published")


@lru_cache(maxsize=4096)
def mentions_in(text: str, dating: Dating, *, thorough: bool = True) -> tuple[Mention, ...]:
    """The dates in a line, in order. None in lines too long to be a date's.

    `thorough`: a short line that no table reads may be of another calendar, which is dear to find out.
    """
    if not 6 <= len(text) <= LONGEST_LINE or not _DIGIT.search(text):
        return ()
    plain = folded(text)
    if not _DAY_AND_YEAR.search(plain):
        return ()
    text = normalize("NFC", text)
    found: list[tuple[Instant, int, int]] = []
    at = 0
    while len(found) < _MOST_IN_LINE and (one := find(text[at:], dating.languages, dating.order)) is not None:
        found.append((one[0], at + one[1], at + one[2]))
        at += max(one[2], 1)
    if not found:
        if not thorough or len(text) > _LONGEST_DATE or len(text.split()) > _MOST_WORDS:
            return ()
        whole = parse(text, dating.languages, dating.order)
        return (Mention(whole, 1.0, None, starts=True),) if whole is not None else ()
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    mentions = []
    since = 0
    for (instant, start, end), limit in zip(found, ends, strict=True):
        share = (end - start) / len(text)
        before = text[since:start]
        label = label_before(before) or (label_after(text[end:]) if limit == len(text) else None)
        # A line with one date may say the time anywhere; with several, each has its own beside it.
        around = text if len(found) == 1 else text[start:limit]
        if (
            (share >= 0.3 or label is not None)
            and (fuller := parse(around, dating.languages, dating.order)) is not None
            and fuller.local.date() == instant.local.date()
        ):
            instant = fuller
        mentions.append(Mention(instant, share, label, starts=not any(sign.isalnum() for sign in before)))
        since = end
    return tuple(mentions)


def in_line(text: str, dating: Dating, *, thorough: bool = True) -> Mention | None:
    """The date in a line that may be of a publication, as far as the line says."""
    mentions = mentions_in(text, dating, thorough=thorough)
    return next((one for one in mentions if one.label == "published"), None) or next(
        (one for one in mentions if one.may_be_published), None
    )


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
    spoken = primary(language)
    for code in dict.fromkeys((spoken, *_COMMON)):
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
