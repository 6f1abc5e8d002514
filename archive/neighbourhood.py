"""Reading what the archive knows around a batch: the first look before the membership lock, and the second one under it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from psycopg import AsyncConnection, AsyncCursor
from psycopg.rows import DictRow

from archive.json_text import Written
from archive.queries import Queries
from press import urls
from press.identity.history import Reading, Run
from press.identity.known import Appearance, Known, Release, Revision
from press.identity.page import Seen
from press.identity.roles import Member
from press.identity.spellings import Evidence
from press.identity.ties import Bond, Tie, Wall


async def look(
    connection: AsyncConnection[DictRow], keys: Collection[bytes], rereads: Collection[UUID], *,
    known: Collection[UUID] = (), after: int = -1,
) -> Known:  # fmt: skip
    """The neighbourhood of keys, of revisions to be read again, and of `known` pages. For a second look `known` is what the first
    found, and `after` its head. Ties, walls and bonds come with `with_ties`."""
    asked = await ask(connection, keys, rereads, known=known, after=after)
    return await known_of(connection, asked, keys, rereads)


async def ask(
    connection: AsyncConnection[DictRow], keys: Collection[bytes], rereads: Collection[UUID], *,
    known: Collection[UUID] = (), after: int = -1,
) -> AsyncCursor[DictRow]:  # fmt: skip
    """The first half of a look: its question, which `known_of` reads the answer to."""
    asked = {"keys": list(keys), "known": list(known), "after": after, "rereads": list(rereads)}
    return await connection.execute(Queries("releases")["look"], asked)


async def known_of(
    connection: AsyncConnection[DictRow], asked: AsyncCursor[DictRow], keys: Collection[bytes], rereads: Collection[UUID]
) -> Known:
    """The second half of a look."""
    rows = await asked.fetchall()
    revisions: dict[UUID, Revision] = {}
    if rereads:
        query = Queries("releases")["revisions_to_reread"]
        found = await (await connection.execute(query, {"rereads": list(rereads)})).fetchall()
        revisions = {row["revision_id"]: Revision(row["revision_id"], row["appearance_id"], row["fields"]) for row in found}
    touching = {*keys}
    reread = {revision.appearance_id for revision in revisions.values()}
    appearances = {
        row["appearance_id"]: _appearance(row, row["appearance_id"] in reread or not touching.isdisjoint(row["keys"]))
        for row in rows
    }
    releases = {row["release_id"]: _release(row) for row in rows if row["appearance_id"] == row["shown_id"]}
    return Known(appearances, releases, revisions)


async def with_ties(connection: AsyncConnection[DictRow], known: Known) -> Known:
    """`known` with what ties its pages beside their keys, and what a person decided about them."""
    ties, bonds, walls = await _ties(connection, known.appearances)
    appearances = known.appearances if not walls else await with_all_keys(connection, known.appearances)
    return replace(known, appearances=appearances, ties=ties, bonds=bonds, walls=walls)


async def _ties(connection: AsyncConnection[DictRow], appearances: Collection[UUID]) -> tuple[list[Tie], list[Bond], list[Wall]]:
    if not appearances:
        return [], [], []
    query, asked = Queries("releases"), {"appearances": list(appearances)}
    async with connection.pipeline():
        tied = await connection.execute(query["ties_between"], asked)
        decided = await connection.execute(query["persons_words"], asked)
    ties = [
        Tie(
            row["first_id"],
            row["second_id"],
            row["kind"],
            row["part_id"],
            row["score"],
            row["similarity"],
            Written(row["evidence"]),
        )
        for row in await tied.fetchall()
    ]  # fmt: skip
    words = await decided.fetchall()
    bonds = [Bond(row["left_ids"][0], row["right_ids"][0], row["by"], row["reason"]) for row in words if row["kind"] == "merge"]
    walls = [Wall(frozenset(row["left_ids"]), frozenset(row["right_ids"])) for row in words if row["kind"] == "split"]
    return ties, bonds, walls


async def with_all_keys(connection: AsyncConnection[DictRow], appearances: Mapping[UUID, Appearance]) -> dict[UUID, Appearance]:
    """Where a wall goes through, what belonged together so far says nothing: all keys do."""
    keys: dict[UUID, set[bytes]] = {}
    cursor = await connection.execute(Queries("releases")["all_keys"], {"appearances": list(appearances)})
    for row in await cursor.fetchall():
        keys.setdefault(row["appearance_id"], set()).add(row["key"])
    return {id_: replace(one, keys=frozenset(keys.get(id_, ()))) for id_, one in appearances.items()}


async def with_histories(connection: AsyncConnection[DictRow], known: Known, batch: Sequence[Seen]) -> Known:
    """`known` with all revisions of the pages for which a sighting arrives late; asks nothing where none does."""
    pages = {id_: urls.twin(one.member.url) for id_, one in known.appearances.items() if one.touched}
    earliest: dict[str, datetime] = {}
    for sighting in (seen.sighting for seen in batch if seen.sighting.rereads is None):
        twin = urls.twin(sighting.url)
        earliest[twin] = min(sighting.seen_at, earliest.get(twin, sighting.seen_at))
    ids = [
        id_
        for id_, twin in pages.items()
        if twin in earliest and (run := known.appearances[id_].latest).number != 1 and earliest[twin] <= run.seen_at
    ]
    if not ids:
        return known
    rows = await (await connection.execute(Queries("releases")["histories"], {"appearances": ids})).fetchall()
    histories: dict[UUID, tuple[Run, ...]] = {id_: tuple(_run(row) for row in rows if row["appearance_id"] == id_) for id_ in ids}
    return replace(known, histories=histories)


def _appearance(row: DictRow, touched: bool) -> Appearance:
    return Appearance(
        member=Member(
            row["appearance_id"], row["url"], row["kind"], row["is_release"], row["published_at"], row["first_seen_at"],
            row["issuer"], row["distributor"], tuple(row["wire_ids"]), row["text_digest"], row["headline"], row["length"],
            row["canonical_url"], row["original_url"], row["pubstatus"] == "canceled",
        ),
        source_id=row["source_id"],
        release_id=row["release_id"],
        role=row["role"],
        last_seen_at=row["last_seen_at"],
        missing=row["missing"],
        gone=row["gone"],
        latest=_run(row),
        touched=touched,
        keys=frozenset(row["keys"]),
        attachments=frozenset(row["attachments"]),
        canonical_url=row["canonical_url"],
        main_id=row["main_id"],
        variant=row["variant"],
        evidence=tuple(map(Evidence.of_json, row["evidence"])),
        core_id=row["core_id"],
        similarity=row["similarity"],
        joined=tuple(row["joined"]),
    )  # fmt: skip


def _release(row: DictRow) -> Release:
    return Release(
        row["release_id"], row["shown_id"], row["revision_id"], row["shown_issuer"], row["shown_distributor"],
        tuple(row["shown_wire_ids"]), row["withdrawn_at"], row["withdrawn_reason"],
        row["shown_is_canceled"],
    )  # fmt: skip


def _run(row: DictRow) -> Run:
    reading = Reading(row["text_digest"], row["fields_digest"], row["extractor_version"], row["content_digest"])
    return Run(row["revision_id"], row["seen_at"], row["last_seen_at"], reading, row["number"], row["previous_revision_id"])
