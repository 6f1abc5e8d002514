"""After a restore from a back-up: telling every consumer of the change feed to start again."""

from __future__ import annotations

import psycopg

from archive.queries import Queries
from archive.session import connect, refusal


async def raise_epoch(url: str) -> int:
    """A new epoch, higher than any before. Consumers that see it copy the views anew. Raises CannotStart.

    Waits for a transaction under the membership lock, like every change of the feed.
    """
    try:
        connection = await connect(url)
    except psycopg.OperationalError as error:
        raise refusal(error, url) from error
    async with connection, connection.transaction():
        await connection.execute("SET LOCAL ROLE press_owner")
        row = await (await connection.execute(Queries("feed")["raise_epoch"])).fetchone()
        assert row is not None  # noqa: S101  # the first migration puts the row there, and nothing takes it away
        return int(row["epoch"])
