"""Release ids as people write them: whole, or the beginning of one; ids that a merge took out of use are followed."""

from __future__ import annotations

import re
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.queries import Queries
from press.errors import PressError

#: So few digits of a release_id are never its whole point: ids of one minute share their first eight.
_FEWEST_DIGITS = 4


def is_address(asked: str) -> bool:
    """Whether a person means a page by its address, rather than a release by its id."""
    return re.match(r"(?i)https?:", asked) is not None


def between(asked: str) -> dict[str, UUID]:
    """The lowest and the highest id that begin as asked; raises PressError where that is no beginning of an id."""
    digits = asked.replace("-", "").lower()
    if not re.fullmatch(r"[0-9a-f]{1,32}", digits):
        raise PressError(f"{asked[:200]!r} is neither a release_id, nor the beginning of one, nor a web address")
    if len(digits) < _FEWEST_DIGITS:
        raise PressError(f"{asked!r} is too short for a release_id's beginning: give {_FEWEST_DIGITS} digits or more")
    return {"lowest": UUID(digits.ljust(32, "0")), "highest": UUID(digits.ljust(32, "f"))}


async def release_id_of(connection: AsyncConnection[DictRow], asked: str) -> UUID:
    """The release that an id, or its beginning, stands for today. Raises PressError where that is none, or more than one."""
    rows = await (await connection.execute(Queries("people")["ids_between"], between(asked))).fetchall()
    current: dict[UUID, None] = {}
    for row in rows:
        cursor = await connection.execute(Queries("releases")["follow_alias"], {"release_id": row["id"]})
        if (found := await cursor.fetchone()) is not None:
            current[UUID(str(found["release_id"]))] = None
    if not current:
        raise PressError(f"no release has the id {asked}: `scrapy search` finds releases by their words")
    if len(current) > 1:
        named = ", ".join(map(str, [*current][:5]))
        raise PressError(f"several releases' ids begin with {asked}: {named}{', …' if len(current) > 5 else ''}")
    return next(iter(current))
