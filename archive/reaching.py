"""A connection for what a page on its way needs: a server that cannot be reached is the archive's loss, not the page's."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import psycopg
from psycopg import AsyncConnection
from psycopg.errors import DiskFull, IdleInTransactionSessionTimeout, LockNotAvailable
from psycopg.rows import DictRow

from archive.connection import Archive
from archive.session import one_line
from press.errors import ArchiveFull, ArchiveLost

#: Errors that are no fault of what was asked: the server's, or (the latter) of a process that was frozen in a transaction.
_GONE = (psycopg.OperationalError, IdleInTransactionSessionTimeout)


@asynccontextmanager
async def reaching(archive: Archive) -> AsyncIterator[AsyncConnection[DictRow]]:
    """A connection as the archive lends it. Raises ArchiveLost where the server went away."""
    with lost_is_told():
        async with archive.connection() as connection:
            yield connection


@contextmanager
def lost_is_told() -> Iterator[None]:
    """A server that goes away within is an ArchiveLost, with what to do."""
    try:
        yield
    except _GONE as error:
        raise lost(error) from error


def told_of(error: BaseException | None) -> ArchiveLost | None:
    """What an error says of the database: that it went away, or ended the session of whoever asked. None where it says nothing of
    it, and is a fault of something else."""
    if isinstance(error, ArchiveLost):
        return error
    if isinstance(error, _GONE):
        return lost(error)
    return None


def lost(error: psycopg.Error) -> ArchiveLost:
    """The error, in one line, of a server that went away, has no room, or keeps us waiting."""
    if isinstance(error, DiskFull):
        what = f"the database's disk is full: {one_line(error)}"
        return ArchiveFull(f"{what}; free space there and start again, nothing is lost", f"{what}; free space there")
    if isinstance(error, LockNotAvailable):
        what = f"another session of the database holds what is to be written: {one_line(error)}"
        return ArchiveLost(f"{what}; find it with pg_blocking_pids() and start again when it has ended, nothing is lost", what)
    what = f"the database went away: {one_line(error)}"
    return ArchiveLost(f"{what}; see to the server and start again, nothing is lost", what)
