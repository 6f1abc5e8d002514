"""What a page tells in any language: numbers, names in Latin letters, links, its day, its address but for the language.

A translation tells the same. Each of these facts has a weight in bits: about how rarely two texts of a place share it by chance.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable
from contextlib import suppress
from urllib.parse import parse_qsl, unquote, urlsplit

from press import language_names, urls
from press.identity.facts import digits_of, facts_of_body
from press.sighting import Record

#: Of a text's facts so many are kept, the rarest first: a translation has the same, and a tie needs few.
MOST = 64
#: Bits that are worth a row: less ties nothing.
LEAST = 8.0
#: Names count for so much together: those of ministers and towns are many releases'.
MOST_OF_NAMES = 12.0
#: Names of one text that are kept.
_MOST_NAMES = 16

_NUMBER = re.compile(r"(?<![A-Za-z\d.,٫٬])\d{1,20}(?:[.,٫٬'’\u00a0\u202f ]\d{3}(?!\d)){0,6}(?:[.,٫]\d{1,6}(?!\d))?")
_SIGN = re.compile(r"[^\d]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LATIN = re.compile(r"[a-z]{3,40}")
_REACHED_AT = re.compile(r"@|(?<!\w)(?:tel|tél|phone|fax|telefon|teléfono|هاتف|الهاتف|电话)\b", re.IGNORECASE)
_LONGEST_CONTACT = 200
_LINK = re.compile(r'(?:href|src)="(https?://[^"\s]{4,2000})"')
_MOST_LINKS = 20
_IN_ADDRESS = re.compile(r"(?<!\d)\d{3,18}(?!\d)")
_DATE_IN_ADDRESS = re.compile(r"(?:19|20)\d\d(?:[01]\d(?:[0-3]\d)?)?")
_ENDS_IN_LANGUAGE = re.compile(r"^(.{2,300}?)[-_.]([A-Za-z]{2}(?:-[A-Za-z]{2})?)(\.[A-Za-z]{3,5})?$")
_WORDS = re.compile(r"[-_+ ]+")
#: A last part of an address with so many words is a title.
_A_TITLE = 3
#: Bits of a number by its significant digits.
_OF_DIGITS = {2: 3.0, 3: 6.0, 4: 9.0}
_OF_MORE_DIGITS = 11.0
_OF = {"year": 1.5, "name": 3.0, "link": 8.0, "file": 12.0, "id": 8.0, "path": 9.0, "title": 13.0, "wire": 14.0,
       "no": 9.0, "minute": 5.0, "day": 2.0}  # fmt: skip
_OF_THE_TEXT = frozenset(["number", "year", "name"])
#: With one of these a text need not tell much.
_SURE = frozenset(["wire", "title"])


def telling(url: str, record: Record) -> frozenset[str]:
    """The facts of one reading, as `kind:value`."""
    found: set[str] = set(_of_text(record))
    found |= {f"wire:{one}" for one in record.wire_ids}
    if record.release_number and (digits := _SIGN.sub("", record.release_number)):
        found.add(f"no:{digits.lstrip('0')}")
    if record.published_at is not None:
        minute = record.published_at.replace(second=0, microsecond=0)
        found.add(f"day:{(record.published_local or minute).date().isoformat()}")
        local = record.published_local or minute
        if record.published_precision == "minute" and (local.hour, local.minute) != (0, 0):
            found.add(f"minute:{minute.isoformat()}")
    found |= {f"file:{_short(one.url)}" for one in record.attachments[:_MOST_LINKS]}
    links = dict.fromkeys(match[1] for match in _LINK.finditer((record.body_html or "")[:200_000]))
    found |= {f"link:{_short(one)}" for one in list(links)[:_MOST_LINKS] if one != url}
    found |= _of_address(url)
    return frozenset(sorted(found, key=lambda fact: (-weight(fact), fact))[:MOST] if len(found) > MOST else found)


def weight(fact: str) -> float:
    """Bits."""
    kind, _, value = fact.partition(":")
    return _weight(kind, value)


def _weight(kind: str, value: str) -> float:
    return _OF_DIGITS.get(len(value), _OF_MORE_DIGITS) if kind == "number" else _OF[kind]


def total(facts: Iterable[str]) -> float:
    """Bits of facts together; names only up to a bound."""
    names = others = 0.0
    for fact in facts:
        kind, _, value = fact.partition(":")
        if kind == "name":
            names += _OF[kind]
        else:
            others += _weight(kind, value)
    return others + min(names, MOST_OF_NAMES)


def share(ours: Collection[str], theirs: Collection[str]) -> float:
    """How much of what the text with less to tell says the other says too, by weight, from 0 to 1. Facts beside the text do not
    count; where one wire or one title says it, or a text tells next to nothing, 1."""
    one, other = _told(ours), _told(theirs)
    least = min(total(one), total(other))
    if least < LEAST or any(fact.partition(":")[0] in _SURE for fact in set(ours) & set(theirs)):
        return 1.0
    return total(one & other) / least


def _told(facts: Collection[str]) -> set[str]:
    return {fact for fact in facts if fact.partition(":")[0] in _OF_THE_TEXT}


def _of_text(record: Record) -> Iterable[str]:
    lines = [record.headline or "", *record.body_text.splitlines()]
    said = "\n".join(line for line in lines if len(line) > _LONGEST_CONTACT or not _REACHED_AT.search(line))
    own_year = str(record.published_at.year) if record.published_at is not None else ""
    for match in _NUMBER.finditer(said[:120_000]):
        if _YEAR.fullmatch(match[0]):
            if match[0] != own_year:
                yield f"year:{match[0]}"
            continue
        digits = digits_of(match[0]).strip("0")
        if len(digits) > 1:
            yield f"number:{digits}"
    names = facts_of_body(record.body_text, record.language).names
    latin = {plain for name in names if _LATIN.fullmatch(plain := name if name.isascii() else _without_marks(name))}
    yield from (f"name:{name}" for name in sorted(sorted(latin), key=len, reverse=True)[:_MOST_NAMES])


def _without_marks(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))


def _of_address(url: str) -> set[str]:
    """Its numbers that are no dates, and all of it without what names a language."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return set()
    segments = [unquote(one) for one in parts.path.split("/") if one and not language_names.is_code(one)]
    query = [(name, value) for name, value in parse_qsl(parts.query)[:20] if not language_names.is_code(value)]
    found = set()
    for text in (*segments, *(value for _name, value in query)):
        found |= {f"id:{one}" for one in _IN_ADDRESS.findall(text) if not _DATE_IN_ADDRESS.fullmatch(one)}
    if segments and (match := _ENDS_IN_LANGUAGE.fullmatch(segments[-1])) and language_names.is_code(match[2]):
        segments[-1] = match[1] + (match[3] or "")
    last = segments[-1] if segments else ""
    kind = "title" if len([word for word in _WORDS.split(last) if len(word) > 1]) >= _A_TITLE else "path" if found else None
    if kind is not None:
        found.add(f"{kind}:{_short('/'.join(segments) + '?' + repr(query))}")
    return found


def _short(text: str) -> str:
    with suppress(ValueError):
        text = urls.twin(text)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
