"""Translations: what pages name as such, and the groups of releases that follow from it, within the transaction of a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.json_rows import json_rows
from archive.prepared import Prepared
from archive.queries import Queries
from press.identity.page import Page
from press.identity.translations import Linked, claims, groups


async def claim(connection: AsyncConnection[DictRow], pages: Iterable[Page], prepared: Mapping[int, Prepared]) -> set[UUID]:
    """Keep which addresses the batch's pages name as their translations. A name that a later reading leaves out stays.

    Returns the pages that name one for the first time.
    """
    rows = [
        {"key": key, "appearance_id": page.appearance_id}
        for page in pages
        for position in page.order
        for key in claims(page.url, prepared[position].seen.record)
    ]
    if not rows:
        return set()
    added = await (await connection.execute(Queries("translations")["claim"], {"rows": json_rows(rows)})).fetchall()
    return {row["appearance_id"] for row in added}


async def regroup(connection: AsyncConnection[DictRow], releases: Collection[UUID], change_head: int) -> list[UUID]:
    """Tell the releases that a decision touched, and those around them, which group they are in now.

    Returns those whose group changed, in the order of their changes, which follow `change_head`.
    """
    if not releases:
        return []
    query = Queries("translations")
    rows = await (await connection.execute(query["around"], {"releases": list(releases)})).fetchall()
    if all(not row["names"] and row["translation_group"] is None for row in rows):
        return []
    linked = {
        row["release_id"]: Linked(row["first_seen_at"], frozenset(row["languages"] or ()), row["translation_group"])
        for row in rows
    }
    named = [(row["release_id"], other) for row in rows for other in row["names"]]
    of = groups(linked, named)
    moved = sorted((one for one in linked if of[one] != linked[one].group), key=lambda one: (linked[one].first_seen_at, one))
    if moved:
        told = [
            {"release_id": one, "translation_group": of[one], "change_id": number}
            for number, one in enumerate(moved, change_head + 1)
        ]
        await connection.execute(query["regroup"], {"rows": json_rows(told)})
    return moved
