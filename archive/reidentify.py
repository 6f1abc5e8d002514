"""Clusters built anew from the archive, after the rules have improved: a neighbourhood at a time, beside a live crawl.

First every text is signed that older rules signed: an index, by which no page moves. Then, for each neighbourhood, its pages are
compared anew, and memberships computed from the set of them, without what belongs together already; persons' decisions stand.
Comparing needs no lock; writing takes it for one neighbourhood, after a look whether anything of it moved meanwhile.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from uuid_utils.compat import uuid7

from archive.candidates import chosen_of, near, portraits_of
from archive.changes import advance
from archive.connection import Archive
from archive.decision_rows import DecisionRows
from archive.json_rows import json_rows
from archive.neighbourhood import look, with_all_keys, with_ties
from archive.queries import Queries
from press.identity import likeness, signature
from press.identity.anew import Move, decide_anew, moves
from press.identity.decided import Decision
from press.identity.glance import are_others, glance_of, kept_of
from press.identity.known import Known
from press.identity.likeness import compare
from press.identity.portrait import Portrait
from press.identity.ties import Match, Tie
from press.identity.tying import tied

BY = "reidentify"
#: Texts that are signed under one lock: at some .4 ms each for the index, a store waits a tenth of a second at most.
_SIGNED_AT_ONCE = 200
_SEEDS_AT_ONCE = 500
#: A neighbourhood of more pages is left as it is, and said: it would hold memory and lock for long, and is a fault of comparing.
MOST_PAGES = 2000
#: Pages that move under a crawl's hands are tried so often; then they were decided by today's rules anyway.
_ATTEMPTS = 5
_FIRST = UUID(int=0)


@dataclass(slots=True)
class Piece:
    """What came of one neighbourhood. `updated` are releases of which no page moves, but something else of them does.

    `last` is the page it began with: the next run may begin after it. `is_too_large`, `is_busy`: it was left as it is.
    """

    last: UUID
    pages: int = 0
    moves: Sequence[Move] = ()
    merges: int = 0
    splits: int = 0
    updated: int = 0
    is_too_large: bool = False
    is_busy: bool = False


@dataclass(slots=True)
class _Neighbourhood:
    known: Known
    ties: Sequence[Tie]
    fresh: Sequence[Tie]
    dropped: Collection[tuple[UUID, UUID]]
    is_too_large: bool = False


@dataclass(slots=True)
class _Compared:
    """Pairs of revisions that were compared already, and what they have in common."""

    page_of: dict[int, UUID] = field(default_factory=dict)
    matches: list[Match] = field(default_factory=list)
    done: set[frozenset[UUID]] = field(default_factory=set)


async def sign_anew(archive: Archive) -> int:
    """Sign what older rules signed, or none did; how many texts that were. Interrupted and called again it goes on."""
    query, after, count = Queries("reidentify"), _FIRST, 0
    while True:
        async with archive.transaction() as connection:
            asked = {"after": after, "rules": signature.RULES, "limit": _SIGNED_AT_ONCE}
            found = await (await connection.execute(query["to_sign"], asked)).fetchall()
            if not found:
                return count
            portraits = await portraits_of(connection, [row["revision_id"] for row in found])
            rows = json_rows(row | _signature(portraits[row["revision_id"]]) for row in found)
            feed = await _locked(connection)
            number = feed["signature_head"] + 1
            await connection.execute(Queries("releases")["put_signatures"], {"rows": rows, "number": number})
            await advance(connection, feed, change_head=feed["change_head"], signature_head=number)
        after, count = found[-1]["revision_id"], count + len(found)


def _signature(portrait: Portrait) -> dict[str, Any]:
    return {"bands": signature.sign(portrait), "rules": signature.RULES, "glance": kept_of(portrait)}


async def reidentify(archive: Archive, *, apply: bool, after: UUID = _FIRST) -> AsyncIterator[Piece]:
    """Every neighbourhood once, from the one that begins after the page `after`; changed only where `apply` says so."""
    while True:
        async with archive.connection() as connection:
            asked = {"after": after, "limit": _SEEDS_AT_ONCE}
            seeds = await (await connection.execute(Queries("reidentify")["seeds"], asked)).fetchall()
        if not seeds:
            return
        for row in seeds:
            after = row["appearance_id"]
            piece = await _piece(archive, after, apply=apply)
            if piece is not None:
                yield piece


async def _piece(archive: Archive, seed: UUID, *, apply: bool) -> Piece | None:
    """None where the neighbourhood of the page has an older one, and so was looked at."""
    for _attempt in range(_ATTEMPTS):
        async with archive.transaction() as connection:
            await connection.execute(Queries("releases")["head"])
            found = await _around(connection, seed)
            if found is None:
                return None
            if found.is_too_large:
                return Piece(seed, len(found.known.appearances), is_too_large=True)
            decision = decide_anew(found.known, found.ties, uuid7)
            decision.ties = [*found.fresh]
            piece = _told(seed, found.known, decision)
            if not apply or not (decision.changes or decision.placed or found.fresh or found.dropped):
                return piece
            feed = await _locked(connection)
            if _same(await _look(connection, found.known.appearances), found.known):
                await _write(connection, found, decision, feed)
                return piece
    return Piece(seed, is_busy=True)


async def _write(connection: AsyncConnection[DictRow], found: _Neighbourhood, decision: Decision, feed: DictRow) -> None:
    if found.dropped:
        rows = json_rows({"first_id": first, "second_id": second} for first, second in found.dropped)
        await connection.execute(Queries("reidentify")["drop_ties"], {"rows": rows})
    await DecisionRows(decision, found.known, {}, feed=feed, by=BY).write(connection)


async def _around(connection: AsyncConnection[DictRow], seed: UUID) -> _Neighbourhood | None:
    """The neighbourhood of a page: over releases, own news' keys, ties, and what comparing anew finds, until nothing is added."""
    compared = _Compared()
    known = await _look(connection, [seed])
    looked: set[UUID] = set()
    while fresh := known.appearances.keys() - looked:
        if min(known.appearances) < seed:
            return None
        if len(known.appearances) > MOST_PAGES:
            return _Neighbourhood(known, (), (), (), is_too_large=True)
        looked |= fresh
        await _compare(connection, fresh, compared)
        others = {match.other for match in compared.matches if isinstance(match.other, UUID)}
        if not others <= known.appearances.keys():
            known = await _look(connection, {*known.appearances, *others})
    stale = await _stale(connection, known)
    await _compare_pairs(connection, stale, compared)
    kept = [tie for tie in known.ties if (tie.first, tie.second) not in stale]
    members = {id_: one.member for id_, one in known.appearances.items()}
    ties, fresh_ties = tied(compared.matches, compared.page_of, kept, members)
    dropped = stale.difference((tie.first, tie.second) for tie in fresh_ties)
    return _Neighbourhood(known, ties, fresh_ties, dropped)


async def _compare(connection: AsyncConnection[DictRow], pages: Collection[UUID], compared: _Compared) -> None:
    """All revisions of pages with those that share bands with them."""
    signed = await _signed(connection, pages)
    bands = sorted({band for row in signed for band in row["bands"]})
    query = Queries("candidates")
    asked = {"bands": f"{{{','.join(map(str, bands))}}}"}
    crowded = {row["band"] for row in await (await connection.execute(query["crowded"], asked)).fetchall()}
    asked_near = [
        {"position": number, "bands": row["bands"], "own": row["appearance_id"], "text_digest": row["text_digest"]}
        for number, row in enumerate(signed)
    ]
    found = await near(connection, asked_near, crowded)
    pairs = [(signed[number], other) for number, several in found.items() for other in chosen_of(several)]
    await _compare_revisions(connection, pairs, compared)


async def _compare_pairs(
    connection: AsyncConnection[DictRow], pairs: Collection[tuple[UUID, UUID]], compared: _Compared
) -> None:  # fmt: skip
    """Pages that older rules took for alike, in all their revisions."""
    by_page: dict[UUID, list[DictRow]] = {}
    for row in await _signed(connection, {id_ for pair in pairs for id_ in pair}):
        by_page.setdefault(row["appearance_id"], []).append(row)
    both = [(one, other) for first, second in pairs for one in by_page.get(first, ()) for other in by_page.get(second, ())]
    await _compare_revisions(connection, both, compared)


async def _compare_revisions(
    connection: AsyncConnection[DictRow], pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]], compared: _Compared
) -> None:
    waiting = []
    for one, other in pairs:
        key = frozenset((one["revision_id"], other["revision_id"]))
        if key not in compared.done:
            compared.done.add(key)
            waiting.append((one, other))
    waiting = [pair for pair in waiting if not are_others(*(glance_of(row["glance"]) for row in pair))]
    portraits = await portraits_of(connection, {row["revision_id"] for pair in waiting for row in pair})
    for one, other in waiting:
        found = compare(portraits[one["revision_id"]], portraits[other["revision_id"]])
        if found is not None:
            position = len(compared.page_of)
            compared.page_of[position] = one["appearance_id"]
            compared.matches.append(Match(position, other["appearance_id"], found))


async def _signed(connection: AsyncConnection[DictRow], pages: Collection[UUID]) -> list[DictRow]:
    if not pages:
        return []
    asked = {"appearances": list(pages), "rules": signature.RULES}
    return await (await connection.execute(Queries("reidentify")["signed"], asked)).fetchall()


async def _stale(connection: AsyncConnection[DictRow], known: Known) -> set[tuple[UUID, UUID]]:
    asked = {"appearances": list(known.appearances), "rules": likeness.RULES}
    rows = await (await connection.execute(Queries("reidentify")["stale_ties"], asked)).fetchall()
    return {(row["first_id"], row["second_id"]) for row in rows}


async def _look(connection: AsyncConnection[DictRow], pages: Collection[UUID]) -> Known:
    known = await with_ties(connection, await look(connection, [], [], known=pages))
    return replace(known, appearances=await with_all_keys(connection, known.appearances))


def _same(one: Known, other: Known) -> bool:
    """Whether nothing moved that bears on a decision. A tie more brings its page with it."""
    return (one.appearances, one.releases, one.bonds, one.walls) == (
        other.appearances, other.releases, other.bonds, other.walls,
    )  # fmt: skip


async def _locked(connection: AsyncConnection[DictRow]) -> DictRow:
    feed = await (await connection.execute(Queries("releases")["lock"])).fetchone()
    assert feed is not None  # noqa: S101  # the first migration puts the feed's row there, and nothing takes it away
    return feed


def _told(seed: UUID, known: Known, decision: Decision) -> Piece:
    kinds = [change.kind for change in decision.changes]
    return Piece(
        seed, len(known.appearances), moves(decision, known), kinds.count("merged"), kinds.count("split"), kinds.count("updated")
    )
