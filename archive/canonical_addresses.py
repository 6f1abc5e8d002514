"""Canonical addresses of releases that a decision does not touch: what press.release shows for them may move all the same.

A canonical link is believed until its address is that of another release's page (press.release). So a page that is stored, or
that comes to another release, takes an address from the release which names it, or gives one back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.json_rows import json_rows
from archive.queries import Queries
from press.identity.decided import Decision
from press.identity.known import Known


def addresses_that_move(decision: Decision, known: Known) -> list[str]:
    """The addresses that have a page of another release after the decision than before it, or of none."""
    found = set()
    for page in decision.pages:
        now = page.url, decision.home[page.appearance_id].release_id
        was = (page.known.member.url, page.known.release_id) if page.known is not None else (page.url, None)
        if now != was:
            found |= {now[0], was[0]}
    for id_, place in decision.placed:
        was_known = known.appearances[id_]
        if place.release_id != was_known.release_id:
            found.add(was_known.member.url)
    return sorted(found)


async def named(connection: AsyncConnection[DictRow], addresses: Collection[str]) -> dict[UUID, str]:
    """The releases whose shown page names one of the addresses as canonical, each with the address that is shown for it now."""
    if not addresses:
        return {}
    asked = {"addresses": list(addresses)}
    rows = await (await connection.execute(Queries("canonical_addresses")["named"], asked)).fetchall()
    return {row["release_id"]: row["canonical_url"] for row in rows}


async def renamed(
    connection: AsyncConnection[DictRow], before: Mapping[UUID, str], addresses: Collection[str], *, told: Collection[UUID],
    change_head: int,
) -> list[UUID]:  # fmt: skip
    """Those of `before` that are shown under another address now that all rows are written, without those that are `told` of
    anyway. They are given the changes that follow `change_head`, in their order."""
    if before.keys() <= set(told):
        return []
    now = await named(connection, addresses)
    moved = sorted(id_ for id_, url in before.items() if id_ not in told and now.get(id_, url) != url)
    if moved:
        rows = [{"release_id": id_, "change_id": number} for number, id_ in enumerate(moved, change_head + 1)]
        await connection.execute(Queries("canonical_addresses")["touch"], {"rows": json_rows(rows)})
    return moved
