"""Whether pages are still there: looks in vain are counted, and what is gone or has moved is told, under the membership lock.

A page that is found again ends its row of looks in vain where it is stored (archive.releases).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.attempts import in_one_transaction
from archive.changes import advance
from archive.connection import Archive
from archive.fence import Visit, hold
from archive.json_rows import json_rows
from archive.queries import Queries
from archive.reaching import reaching
from press import urls
from press.identity.keys import address_key
from press.revisits import next_look_in_vain
from press.revisits.absence import Absence, How, look_in_vain

#: Looks that are written in one transaction: it holds the membership lock, and others wait for it.
MOST = 200

#: The words of the change feed for who tells it.
_BY = "crawl"


@dataclass(frozen=True, slots=True)
class Miss:
    """A lead's page was not found at the instant `at`: all of `addresses`, which led to one another, are without it."""

    lead_id: int
    addresses: tuple[str, ...]
    how: How
    at: datetime


@dataclass(frozen=True, slots=True)
class Led:
    """A lead's `addresses` led to another page, the one at `to`."""

    lead_id: int
    addresses: tuple[str, ...]
    to: str
    at: datetime


@dataclass(slots=True)
class Settled:
    """What was written: pages that are missing and may come back, and those of which it was told that they are gone or moved."""

    missing: int = 0
    gone: int = 0
    moved: int = 0


async def astray(archive: Archive, source_id: str, led: Sequence[Led]) -> list[Led]:
    """Of these, the ones whose addresses are known pages that do not stand where they led: other pages stand there."""
    if not led:
        return []
    async with archive.connection() as connection:
        pages = await _pages(connection, source_id, [url for one in led for url in (*one.addresses, one.to)])
    return [
        one
        for one in led
        if (known := _at(pages, one.addresses)) and not all(_stands_at(page, _at(pages, [one.to])) for page in known)
    ]


async def text_at(archive: Archive, addresses: Sequence[str]) -> str | None:
    """The text that stood last at these addresses of one page; None for an unknown page. Raises ArchiveLost."""
    asked = {"addresses": [urls.digest(url) for url in addresses]}
    async with reaching(archive) as connection:
        row = await (await connection.execute(Queries("presence")["text_at"], asked)).fetchone()
    return row["body_text"] if row else None


async def settle(
    archive: Archive, visit: Visit, misses: Sequence[Miss], *, led: Sequence[Led] = (), doubted: Sequence[Miss] = ()
) -> Settled:  # fmt: skip
    """Write what a visit did not find. Raises VisitReplaced, and ArchiveLost.

    `misses` count, unless the lead has another spelling of its address to try. `led` are addresses that lead to where their page
    stands now: they moved. `doubted` are misses that say nothing of their pages, which are only looked at again.
    """
    settled = Settled()
    async with archive.connection() as connection:
        asked = {"source_id": visit.source_id}
        row = await (await connection.execute(Queries("presence")["any_to_move"], asked)).fetchone()
    to_move = row is not None and row["found"]
    if not misses and not doubted and not led and not to_move:
        return settled
    for begin in range(0, max(1, len(misses), len(doubted), len(led)), MOST):
        part = slice(begin, begin + MOST)
        written = await _written(archive, visit, misses[part], led[part], doubted[part])
        settled.missing += written.missing
        settled.gone += written.gone
        settled.moved += written.moved
    return settled


async def _written(
    archive: Archive, visit: Visit, misses: Sequence[Miss], led: Sequence[Led], doubted: Sequence[Miss]
) -> Settled:
    """One transaction."""

    async def write(connection: AsyncConnection[DictRow]) -> Settled:
        await hold(connection, visit)
        settling = _Settling(archive, visit, connection)
        await settling.write(misses, led, doubted)
        return settling.settled

    return await in_one_transaction(archive, write)


@dataclass
class _Settling:
    """One transaction."""

    archive: Archive
    visit: Visit
    connection: AsyncConnection[DictRow]
    settled: Settled = field(default_factory=Settled)

    async def write(self, misses: Sequence[Miss], led: Sequence[Led], doubted: Sequence[Miss]) -> None:
        query = Queries("presence")
        feed = (await self._rows(Queries("releases")["lock"], {}))[0]
        asked = [one.lead_id for one in (*misses, *doubted)]
        leads = {row["lead_id"]: row for row in await self._rows(query["leads"], {"leads": asked})}
        misses = [one for one in misses if (lead := leads.get(one.lead_id)) is not None and not lead["is_open"]]
        every = [url for one in (*misses, *doubted) for url in one.addresses]
        every += [url for one in led for url in (*one.addresses, one.to)]
        pages = await _pages(self.connection, self.visit.source_id, every)
        after = self._missed(pages, misses)
        await self._put("miss", [
            {"appearance_id": id_, "missing_since": one.since, "missing_count": one.count, "missing_at": one.at}
            for id_, one in after.items()
        ])  # fmt: skip
        await self._tell(feed, pages, after, [*self._led(pages, led), *await self._moved(after)], misses)
        await self._schedule(leads, pages, after, [*misses, *doubted])

    def _missed(self, pages: Mapping[str, Sequence[DictRow]], misses: Sequence[Miss]) -> dict[UUID, Absence]:
        """The rows of looks in vain after these; a page that was seen meanwhile has none."""
        settings, after = self.archive.settings, dict[UUID, Absence]()
        for miss in sorted(misses, key=lambda one: one.at):
            for page in _at(pages, miss.addresses):
                if miss.at > page["last_seen_at"]:
                    before = after.get(page["appearance_id"], _absence(page))
                    after[page["appearance_id"]] = look_in_vain(
                        before, miss.at, miss.how, confirmations=settings.gone_confirmations, interval=settings.gone_interval
                    )
        return after

    def _led(self, pages: Mapping[str, Sequence[DictRow]], led: Sequence[Led]) -> list[dict[str, Any]]:
        """Pages whose address leads to where they stand now, and of which it was not told yet."""
        found: dict[UUID, dict[str, Any]] = {}
        for one in led:
            targets = _at(pages, [one.to])
            for page in _at(pages, one.addresses):
                if page["moved_to"] is None and page["variant"] in (None, "redirect") and _stands_at(page, targets):
                    found[page["appearance_id"]] = {**page, "moved_to": one.to}
        return list(found.values())

    async def _moved(self, after: Mapping[UUID, Absence]) -> list[DictRow]:
        """Missing pages that turned up elsewhere on the source."""
        sure = [id_ for id_, one in after.items() if one.gone]
        return await self._rows(Queries("presence")["moved"], {"source_id": self.visit.source_id, "sure": sure})

    async def _tell(
        self, feed: DictRow, pages: Mapping[str, Sequence[DictRow]], after: Mapping[UUID, Absence],
        moved: Sequence[Mapping[str, Any]], misses: Sequence[Miss],
    ) -> None:  # fmt: skip
        """The pages' rows, the changes, and the feed's row, which moves in any case: what others looked at before is old now."""
        departed = [{"appearance_id": one["appearance_id"], "gone_at": None, "moved_to": one["moved_to"]} for one in moved]
        changes = [_change("moved", one, {"moved_to": one["moved_to"]}) for one in moved]
        elsewhere = {one["appearance_id"] for one in moved}
        how_of = {page["appearance_id"]: miss.how for miss in misses for page in _at(pages, miss.addresses)}
        gone = 0
        for page in _distinct(pages):
            absence = after.get(page["appearance_id"])
            told = page["gone_at"] is not None or page["moved_to"] is not None or page["appearance_id"] in elsewhere
            if absence is None or not absence.gone or told:
                continue
            departed.append({"appearance_id": page["appearance_id"], "gone_at": absence.since, "moved_to": None})
            if page["release_id"] is not None and not page["is_variant"]:
                detail = {"how": how_of[page["appearance_id"]], "looks": absence.count, "since": absence.since}
                changes.append(_change("gone", page, detail))
                gone += 1
        numbered = [{"change_id": number, **one} for number, one in enumerate(changes, feed["change_head"] + 1)]
        await self._put("depart", departed)
        await self._put("insert_changes", numbered, at=feed["at"], by=_BY)
        await self._put("touch_releases", _last(numbered))
        change_head = feed["change_head"] + len(numbered)
        await advance(self.connection, feed, change_head=change_head, signature_head=feed["signature_head"] + 1)
        self.settled = Settled(sum(not one.gone for one in after.values()), gone, len(moved))

    async def _schedule(
        self, leads: Mapping[int, DictRow], pages: Mapping[str, Sequence[DictRow]], after: Mapping[UUID, Absence],
        misses: Iterable[Miss],
    ) -> None:  # fmt: skip
        """When the leads' pages are looked for again."""
        rows = []
        for miss in misses:
            lead, known = leads.get(miss.lead_id), _at(pages, miss.addresses)
            if lead is None or lead["is_open"] or not lead["looks"] or not known:
                continue
            gone = all(_is_gone(page, after.get(page["appearance_id"])) for page in known)
            rows.append({"lead_id": miss.lead_id, "revisit_at": next_look_in_vain(
                lead["looks"], miss.at, seed=lead["url"], gone=gone, gone_interval=self.archive.settings.gone_interval,
                intervals=self.visit.revisit_intervals,
            )})  # fmt: skip
        await self._put("look_again", rows)

    async def _rows(self, statement: str, asked: Mapping[str, Any]) -> list[DictRow]:
        return await (await self.connection.execute(statement, asked)).fetchall()

    async def _put(self, name: str, rows: Sequence[Mapping[str, Any]], **more: Any) -> None:
        if rows:
            await self.connection.execute(Queries("presence")[name], {"rows": json_rows(rows), **more})


async def _pages(
    connection: AsyncConnection[DictRow], source_id: str, addresses: Collection[str]
) -> dict[str, list[DictRow]]:  # fmt: skip
    """The source's pages at these addresses, by their twin."""
    if not addresses:
        return {}
    asked = {"source_id": source_id, "keys": [address_key(url) for url in set(addresses)]}
    rows = await (await connection.execute(Queries("presence")["pages_at"], asked)).fetchall()
    wanted = {urls.twin(url) for url in addresses}
    pages: dict[str, list[DictRow]] = {}
    for row in rows:
        if (twin := urls.twin(row["url"])) in wanted:
            pages.setdefault(twin, []).append(row)
    return pages


def _at(pages: Mapping[str, Sequence[DictRow]], addresses: Iterable[str]) -> list[DictRow]:
    return [page for twin in dict.fromkeys(map(urls.twin, addresses)) for page in pages.get(twin, ())]


def _distinct(pages: Mapping[str, Sequence[DictRow]]) -> list[DictRow]:
    return list({page["appearance_id"]: page for twin in sorted(pages) for page in pages[twin]}.values())


def _stands_at(page: DictRow, targets: Sequence[DictRow]) -> bool:
    """Whether what stood at the page stands at one of the targets: it is there as a page of the same release."""
    return any(
        target["appearance_id"] == page["appearance_id"]
        or (page["release_id"] is not None and target["release_id"] == page["release_id"])
        for target in targets
    )


def _absence(page: DictRow) -> Absence:
    gone = page["gone_at"] is not None
    return Absence(page["missing_since"], page["missing_count"], page["missing_at"], gone)


def _is_gone(page: DictRow, absence: Absence | None) -> bool:
    return page["gone_at"] is not None or page["moved_to"] is not None or (absence is not None and absence.gone)


def _change(kind: str, page: Mapping[str, Any], detail: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": kind, "release_id": page["release_id"], "url": page["url"], "revision_id": page["revision_id"], "detail": detail,
    }  # fmt: skip


def _last(changes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each release with the last change that touched it."""
    last = {one["release_id"]: one["change_id"] for one in changes}
    return [{"release_id": release_id, "change_id": change_id} for release_id, change_id in last.items()]
