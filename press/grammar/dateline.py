"""`RABAT, May 3, 2024 /Example Wire/ --`: where and when a release is dated, and by whose wire it came."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from press.grammar.dateline_day import day_at_end, place_before
from press.grammar.places import ends_in_region, is_place, is_place_alone
from press.grammar.wires import is_agency, sounds_like_a_wire

_LEAD = r"\(?(?P<lead>[^\W_][^\n–—]{1,110}?)\)?"
_DASH = r"(?:--{1,2}|[–—]|\s-\s|-\s)"
_SPACED_DASH = r"(?:\s{1,2}[-–—]|[-–—]\s)\s{0,2}"
_TAG = r"(?P<wire>[^\W_][^\n()/\[\]–—]{1,70}?)"
_TAGGED = rf"(?:/\s?{_TAG}(?:/(?P<second>[^\W_][\w .\-]{{2,40}}))?\s?/|[(\[]\s?(?P<wire2>[^\W_][^\n()\[\]–—]{{1,70}}?)\s?[)\]])"

#: PLACE, DATE /Wire/ --   PLACE--(WIRE)--   PLACE, DATE (WIRE) --
_WITH_TAG = re.compile(rf"^{_LEAD}\s{{0,3}}(?P<dash>{_DASH})?\s{{0,2}}{_TAGGED}\s{{0,3}}(?:{_DASH}|[-:])")
#: PLACE / WIRE / DATE /   and the same as a line of its own
_BETWEEN_SLASHES = re.compile(rf"^{_LEAD}\s/\s{_TAG}\s/\s(?P<date>[^\n/–—]{{6,40}}?)\s?(?:/|$|\s?{_DASH})")
#: PLACE (WIRE) DATE –
_TAG_BEFORE_DATE = re.compile(rf"^{_LEAD}\s{{0,2}}\(\s?{_TAG}\s?\)\s(?P<date>[^\n–—]{{6,70}}?)\s{{0,2}}(?:{_DASH}|$)")
#: PLACE - Wire - DATE -
_BETWEEN_DASHES = re.compile(rf"^{_LEAD}{_SPACED_DASH}{_TAG}{_SPACED_DASH}(?P<date>[^\n–—]{{6,40}}?){_SPACED_DASH}")
#: PLACE, DATE – Wire –   PLACE, DATE – Wire (what it is) –
_AFTER_DASH = re.compile(rf"^{_LEAD}\s{{0,2}}[–—-]{{1,2}}\s{{0,2}}{_TAG}(?:\s?\([^\n()]{{2,90}}\))?\s{{0,2}}(?:[–—]|--|-\s)")
#: DATE – PLACE –   (DATE) PLACE –
_DATE_FIRST = re.compile(
    rf"^\(?(?P<date>[^\n–—()]{{6,34}}?\d(?:st|nd|rd|th)?)\)?(?:\s?[,|:]\s|\s?[-–—]{{1,2}}\s|\s{{1,2}})\(?(?P<lead>[^\W\d_][^\n–—\d]{{1,60}}?)\)?\s{{0,2}}{_DASH}"
)
#: DATE | PLACE (WIRE) –
_LEADING_DATE = re.compile(r"^(?P<date>[^\n|–—()]{6,34}?)\s?(?:\||[-–—])\s{1,2}(?=[^\W\d_])")
#: PLACE, DATE --   PLACE (DATE) –   PLACE –
_PLAIN = re.compile(rf"^{_LEAD}\s{{0,3}}[.:/]?\s{{0,2}}{_DASH}")
#: PLACE – DATE –   where a dash parts the two
_TWO_DASHES = re.compile(
    rf"^{_LEAD}(?:\s{{1,2}}[-–—]{{1,2}}\s{{1,2}}|\s?[–—]\s?)(?P<date>[^\n–—]{{6,40}}?)\s{{0,2}}(?:{_DASH}|[:|]\s|$)"
)
#: PLACE, DATE. The   PLACE, DATE: The
_POINT = re.compile(r"^(?P<lead>[^\W\d_][^\n–—]{4,90}?\d{4})\)?\s?[.:|]\s{1,2}(?=[^\W\d_a-z]|[\"“«¿¡])")
#: PLACE, DATE as a line of its own
_LINE = re.compile(r"^\(?(?P<lead>[^\W\d_][^\n–—]{4,100}?)\)?\s?[.:,]?$")
_BARE_TAG = re.compile(
    r"^(?:[—–-]{1,2}\s?\(?|/|\()\s?(?P<wire>[A-Z0-9][\w .&\-]{2,48}?)\s?(?:\)\s?[—–-]{1,2}|/\s?--|--|[—–](?=\s))"
)
_JOINED = re.compile(r"(?<=[^\W\d_])–(?=[^\W\d_a-z])")  # DALLAS–FORT WORTH
#: … DATE - Wire --
_NEXT_TAG = re.compile(r"\s{0,2}(?P<wire>[A-Z][\w .]{2,40}?)\s{0,2}(?:--|[–—]|\s-\s)")
_PARTED = re.compile(r"(?:[,،(/|.]|\s[-–—])\s{0,2}(?:(?:le|el|em|den|am|on|a|aos|à|في|بتاريخ)\s)?\(?$")
_ASIDE = re.compile(r"^for (?:immediate )?release$", re.IGNORECASE)
_INSIDE_DATE = re.compile(r"^(?P<wire>[^\n]{2,50}?)\s?(?:,|[-–—])\s(?P<date>[^\n]{6,34})$")  # (Newsfile Corp. - June 3, 2024)
_WITHIN = 260
#: What every form has, and how many words without a capital may stand before it: most paragraphs are left in peace.
_SMALL_WORD = re.compile(r"(?<![^\W_])[a-zà-ÿ]")
_MOST_SMALL = 5
_PARTING = re.compile(r"--|[–—/)\]]|\s-|-\s|\d{4}")
_LONGEST_MARK = 60
_ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f]")  # set around names by software that writes both ways


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline, read. `wire` is the tag as the wire spells it; `length` how many characters of the paragraph it takes.

    `is_stated` is false where the day of publication completed a day without a year or a weekday.
    """

    place: str | None
    day: date | None
    wire: str | None
    length: int
    is_stated: bool = True


def dateline_of(paragraph: str, languages: tuple[str, ...] = (), on: date | None = None) -> Dateline | None:
    """The dateline that a paragraph opens with, or None. `on` is the day of publication, which completes what is left out.

    A place and a date make one, a place and a wire's tag, and a place alone where nothing else can be meant.
    """
    head = paragraph[:_WITHIN].lstrip()
    if not head.isascii():
        head = _JOINED.sub("-", _ISOLATES.sub("", paragraph[:_WITHIN]).lstrip())
    left_out = min(len(paragraph), _WITHIN) - len(head)
    parting = _PARTING.search(head)
    if parting is None or _has_sentence(head[: parting.start()]):
        return None
    for form in (_tagged, _dash_tagged, _dated, _date_first, _date_and_tag, _alone):
        if found := form(head, languages, on):
            return replace(found, length=found.length + left_out)
    if (match := _BARE_TAG.match(head)) and (wire := _tag(match["wire"])) and _is_marked(head, wire):
        return Dateline(None, None, wire, match.end() + left_out)
    return None


def _has_sentence(words: str) -> bool:
    return next(islice(_SMALL_WORD.finditer(words), _MOST_SMALL, None), None) is not None


def is_mark(paragraph: str) -> bool:
    """Whether a paragraph is nothing but a wire's mark: `--Example Wire--`."""
    line = paragraph.strip()
    match = _BARE_TAG.match(f"{line} ") if len(line) <= _LONGEST_MARK else None
    return bool(match) and sounds_like_a_wire(match["wire"] if match else "") and match is not None and match.end() >= len(line)


def _tagged(head: str, languages: tuple[str, ...], on: date | None) -> Dateline | None:
    """With a tag in slashes or brackets."""
    if not any(sign in head for sign in "/(["):  # in one of which each of these forms has its tag
        return None
    for form in (_BETWEEN_SLASHES, _TAG_BEFORE_DATE, _WITH_TAG):
        match = form.match(head)
        if match is None:
            continue
        parts = match.groupdict()
        said = (parts.get("wire") or parts.get("wire2") or "").strip()
        stated = parts.get("date")
        found = day_at_end(said, languages, on)
        if found and found.start > 0 and (inside := _INSIDE_DATE.match(said)) and day_at_end(inside["date"], languages, on):
            said, stated = inside["wire"], inside["date"]
        place, day, is_stated = _place_and_day(parts["lead"], languages, on)
        if stated:
            found = day_at_end(stated, languages, on)
            if found is None or (found.start > 0 and not _is_blank(place_before(stated[: found.start]))):
                continue
            day, is_stated = found.day, found.is_whole
        elif found and not place_before(said[: found.start]):  # PLACE (DATE) –
            if is_place(place):
                return Dateline(place, day or found.day, None, match.end(), found.is_whole)
            continue
        if not is_place(place) or _ASIDE.match(said):
            continue
        wire = _tag(said)
        if wire is None:
            continue
        slashes = parts.get("wire") is not None and form is _WITH_TAG
        marked = slashes or bool(parts.get("dash")) or day is not None
        if is_agency(wire):
            return Dateline(place, day, None, match.end(), is_stated)
        if sounds_like_a_wire(wire) or (marked and not (parts.get("wire2") and not parts.get("dash") and day is None)):
            return Dateline(place, day, wire, match.end(), is_stated)
        if is_place_alone(place, head[match.end() :], languages):  # a station's or a paper's mark: `NAPA, Calif. (KXYZ) –`
            return Dateline(place, day, None, match.end(), is_stated)
    return None


def _dash_tagged(head: str, languages: tuple[str, ...], on: date | None) -> Dateline | None:
    """With a tag between dashes."""
    if (match := _BETWEEN_DASHES.match(head)) and (wire := _tag(match["wire"])):
        place, found = place_before(match["lead"]), day_at_end(match["date"], languages, on)
        if found and found.start == 0 and is_place(place) and not is_agency(wire) and sounds_like_a_wire(wire):
            return Dateline(place, found.day, wire, match.end(), found.is_whole)
    if (match := _AFTER_DASH.match(head)) and (wire := _tag(match["wire"])) and sounds_like_a_wire(wire):
        place, day, is_stated = _place_and_day(match["lead"], languages, on)
        if day and is_place(place):
            return Dateline(place, day, wire, match.end(), is_stated)
    return None


def _dated(head: str, languages: tuple[str, ...], on: date | None) -> Dateline | None:
    """A place and a day."""
    if match := _TWO_DASHES.match(head):
        found, place = day_at_end(match["date"], languages, on), place_before(match["lead"])
        if found and found.start == 0 and is_place(place):
            tag = _NEXT_TAG.match(head, match.end())
            wire = _tag(tag["wire"]) if tag and sounds_like_a_wire(tag["wire"]) else None
            return Dateline(place, found.day, wire, tag.end() if tag and wire else match.end(), found.is_whole)
    for form in (_PLAIN, _POINT, _LINE):
        if match := form.match(head):
            lead = _with_point(match, head)
            found = day_at_end(lead, languages, on)
            if found is None or found.start == 0:
                continue
            place = place_before(lead[: found.start])
            # In a line without a dash a title may stand before the day: something parts the place from it, or a state ends it.
            if form is not _PLAIN and not (_PARTED.search(lead[: found.start]) or ends_in_region(place)):
                continue
            if is_place(place) and (found.day or found.is_whole or form is _PLAIN):
                if found.day is None and not is_place_alone(place, head[match.end() :], languages):
                    continue
                return Dateline(place, found.day, None, match.end(), found.is_whole)
    return None


def _date_first(head: str, languages: tuple[str, ...], on: date | None) -> Dateline | None:
    if match := _DATE_FIRST.match(head):
        found, place = day_at_end(match["date"], languages, on), place_before(match["lead"])
        if found and found.day and found.start == 0 and is_place_alone(place, head[match.end() :], languages):
            return Dateline(place, found.day, None, match.end(), found.is_whole)
    return None


def _date_and_tag(head: str, languages: tuple[str, ...], on: date | None) -> Dateline | None:
    """A day, and behind it a place with a wire's tag."""
    if not (match := _LEADING_DATE.match(head)):
        return None
    first = day_at_end(match["date"], languages, on)
    if first is None or first.start > 0 or first.day is None:
        return None
    found = _tagged(head[match.end() :], languages, on)
    if found is None or found.day is not None:
        return None
    return Dateline(found.place, first.day, found.wire, match.end() + found.length, first.is_whole)


def _alone(head: str, languages: tuple[str, ...], _: date | None) -> Dateline | None:
    """A place in front of a dash."""
    match = _PLAIN.match(head)
    if match is None:
        return None
    place, rest = place_before(_with_point(match, head)), head[match.end() :]
    bracketed = head.startswith("(") and head[: match.end()].count(")") == 1
    if is_place_alone(place, rest, languages) or (
        bracketed and is_place_alone(place.upper(), rest, languages) and len(place) > 3
    ):
        return Dateline(place, None, None, match.end())
    return None


def _place_and_day(lead: str, languages: tuple[str, ...], on: date | None) -> tuple[str, date | None, bool]:
    found = day_at_end(lead, languages, on)
    if found is None:
        return place_before(lead), None, True
    return place_before(lead[: found.start]), found.day, found.is_whole


def _with_point(match: re.Match[str], head: str) -> str:
    """The lead with the point behind it: that of `D.C.` belongs to it."""
    lead, end = str(match["lead"]), match.end("lead")
    return lead + "." if head[end : end + 1] == "." else lead


def _is_blank(text: str) -> bool:
    return not any(sign.isalnum() for sign in text)


def _is_marked(head: str, wire: str) -> bool:
    """Without a place, a tag is a wire's by its name alone, or by the two dashes on either side that wires set."""
    return sounds_like_a_wire(wire) or head.startswith("--")


def _tag(text: str | None) -> str | None:
    """A wire's tag: a name, not an aside in brackets."""
    if not text:
        return None
    text = " ".join(text.split()).strip(" -–—")
    words = text.replace("/", " ").split()
    named = sounds_like_a_wire(text)
    capitals = all(not word[0].islower() for word in words)
    return text if 0 < len(words) <= 6 and (capitals or (named and len(words) <= 2)) and ":" not in text else None
