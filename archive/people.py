"""What a person decides about releases: that two are one, or that pages are none of theirs. Each in one transaction, all of it
under the membership lock: what it does at once, and the row that keeps every rule to it from then on.

A later decision undoes an earlier one, as far as the two speak of the same pages; no rule undoes any.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow
from uuid_utils.compat import uuid7

from archive.connection import Archive
from archive.decision_rows import DecisionRows
from archive.json_rows import json_rows
from archive.neighbourhood import look, with_ties
from archive.queries import Queries
from archive.release_ids import between, is_address, release_id_of
from press import urls
from press.errors import PressError
from press.identity.decision import decide
from press.identity.keys import address_key
from press.identity.known import Known
from press.identity.people import Sides, bonds_left, first_in_front, parted, parting, tell_parting, walls_left

_Left = Callable[[Sides, Collection[UUID]], list[Sides] | None]


@dataclass(frozen=True, slots=True)
class Decided:
    """`release_id` is the release that stays; `other_release_id` the one that left or came off, None where that is own news."""

    release_id: UUID
    other_release_id: UUID | None
    is_withdrawn: bool = False


async def merge(archive: Archive, first: str, second: str, *, by: str, reason: str | None = None) -> Decided:
    """Two releases become one under the id of the first, whichever was seen first. The second may be the address of own news.

    Raises PressError, in one line, where there is nothing to be merged.
    """
    async with archive.transaction() as connection:
        act = await _Act.begin(connection, by, reason)
        release_id = await _release_of(connection, first)
        other_id, theirs, their_first = await _second(connection, second)
        if other_id == release_id:
            raise PressError(f"{first} and {second} are one release already: {release_id}")
        known = await act.around(theirs, release_id)
        ours = _pages(known, release_id)
        if other_id is not None:
            theirs = _pages(known, other_id)
            their_first = known.releases[other_id].appearance_id
        await act.undo("split", walls_left, {*ours, *theirs})
        sides = first_in_front(ours, known.releases[release_id].appearance_id), first_in_front(theirs, their_first)
        await act.keep("merge", [sides], release_id, other_id)
        known = await with_ties(connection, known)
        decision = decide([], known, uuid7, survivor=release_id)
        await DecisionRows(decision, known, {}, feed=act.feed, by=by, reason=reason).write(connection)
        return Decided(release_id, other_id, any(row.withdrawn_at for row in decision.releases))


async def split(archive: Archive, release: str, off: str, *, by: str, reason: str | None = None) -> Decided:
    """Pages come off a release: the one at the address `off`, with its variants; or those that a merge brought, `off` being the
    id that it took out of use and that comes back.

    Raises PressError, in one line, where nothing can come off.
    """
    async with archive.transaction() as connection:
        act = await _Act.begin(connection, by, reason)
        release_id = await _release_of(connection, release)
        known = await with_ties(connection, await act.around((), release_id))
        if is_address(off):
            coming = await _page_of(connection, release_id, off)
            is_release = any(known.appearances[id_].member.is_release for id_ in coming)
            other_id = uuid7() if is_release else None
        else:
            other_id, coming = await _merged_into(connection, known, release_id, off)
            await connection.execute(Queries("people")["end_alias"], {"at": act.at, "old_release_id": other_id})
        stays = [id_ for id_ in _pages(known, release_id) if id_ not in coming and known.appearances[id_].main_id is None]
        if not stays:
            raise PressError(f"nothing would stay of {release_id}: {off} is all that it has")
        withdrawn = known.releases[release_id].withdrawn_at is not None
        if withdrawn and other_id is None:
            raise PressError(f"{release_id} is withdrawn, and {off} would be seen again as own news: restore it first")
        one = parting(release_id, coming, known)
        await act.undo("merge", lambda bond, off: bonds_left(bond, off, one.apart), coming)
        sides = first_in_front(one.off, min(one.off)), first_in_front(one.apart, known.releases[release_id].appearance_id)
        if sides[1][0] not in one.apart:  # what is shown comes off
            sides = sides[0], tuple(sorted(one.apart))
        await act.keep("split", [sides], release_id, other_id)
        known = await with_ties(connection, known)
        decision = decide(
            [], parted(known, one, other_id), uuid7, lost={release_id, *([other_id] if other_id is not None else [])}
        )
        tell_parting(decision, release_id, other_id)
        await DecisionRows(decision, known, {}, feed=act.feed, by=by, reason=reason).write(connection)
        return Decided(release_id, other_id, withdrawn)


class _Act:
    """One decision under way: the lock is held, and rows of earlier decisions give way to it."""

    def __init__(self, connection: AsyncConnection[DictRow], feed: DictRow, by: str, reason: str | None) -> None:
        self._connection = connection
        self._by = by
        self._reason = reason
        self.feed = feed
        self.at: datetime = feed["at"]

    @classmethod
    async def begin(cls, connection: AsyncConnection[DictRow], by: str, reason: str | None) -> _Act:
        query = Queries("releases")
        await connection.execute(query["head"])  # also bounds how the look is planned
        feed = await (await connection.execute(query["lock"])).fetchone()
        assert feed is not None  # noqa: S101  # the first migration puts the feed's row there, and nothing takes it away
        return cls(connection, feed, by, reason)

    async def around(self, pages: Collection[UUID], release_id: UUID) -> Known:
        """The neighbourhood of pages and of a release."""
        row = await (await self._connection.execute(Queries("people")["release"], {"release_id": release_id})).fetchone()
        assert row is not None  # noqa: S101  # its id was followed under this lock
        return await look(self._connection, [], [], known=[*pages, row["appearance_id"]])

    async def undo(self, kind: str, left_of: _Left, pages: Collection[UUID]) -> None:
        """Earlier decisions of the kind that this one contradicts; what they say of other pages is kept."""
        query = Queries("people")
        rows = await (await self._connection.execute(query["decisions_about"], {"appearances": list(pages)})).fetchall()
        undone, kept = [], []
        for row in rows:
            left = left_of((tuple(row["left_ids"]), tuple(row["right_ids"])), pages) if row["kind"] == kind else None
            if left is not None:
                undone.append(row["decision_id"])
                kept += [row | {"decision_id": uuid7(), "left_ids": sides[0], "right_ids": sides[1]} for sides in left]
        if undone:
            await self._connection.execute(
                query["undo_decisions"], {"decisions": undone, "at": self.at, "by": self._by}
            )  # fmt: skip
            await self._connection.execute(query["put_decisions"], {"rows": json_rows(kept)})

    async def keep(self, kind: str, several: Sequence[Sides], release_id: UUID, other_id: UUID | None) -> None:
        """The decision itself, as rules will find it."""
        rows = [
            {
                "decision_id": uuid7(), "kind": kind, "left_ids": left, "right_ids": right, "release_id": release_id,
                "other_release_id": other_id, "by": self._by, "reason": self._reason, "at": self.at,
            }
            for left, right in several
        ]  # fmt: skip
        await self._connection.execute(Queries("people")["put_decisions"], {"rows": json_rows(rows)})


def _pages(known: Known, release_id: UUID) -> frozenset[UUID]:
    return frozenset(id_ for id_, one in known.appearances.items() if one.release_id == release_id)


async def _release_of(connection: AsyncConnection[DictRow], asked: str) -> UUID:
    """The release that a person means, by its id or by the address of one of its pages."""
    if not is_address(asked):
        return await release_id_of(connection, asked)
    for row in await _at(connection, asked):
        if row["release_id"] is not None:
            return UUID(str(row["release_id"]))
    raise PressError(f"no release stands at {asked}: `scrapy show URL` says what became of an address")


async def _second(connection: AsyncConnection[DictRow], asked: str) -> tuple[UUID | None, frozenset[UUID], UUID]:
    """What is to be merged into the first: a release with one of its pages; or own news, no release, with its variants."""
    if is_address(asked):
        found = await _at(connection, asked)
        if found and found[0]["release_id"] is None:
            return None, await _with_variants(connection, found[0]["main_id"]), found[0]["main_id"]
    release_id = await _release_of(connection, asked)
    row = await (await connection.execute(Queries("people")["release"], {"release_id": release_id})).fetchone()
    assert row is not None  # noqa: S101  # its id was followed under this lock
    return release_id, frozenset([row["appearance_id"]]), row["appearance_id"]


async def _page_of(connection: AsyncConnection[DictRow], release_id: UUID, asked: str) -> frozenset[UUID]:
    """The page of a release at an address, with its variants."""
    for row in await _at(connection, asked):
        if row["release_id"] == release_id:
            return await _with_variants(connection, row["main_id"])
    raise PressError(f"{asked[:200]} is no page of {release_id}: `scrapy show {release_id}` tells its pages")


async def _merged_into(
    connection: AsyncConnection[DictRow], known: Known, release_id: UUID, asked: str
) -> tuple[UUID, frozenset[UUID]]:
    """The id that a merge took out of use, and those of its pages that are still where the merge brought them."""
    merges = await (await connection.execute(Queries("people")["merges_between"], between(asked))).fetchall()
    if len(merges) > 1:
        raise PressError(f"several merged releases' ids begin with {asked}: give more of it")
    if not merges or await release_id_of(connection, str(merges[0]["old_release_id"])) != release_id:
        raise PressError(
            f"{asked} was not merged into {release_id}, or that was undone: `scrapy show {release_id}` tells its ids"
        )
    coming = _pages(known, release_id).intersection(merges[0]["appearances"])
    coming |= {id_ for id_, one in known.appearances.items() if one.main_id in coming}
    if not coming:
        raise PressError(f"of {asked} no page is in {release_id} any more: there is nothing to undo")
    return merges[0]["old_release_id"], coming


async def _at(connection: AsyncConnection[DictRow], asked: str) -> list[DictRow]:
    try:
        url = urls.normalise(asked)
    except ValueError as error:
        raise PressError(f"{asked[:200]} is no web address: {error}") from error
    wanted = {"url_digest": urls.digest(url), "key": address_key(url), "evidence": json.dumps([{"address": url}])}
    return await (await connection.execute(Queries("people")["at_address"], wanted)).fetchall()


async def _with_variants(connection: AsyncConnection[DictRow], main_id: UUID) -> frozenset[UUID]:
    rows = await (await connection.execute(Queries("people")["with_variants"], {"main_id": main_id})).fetchall()
    return frozenset(row["appearance_id"] for row in rows)
