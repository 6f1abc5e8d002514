"""Translations: what pages name as such and what they tell, and the groups that follow, within the transaction of a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.json_rows import json_rows
from archive.prepared import Prepared
from archive.queries import Queries
from press import urls
from press.identity.page import Page, Seen
from press.identity.telling import LEAST, total
from press.identity.tongues import same, spoken
from press.identity.translations import NEAR, Linked, Named, Told, claims, groups, tells_the_same

#: An address that more pages name as their translation is a template's; from it nothing leads back to all of them.
CROWD = 40
#: Pages of one place and language, to either side in time, that a page is held against.
MOST_NEAR = 200


def make_ready(pages: Iterable[Page], prepared: Mapping[int, Prepared]) -> None:
    """What takes time, before the lock."""
    for page in pages:
        if (seen := _brought(page)) is not None:
            _ = prepared[seen.position].telling


async def claim(connection: AsyncConnection[DictRow], pages: Sequence[Page], prepared: Mapping[int, Prepared]) -> set[UUID]:
    """Keep what the batch's pages name as their translations, and what they tell. A name that a later reading leaves out stays.

    Returns the releases of the pages of which anything of that is new, and of those that were or are tied to them.
    """
    rows = [
        {"key": key, "appearance_id": page.appearance_id, "language": language}
        for page in pages
        for key, language in _claims(page, prepared).items()
    ]
    moved = await _tell(connection, pages, prepared)
    query = Queries("translations")
    if rows:
        added = await (await connection.execute(query["claim"], {"rows": json_rows(rows)})).fetchall()
        moved |= {row["appearance_id"] for row in added}
    if not moved:
        return set()
    homes = await (await connection.execute(query["releases_of"], {"pages": list(moved)})).fetchall()
    return {row["release_id"] for row in homes}


async def regroup(connection: AsyncConnection[DictRow], releases: Collection[UUID], change_head: int) -> list[UUID]:
    """Tell the releases that a decision touched, and those around them, which group they are in now.

    Returns those whose group changed, in the order of their changes, which follow `change_head`.
    """
    if not releases:
        return []
    query = Queries("translations")
    found = await (await connection.execute(query["with_languages"], {"releases": list(releases)})).fetchall()
    if not found:
        return []
    asked = {"releases": [row["release_id"] for row in found], "crowd": CROWD}
    rows = await (await connection.execute(query["around"], asked)).fetchall()
    linked = {
        row["release_id"]: Linked(
            row["first_seen_at"], frozenset(map(spoken, row["languages"] or ())), row["translation_group"], row["address"]
        )
        for row in rows
    }
    named = [
        Named(row["release_id"], UUID(name["release_id"]), name["is_crowded"]) for row in rows for name in row["names"] or ()
    ]
    of = groups(linked, named, await _told(connection, [row["release_id"] for row in rows if row["is_tied"]]))
    moved = sorted((one for one in linked if of[one] != linked[one].group), key=lambda one: (linked[one].first_seen_at, one))
    if moved:
        told = [
            {"release_id": one, "translation_group": of[one], "change_id": number}
            for number, one in enumerate(moved, change_head + 1)
        ]
        await connection.execute(query["regroup"], {"rows": json_rows(told)})
    return moved


def _claims(page: Page, prepared: Mapping[int, Prepared]) -> dict[bytes, str | None]:
    """Of all the batch's readings of a page; what one names by hreflang is named so."""
    found: dict[bytes, str | None] = {}
    for position in page.order:
        for key, language in claims(page.url, prepared[position].seen.record).items():
            found[key] = None if key in found and found[key] is None else language
    return found


async def _tell(
    connection: AsyncConnection[DictRow], pages: Iterable[Page], prepared: Mapping[int, Prepared]
) -> set[UUID]:  # fmt: skip
    """Keep what pages tell whose latest revision is new, and which pages of their place tell the same in another language.

    Returns those that are tied anew, or no more.
    """
    rows: dict[UUID, dict[str, Any]] = {}
    silent: list[UUID] = []
    for page in pages:
        seen = _brought(page)
        if seen is None:
            continue
        record, language = seen.record, spoken(seen.record.language)
        facts = prepared[seen.position].telling
        if record.published_at is not None and language and total(facts) >= LEAST:
            rows[page.appearance_id] = {
                "appearance_id": page.appearance_id, "place": _place(page), "language": language,
                "published_at": record.published_at, "facts": sorted(facts),
            }  # fmt: skip
        elif page.known is not None:
            silent.append(page.appearance_id)
    if not rows and not silent:
        return set()
    query = Queries("translations")
    renewed = [*silent, *(page.appearance_id for page in pages if page.known is not None and page.appearance_id in rows)]
    moved: set[UUID] = set()
    if renewed:
        asked = {"pages": renewed, "silent": silent}
        forgotten = await (await connection.execute(query["forget_ties"], asked)).fetchall()
        moved = {id_ for row in forgotten for id_ in (row["first_id"], row["second_id"])}
        await connection.execute(query["forget_telling"], asked)
    if not rows:
        return moved
    await connection.execute(query["tell"], {"rows": json_rows(rows.values())})
    places = {"places": sorted({row["place"] for row in rows.values()})}
    spoken_at: dict[str, list[str]] = {}
    for row in await (await connection.execute(query["languages_of"], places)).fetchall():
        spoken_at.setdefault(row["place"], []).append(row["language"])
    others = [
        {**row, "other_language": language}
        for row in rows.values()
        for language in spoken_at[row["place"]]
        if not same(language, row["language"])
    ]
    return moved | (await _tie(connection, rows, others) if others else set())


async def _tie(
    connection: AsyncConnection[DictRow], rows: Mapping[UUID, Mapping[str, Any]], others: Sequence[Mapping[str, Any]]
) -> set[UUID]:
    """Hold pages against those near them in their place's other languages."""
    query = Queries("translations")
    asked_near: dict[str, Any] = {"rows": json_rows(others), "near": NEAR, "most": MOST_NEAR}
    ties: dict[tuple[UUID, UUID], dict[str, Any]] = {}
    for row in await (await connection.execute(query["telling_near"], asked_near)).fetchall():
        one = rows[row["appearance_id"]]
        pair = min(one["appearance_id"], row["other_id"]), max(one["appearance_id"], row["other_id"])
        if pair in ties:
            continue
        if (found := tells_the_same(one["facts"], row["facts"])) is not None:
            ties[pair] = {"first_id": pair[0], "second_id": pair[1], "facts": sorted(found[0]), "share": found[1]}
    if ties:
        await connection.execute(query["tie"], {"rows": json_rows(ties.values())})
    return {id_ for pair in ties for id_ in pair}


def _brought(page: Page) -> Seen | None:
    """The batch's reading that is the page's latest revision, if it is one of the batch's."""
    return page.said.get(page.latest.copy_of or page.latest.revision_id)


def _place(page: Page) -> str:
    """Where a page and its translations stand: its source; of what was handed in without one, the host."""
    return page.source_id if page.kind is not None else f"{page.source_id} {urls.host_key(page.url)}"


async def _told(connection: AsyncConnection[DictRow], releases: Sequence[UUID]) -> list[Told]:
    if not releases:
        return []
    rows = await (await connection.execute(Queries("translations")["told"], {"releases": list(releases)})).fetchall()
    return [
        Told(row["one"], row["other"], frozenset(row["facts"]), row["share"], frozenset(map(spoken, row["languages"] or ())))
        for row in rows
    ]
