"""What a page's scripts were told: the object of an API's answer that is the release which the page shows.

It is known by its structure, never by an API's name: an object one of whose members is the page's own heading and another a long
text. What it says is believed as far as the page bears it out. A text that the page shows to the letter is the release without
the furniture around it; one that the page shows in other words (Markdown before it is rendered, another language) is not taken
for sure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from press import language
from press.dates import parse
from press.extraction.deciding.headline import same
from press.extraction.decoding import decode
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.extraction.witnesses.page_state import text_of
from press.instant import Instant
from press.page import ApiAnswer
from press.text import one_line

WITNESS = "api-answer"

_MOST_OBJECTS = 30_000
#: Signs of a text; shorter ones are teasers and captions.
_TEXT = 200
#: Members of an object that only wraps one value: `{"rendered": …, "protected": false}`, `{"en": …, "fr": …}`.
_WRAPPER = 6
#: Share of a text, by signs, that the page shows line for line; from the first on it is sure, below the second it is not heard.
_TO_THE_LETTER, _RESEMBLES = 0.9, 0.3

# How members that hold dates are called, in the languages that programmers use for it. What begins with a capital begins a word.
_PUBLISHED = re.compile(r"publi|issue|release|embargo|ver(?:ö|oe)ffentlich|erschein|parution|publica|yay[ıi]n", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat|chang|edited|revis|aktualis|actualiz|ge(?:ä|ae)nder|(?:^|_)maj(?:_|$)", re.IGNORECASE)
_CREATED = re.compile(r"creat|erstellt|cr(?:é|e)+ation|creado|criado", re.IGNORECASE)
_DATE = re.compile(r"date|datum|fecha|(?:^|_)data(?:_|$)|time|tarih|дата|日付|日期", re.IGNORECASE)
_ANOTHER = re.compile(r"expir|until|end|unpubli|delet|archiv|event|start|deadline|due|birth|valid|from|sync|index", re.IGNORECASE)
_LANGUAGE = re.compile(r"^(?:in_?)?(?:lang(?:uage|code|_?code)?|locale|sprache|langue|idioma|lingua)$", re.IGNORECASE)
_SUMMARY = re.compile(r"summar|teaser|excerpt|abstract|lead|intro|descri|standfirst|subtitle|resum", re.IGNORECASE)
#: Seconds and milliseconds since 1970 that fall between 1990 and 2100.
_SECONDS, _MILLISECONDS = (631_152_000, 4_102_444_800), (631_152_000_000, 4_102_444_800_000)


@dataclass(frozen=True, slots=True)
class _Member:
    """A value of an object. `inner` is the key below `key` where the value is wrapped (a language, `rendered`)."""

    key: str
    inner: str | None
    value: Any


def hear(document: Document, hearing: Hearing) -> None:
    """Adds what the object says that holds the most of the text which the page shows."""
    if not document.page.answers or not (headings := _headings(document)):
        return
    shown = _letters("\n".join(block.text for block in document.blocks.blocks))
    best: tuple[float, int, list[_Member], _Member, str] | None = None
    for members, title in _objects(document.page.answers, headings):
        for text in _texts(members):
            share = _shown(text, shown)
            if share >= _RESEMBLES and (
                best is None or (share >= _TO_THE_LETTER, len(text)) > (best[0] >= _TO_THE_LETTER, best[1])
            ):
                best = share, len(text), members, title, text
    if best is None:
        return
    share, _, members, title, text = best
    sure = 0.93 if share >= _TO_THE_LETTER else 0.5
    hearing.add("headline", WITNESS, one_line(title.value), sure)
    hearing.add("body", WITNESS, text, sure)
    _hear_rest(members, title, text, hearing, sure)


def _hear_rest(members: list[_Member], title: _Member, text: str, hearing: Hearing, sure: float) -> None:
    spoken = next((tag for m in members if _LANGUAGE.match(m.key) and (tag := language.tag(_word(m.value)))), None)
    spoken = spoken or (language.tag(title.inner) if title.inner and len(title.inner) in (2, 5) else None)
    hearing.add("language", WITNESS, spoken, 0.8)
    for member in members:
        if isinstance(member.value, str) and _SUMMARY.search(member.key) and 30 <= len(member.value) <= 600:
            if "<" not in member.value and member.value not in text:
                hearing.add("description", WITNESS, one_line(member.value), 0.6)
        elif (instant := _instant(member.value, spoken)) is not None and not _ANOTHER.search(member.key):
            if _CHANGED.search(member.key):
                hearing.add("modified", WITNESS, instant, 0.85)
            elif _PUBLISHED.search(member.key):
                hearing.add("published", WITNESS, instant, 0.95 * sure + 0.05)
            elif _CREATED.search(member.key):
                hearing.add("published", WITNESS, instant, 0.55)
            elif _DATE.search(member.key):
                hearing.add("published", WITNESS, instant, 0.85 * sure + 0.05)


def _headings(document: Document) -> list[str]:
    """What the page may be called: its `h1`, where it has none its `h2`, its title with and without the site's name."""
    blocks = document.blocks.blocks
    for tag in ("h1", "h2"):
        if found := [text for block in blocks if block.tag == tag and (text := one_line(block.text)) and len(text) >= 8]:
            return found[:8]
    node = document.tree.css_first("title")
    title = one_line(node.text()) if node is not None else None
    return [part for part in (title, *re.split(r"\s+[-|–—·»]\s", title)) if len(part) >= 8] if title else []


def _objects(answers: tuple[ApiAnswer, ...], headings: list[str]) -> Iterator[tuple[list[_Member], _Member]]:
    """The objects of all answers that have a heading of the page as a member, and that member."""
    left = _MOST_OBJECTS
    for answer in answers:
        waiting = [_loaded(answer)]
        while waiting and left:
            left -= 1
            value = waiting.pop()
            if isinstance(value, dict):
                members = list(_members(value))
                title = next((m for m in members if isinstance(m.value, str) and _is_heading(m.value, headings)), None)
                if title is not None:
                    yield _of_one_tongue(members, title), title
                waiting.extend(part for part in value.values() if isinstance(part, dict | list))
            elif isinstance(value, list):
                waiting.extend(part for part in value if isinstance(part, dict | list))


def _members(value: dict[str, Any]) -> Iterator[_Member]:
    """An object's members, those that are wrapped taken out of their wrapping."""
    for key, member in value.items():
        inner = member[0] if isinstance(member, list) and len(member) == 1 else member
        if isinstance(inner, dict) and len(inner) <= _WRAPPER:
            yield from (_Member(key, below, part) for below, part in inner.items())
        yield _Member(key, None, member)


def _of_one_tongue(members: list[_Member], title: _Member) -> list[_Member]:
    """Without the values under other languages' keys, where the title stands under one."""
    if title.inner is None:
        return members
    beside = {m.key for m in members if m.inner == title.inner}
    return [m for m in members if m.key not in beside or m.inner == title.inner]


def _texts(members: list[_Member]) -> Iterator[str]:
    for member in members:
        text = text_of(member.value)
        if len(text) >= _TEXT:
            yield text


def _shown(text: str, shown: str) -> float:
    """The share of a text, by signs, whose lines stand on the page to the letter (blanks apart)."""
    lines = [letters for line in text.split("\n") if (letters := _letters(line))]
    total = sum(map(len, lines))
    return sum(len(line) for line in lines if line in shown) / total if total else 0.0


def _is_heading(text: str, headings: list[str]) -> bool:
    # Two spellings of a headline are nearly as long as each other: most strings are put aside by their length.
    return any(0.6 < len(text) / len(heading) < 1.7 and same(text, heading) for heading in headings)


def _instant(value: Any, spoken: str | None) -> Instant | None:
    if isinstance(value, str) and 8 <= len(value) <= 60:
        return parse(value, (spoken,) if spoken else ())
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if _SECONDS[0] <= value < _SECONDS[1]:
        return Instant.of(datetime.fromtimestamp(value, UTC))
    if _MILLISECONDS[0] <= value < _MILLISECONDS[1]:
        return Instant.of(datetime.fromtimestamp(value / 1000, UTC))
    return None


def _loaded(answer: ApiAnswer) -> Any:
    text = decode(answer.body, answer.charset, answer.media_type).lstrip()
    if text[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _letters(text: str) -> str:
    return "".join(text.split())
