"""What is learned of a source's pages: its layouts with their evidence, and how its last lesson went.

Whatever asks the database here raises ArchiveLost where the server cannot be reached.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from archive.captures import capture_of
from archive.connection import Archive
from archive.fence import Visit, hold
from archive.json_rows import json_rows
from archive.queries import Queries
from archive.reaching import reaching
from press import urls
from press.capture import Capture
from press.identity.keys import address_key
from press.learned_layout import LearnedLayout
from press.lessons import FITS, LaidOut, LastLesson

#: Pages that a lesson is given: as many as learning looks at (press.extraction.learning.lesson.MOST_PAGES).
LESSON_PAGES = 16
#: The releases among which they are chosen, the last ones published: older ones may be of a layout that is gone.
_AMONG = 400
#: Layouts of a source that are in force at a time: each is tried on every page, and a site has two or three templates.
MOST_IN_FORCE = 8
#: The newest pages among which those are sought that the layouts do not fit.
_NEWEST = 64


@dataclass(frozen=True, slots=True)
class KnownLayouts:
    """`in_force`: those by which a page is read now, `by_key`: all that were ever learned; the newest first in both.

    `unreadable` are keys of layouts that other rules wrote, which these cannot use.
    """

    in_force: tuple[LearnedLayout, ...] = ()
    by_key: Mapping[str, LearnedLayout] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()

    def named(self, keys: Collection[str]) -> tuple[LearnedLayout, ...]:
        """Those with these keys."""
        return tuple(layout for key, layout in self.by_key.items() if key in keys)


@dataclass(frozen=True, slots=True)
class Taught:
    """What a lesson changes: layouts that begin, those that end, and the instant of both (None: the new ones stand for all time).

    `captures` are the pages of the lesson, `pages` how many pages of releases the source has. `dropped` are keys of layouts that
    can be read no more.
    """

    layouts: Sequence[LearnedLayout]
    reason: str
    extractor_version: str
    captures: Sequence[UUID]
    pages: int
    retired: Sequence[str] = ()
    dropped: Sequence[str] = ()
    since: datetime | None = None


async def known(archive: Archive, source_id: str) -> KnownLayouts:
    """All that was ever learned of the source."""
    async with reaching(archive) as connection:
        rows = await (await connection.execute(Queries("layouts")["known"], {"source_id": source_id})).fetchall()
    by_key: dict[str, LearnedLayout] = {}
    unreadable: set[str] = set()
    for row in rows:
        layout = _read(row["learned"])
        if layout is not None and layout.key == row["key"]:
            by_key.setdefault(row["key"], layout)
        else:
            unreadable.add(row["key"])
    in_force = tuple(by_key[row["key"]] for row in rows if row["in_force"] and row["key"] in by_key)
    return KnownLayouts(in_force, by_key, tuple(sorted(unreadable - set(by_key))))


async def read_by(archive: Archive, addresses: Sequence[str]) -> list[str | None]:
    """By address, the extractor version that read its page last, in whichever spelling; None for an unknown page."""
    keys = [address_key(url) for url in addresses]
    async with reaching(archive) as connection:
        rows = await (await connection.execute(Queries("layouts")["read_by"], {"keys": keys})).fetchall()
    versions = {(row["key"], urls.twin(row["url"])): row["extractor_version"] for row in rows}  # the last of each stays
    return [versions.get((key, urls.twin(url))) for key, url in zip(keys, addresses, strict=True)]


async def last_lesson(archive: Archive, source_id: str) -> LastLesson | None:
    """How the source's last lesson went; None before the first."""
    async with reaching(archive) as connection:
        row = await (await connection.execute(Queries("layouts")["lesson"], {"source_id": source_id})).fetchone()
    return LastLesson(**row) if row else None


async def count_pages(archive: Archive, source_id: str) -> int:
    """The source's pages that are or were releases, or read like ones."""
    async with reaching(archive) as connection:
        row = await (await connection.execute(Queries("layouts")["count_pages"], {"source_id": source_id})).fetchone()
    return int(row["pages"]) if row else 0


async def newest_readings(archive: Archive, source_id: str, keys: Sequence[str]) -> list[LaidOut]:
    """How the source's newest pages were read, of those that were offered just these layouts; the very newest first."""
    asked = {"source_id": source_id, "keys": sorted(keys), "limit": _NEWEST}
    async with reaching(archive) as connection:
        rows = await (await connection.execute(Queries("layouts")["newest_readings"], asked)).fetchall()
    return [LaidOut(row["capture_id"], row["seen_at"], key_in(row["extractor_version"]), row["layout_fit"]) for row in rows]


async def pages_to_learn_from(archive: Archive, source_id: str) -> list[tuple[Capture, str]]:
    """Captures of some of the source's releases, each with its page's address."""
    return await _captures(archive, "pages_to_learn_from", {"source_id": source_id, "among": _AMONG, "limit": LESSON_PAGES})


async def captures(archive: Archive, ids: Sequence[UUID]) -> list[tuple[Capture, str]]:
    """These captures, each with its address."""
    return await _captures(archive, "captures", {"captures": list(ids)})


async def put_lesson(archive: Archive, visit: Visit, taught: Taught) -> bool:
    """Keep what a lesson taught, whole or not at all; whether any layout is new. Raises VisitReplaced.

    A lesson without a new layout ends none either: an old one that reads little is better than none.
    """
    query, said = Queries("layouts"), {"source_id": visit.source_id}
    rows = [{"key": one.key, "learned": one.as_json(), "pages": one.pages, "agreement": one.agreement} for one in taught.layouts]
    async with archive.transaction() as connection:
        await hold(connection, visit)
        if taught.dropped:
            await connection.execute(query["drop"], said | {"keys": list(taught.dropped)})
        added = await (await connection.execute(
            query["add"], said | {"rows": json_rows(rows), "captures": list(taught.captures), "since": taught.since}
        )).fetchall()  # fmt: skip
        ended = sorted(set(taught.retired) - {one.key for one in taught.layouts})
        if added and ended:
            reason = f"the newest pages do not fit it: {', '.join(row['key'] for row in added)} was learned"
            await connection.execute(query["retire"], said | {"keys": ended, "reason": reason, "until": taught.since})
        if added:
            reason = f"{MOST_IN_FORCE} others were learned after it"
            await connection.execute(query["retire_oldest"], said | {"most": MOST_IN_FORCE, "reason": reason})
        await connection.execute(query["put_lesson"], said | {
            "reason": taught.reason, "extractor_version": taught.extractor_version, "pages": taught.pages, "new": bool(added),
        })  # fmt: skip
    return bool(added)


async def reread_to(archive: Archive, source_id: str, capture_id: UUID | None) -> None:
    """Captures up to this one were read again by the layouts of today; None: all were."""
    async with reaching(archive) as connection:
        await connection.execute(Queries("layouts")["reread_to"], {"source_id": source_id, "capture_id": capture_id})


async def shown(archive: Archive, source_id: str) -> list[Mapping[str, Any]]:
    """The source's layouts for people: since when, from how many pages, what they read and what they did not fit."""
    async with reaching(archive) as connection:
        return list(
            await (await connection.execute(Queries("layouts")["shown"], {"source_id": source_id, "fits": FITS})).fetchall()
        )


def key_in(extractor_version: str) -> str | None:
    """The layout that an extractor version names, as in `2.0+1f00ba47c0de`."""
    return extractor_version.partition("+")[2] or None


def _read(learned: Mapping[str, Any]) -> LearnedLayout | None:
    try:
        return LearnedLayout.from_json(learned)
    except (KeyError, TypeError):
        return None


async def _captures(archive: Archive, name: str, asked: Mapping[str, Any]) -> list[tuple[Capture, str]]:
    async with reaching(archive) as connection:
        rows = await (await connection.execute(Queries("layouts")[name], asked)).fetchall()
    return [(capture_of(row), row["page_url"]) for row in rows]
