"""A consumer of the change feed, as a stranger writes it who has read docs/database.md and may read schema `press`, no more."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection, sql
from psycopg.rows import DictRow, dict_row

Row = dict[str, Any]

#: Each view that is mirrored: the columns that name a row, and those that name the releases it belongs to.
VIEWS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "release": (("release_id",), ("release_id",)),
    "appearance": (("appearance_id",), ("release_id",)),
    "revision": (("revision_id",), ("release_id",)),
    "attachment": (("release_id", "url"), ("release_id",)),
    "release_alias": (("old_release_id", "since"), ("old_release_id", "release_id")),
}


class CopyAnewError(Exception):
    """Changes that the mirror needs are not kept any more, or the archive is another one."""


@asynccontextmanager
async def reading(database: str) -> AsyncIterator[AsyncConnection[DictRow]]:
    """A connection with a reader's rights."""
    async with await AsyncConnection.connect(database, autocommit=True, row_factory=dict_row) as connection:
        await connection.execute("SET ROLE press_reader")
        yield connection


@dataclass
class Mirror:
    """What a consumer holds, and how far it has come. It outlives its connections."""

    last: int = 0
    epoch: int = 0
    views: dict[str, dict[tuple[Any, ...], Row]] = field(default_factory=lambda: {view: {} for view in VIEWS})

    async def copy(self, connection: AsyncConnection[DictRow], meanwhile: Callable[[str], Awaitable[None]] | None = None) -> None:
        """Begin anew: the head first, then the views one by one. `meanwhile` runs after each and may raise."""
        feed = await _feed(connection)
        self.last, self.epoch = feed["change_head"], feed["epoch"]
        self.views = {view: {} for view in VIEWS}
        for view in VIEWS:
            self._put(view, await _rows(connection, view))
            if meanwhile is not None:
                await meanwhile(view)

    async def follow(self, connection: AsyncConnection[DictRow], *, at_once: int = 1000) -> list[Row]:
        """All changes there are now, each of them applied; returned as they came."""
        told: list[Row] = []
        while True:
            statement = "SELECT * FROM press.change WHERE change_id > %s ORDER BY change_id LIMIT %s"
            found = await (await connection.execute(statement, (self.last, at_once))).fetchall()
            feed = await _feed(connection)  # after the changes: a floor that rose meanwhile is seen
            if feed["epoch"] != self.epoch or feed["change_floor"] > self.last:
                raise CopyAnewError
            if not found:
                return told
            await self.apply(connection, found)
            self.last = found[-1]["change_id"]
            told += found

    async def apply(self, connection: AsyncConnection[DictRow], changes: list[Row]) -> None:
        """Read the releases again that changes name. Nothing is remembered of what was applied: twice does no harm."""
        for release_id in {one[name] for one in changes for name in ("release_id", "other_release_id")} - {None}:
            for view, (_, owners) in VIEWS.items():
                held = self.views[view]
                for key in [key for key, row in held.items() if any(row[name] == release_id for name in owners)]:
                    del held[key]
                self._put(view, await _rows(connection, view, release_id))

    def _put(self, view: str, rows: list[Row]) -> None:
        names = VIEWS[view][0]
        self.views[view].update({tuple(row[name] for name in names): row for row in rows})


async def differences(mirror: Mirror, connection: AsyncConnection[DictRow]) -> list[str]:
    """What the mirror holds otherwise than the views show it; nothing must be running."""
    truth = Mirror()
    await truth.copy(connection)
    found = []
    for view, shown in truth.views.items():
        held = mirror.views[view]
        found += [f"press.{view} {key} is missing: {shown[key]}" for key in shown.keys() - held.keys()]
        found += [f"press.{view} {key} should have left: {held[key]}" for key in held.keys() - shown.keys()]
        found += [
            f"press.{view}.{name} {key}: {held[key][name]!r} is held, {row[name]!r} is shown"
            for key, row in shown.items()
            if key in held
            for name in row
            if held[key][name] != row[name]
        ]
    return sorted(found)


async def _feed(connection: AsyncConnection[DictRow]) -> DictRow:
    row = await (await connection.execute("SELECT epoch, change_floor, change_head FROM press.archive")).fetchone()
    assert row is not None
    return row


async def _rows(connection: AsyncConnection[DictRow], view: str, release_id: UUID | None = None) -> list[Row]:
    """The rows of a view that the feed's promise is about, those of one release or all."""
    owners = [sql.Identifier(name) for name in VIEWS[view][1]]
    condition = sql.SQL(" OR ").join(
        sql.SQL("{} IS NOT NULL").format(owner) if release_id is None else sql.SQL("{} = {}").format(owner, release_id)
        for owner in owners
    )
    query = sql.SQL("SELECT * FROM press.{} WHERE {}").format(sql.Identifier(view), condition)
    return [_promised(row) for row in await (await connection.execute(query)).fetchall()]


def _promised(row: DictRow) -> Row:
    """Without what docs/database.md says moves without a change."""
    return {name: value for name, value in row.items() if name != "last_seen_at"}
