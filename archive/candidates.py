"""Candidates: pages that may be copies of a batch's, found by the bands that their signatures share, and compared with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, combinations
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection, AsyncCursor
from psycopg.rows import DictRow

from archive.json_rows import json_rows
from archive.queries import Queries
from press.identity.glance import Glance, are_others, glance_of
from press.identity.likeness import compare
from press.identity.page import Page, Seen
from press.identity.portrait import Portrait
from press.identity.signature import RULES
from press.identity.ties import Match

#: Different texts that a page is compared with: those that share most bands with it.
MOST_TEXTS = 32
#: Pages of one text that it is compared with. The text is the same; what differs is who says it, and when.
MOST_OF_A_TEXT = 4
#: Revisions that share a band with a page and are looked at; in an archive without very common words there are a few.
MOST_LOOKED_AT = 400
#: A band that more different releases share is a template's: nothing is looked for by it any more.
CROWD = 100


@dataclass(slots=True)
class Candidates:
    """What comparing found. `crowded` are bands that turned out to be shared by too many."""

    matches: list[Match] = field(default_factory=list)
    crowded: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A reading that the archive does not have yet, at the page that it was made of."""

    seen: Seen
    appearance_id: UUID
    bands: frozenset[int]
    portrait: Portrait
    glance: Glance | None


def fresh(pages: Iterable[Page]) -> list[Fresh]:
    """The readings of a batch that become revisions, or change one, as far as they can be recognised by their words; of a page
    that is another source's now also what it said before.

    Whose page it is says the page, as its row will: it may be listed by several sources.
    """
    return [
        Fresh(
            seen, page.appearance_id, frozenset(seen.sighting.bands),
            replace(Portrait.of(seen.sighting, seen.record), source_id=page.source_id, kind=page.kind),
            glance_of(seen.sighting.glance),
        )
        for page in pages
        for seen in page.to_compare
        if seen.sighting.bands
    ]  # fmt: skip


async def ask_crowded(connection: AsyncConnection[DictRow], batch: Sequence[Seen]) -> AsyncCursor[DictRow]:
    """Ask for those bands of a batch by which nothing is looked for."""
    bands = set().union(*(seen.sighting.bands for seen in batch))
    asked = {"bands": f"{{{','.join(map(str, bands))}}}"}  # one text: a list of thousands is slow to adapt
    return await connection.execute(Queries("candidates")["crowded"], asked)


async def compare_with_known(
    connection: AsyncConnection[DictRow], readings: Sequence[Fresh], crowded: Collection[int], *, after: int = -1
) -> Candidates:
    """With pages that the archive has, as far as they were signed under a number above `after`. Of which a glance tells that they
    are others, these are not read."""
    found = Candidates()
    if not readings:
        return found
    asked = [
        {"position": one.seen.position, "bands": one.bands, "own": one.appearance_id, "text_digest": one.seen.reading.text_digest}
        for one in readings
    ]
    rows = await near(connection, asked, crowded, after=after)
    chosen = {
        one.seen.position: [
            row for row in chosen_of(rows.get(one.seen.position, ())) if not are_others(one.glance, glance_of(row["glance"]))
        ]
        for one in readings
    }
    portraits = await portraits_of(connection, {row["revision_id"] for several in chosen.values() for row in several})
    for one in readings:
        for row in chosen[one.seen.position]:
            likeness = compare(one.portrait, portraits[row["revision_id"]])
            if likeness is not None:
                found.matches.append(Match(one.seen.position, row["appearance_id"], likeness))
    suspects = {band for one in readings for band in _suspects(one.bands.difference(crowded), rows.get(one.seen.position, ()))}
    if suspects:
        many = {"bands": sorted(suspects), "rules": RULES, "most": CROWD}
        found.crowded = {row["band"] for row in await _all(connection, "crowds", many)}
    return found


def compare_with_each_other(readings: Sequence[Fresh], crowded: Collection[int]) -> list[Match]:
    """The pages of one batch, which are not in the archive yet."""
    times = Counter(chain.from_iterable(one.bands for one in readings))
    several = {band for band, count in times.items() if count > 1}.difference(crowded)
    with_band: dict[int, list[int]] = {}
    for number, one in enumerate(readings):
        for band in one.bands & several:
            with_band.setdefault(band, []).append(number)
    shared = Counter(pair for numbers in with_band.values() for pair in combinations(numbers, 2))
    looked_at: Counter[int] = Counter()
    matches = []
    for (first, second), _count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        one, other = readings[first], readings[second]
        if one.appearance_id == other.appearance_id or one.seen.reading.text_digest == other.seen.reading.text_digest:
            continue
        looked_at.update((first, second))
        if max(looked_at[first], looked_at[second]) > MOST_TEXTS or are_others(one.glance, other.glance):
            continue
        likeness = compare(one.portrait, other.portrait)
        if likeness is not None:
            matches.append(Match(one.seen.position, other.seen.position, likeness))
    return matches


async def near(
    connection: AsyncConnection[DictRow], asked: Sequence[Mapping[str, Any]], crowded: Collection[int], *, after: int = -1
) -> dict[int, list[DictRow]]:
    """By position, the revisions that share bands with those asked for (position, bands, own: their page, text_digest), each
    with those that it shares."""
    bands = {one["position"]: set(one["bands"]).difference(crowded) for one in asked}
    rows = json_rows({**one, "bands": sorted(bands[one["position"]])} for one in asked)
    wanted = {"rows": rows, "rules": RULES, "after": after, "most": MOST_LOOKED_AT}
    found: dict[int, list[DictRow]] = {}
    for row in await _all(connection, "near", wanted):
        shared = bands[row["position"]].intersection(row.pop("bands"))
        found.setdefault(row["position"], []).append(row | {"shared": shared})
    return found


def _suspects(bands: Collection[int], rows: Sequence[DictRow]) -> Collection[int]:
    """Of a reading's bands those that more than a crowd may share: by what was found, where that is all there is, and the page's
    own release, which is not found by its own words."""
    if len(rows) <= CROWD:
        return ()
    if len(rows) >= MOST_LOOKED_AT:
        return bands
    found = Counter(chain.from_iterable(row["shared"] for row in rows))
    return [band for band, count in found.items() if count >= CROWD]


def chosen_of(rows: Sequence[DictRow]) -> list[DictRow]:
    """Those that share most bands, a few of each text."""
    of_text: Counter[bytes] = Counter()
    chosen = []
    for row in sorted(rows, key=lambda one: (-len(one["shared"]), one["text_digest"], one["revision_id"])):
        if row["text_digest"] not in of_text and len(of_text) == MOST_TEXTS:
            continue
        of_text[row["text_digest"]] += 1
        if of_text[row["text_digest"]] <= MOST_OF_A_TEXT:
            chosen.append(row)
    return chosen


async def portraits_of(connection: AsyncConnection[DictRow], revisions: Collection[UUID]) -> dict[UUID, Portrait]:
    if not revisions:
        return {}
    rows = await _all(connection, "portraits", {"revisions": list(revisions)})
    return {row["revision_id"]: _portrait(row) for row in rows}


def _portrait(row: DictRow) -> Portrait:
    fields: dict[str, Any] = {name: value for name, value in row.items() if name != "revision_id"}
    fields["wire_ids"] = tuple(row["wire_ids"])
    fields["alternates"] = tuple((language, url) for language, url in row["alternates"])
    return Portrait(**fields)


async def _all(connection: AsyncConnection[DictRow], name: str, asked: Mapping[str, Any]) -> list[DictRow]:
    cursor = await connection.execute(Queries("candidates")[name], asked, binary=True)  # hundreds of numbers a row
    return await cursor.fetchall()
