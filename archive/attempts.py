"""Transactions that are tried again: those that take the membership lock, which others wait for and hold as well."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

import psycopg
from psycopg import AsyncConnection, errors
from psycopg.rows import DictRow

from archive.connection import Archive
from archive.reaching import lost

T = TypeVar("T")

#: How often a transaction is tried that lost against others, or whose connection was ended. Five in a row mean that something
#: is wrong with the server, not with our luck.
_ATTEMPTS = 5

#: What another attempt can mend: lost races, waits that took too long, a server that ended the session.
_AGAIN = (errors.SerializationFailure, errors.DeadlockDetected, errors.LockNotAvailable, errors.IdleInTransactionSessionTimeout)


async def in_one_transaction(archive: Archive, write: Callable[[AsyncConnection[DictRow]], Awaitable[T]]) -> T:
    """What `write` returns, in one transaction, tried again where that can help: done twice, it must write nothing more.

    Raises what it raises, and ArchiveLost where the server cannot be reached after several attempts.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            async with archive.transaction() as connection:
                return await write(connection)
        except (psycopg.OperationalError, *_AGAIN) as error:
            # A session that the server ended is seen as a lost connection where the message does not arrive any more.
            if attempt == _ATTEMPTS or not (
                isinstance(error, _AGAIN) or error.sqlstate is None or error.sqlstate[:2] in ("08", "57")
            ):
                if isinstance(error, _AGAIN):
                    raise
                raise lost(error) from error
            await asyncio.sleep(random.uniform(0.5, 1) * 0.01 * 4**attempt)  # noqa: S311  # spreads retries, keeps no secret
    raise AssertionError("the last attempt returns or raises")
