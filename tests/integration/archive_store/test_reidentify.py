"""Clusters built anew: said before it is done; what older rules joined or missed is mended, what a person decided stands."""

from __future__ import annotations

import random
from typing import Any
from uuid import UUID

import pytest

from archive import candidates
from archive.connection import Archive
from archive.people import merge, split
from archive.reidentify import Piece, reidentify, sign_anew
from archive.withdrawal import withdraw
from press.identity import likeness
from press.identity.portrait import Portrait
from press.identity.ties import Likeness
from tests.integration.archive_store.invented import change_kinds, make_sources, rows, shape, sighting, store, together
from tests.integration.archive_store.sound import check_sound
from tests.integration.archive_store.test_copies import BODY as SENTENCES
from tests.integration.archive_store.test_order_of_copies import sentences

pytestmark = [pytest.mark.usefixtures("ready"), pytest.mark.one_postgres]

HARBOUR = "https://ministry.example/news/1001-harbour"
WIRE = "https://wire.example/releases/2001-harbour"
COURIER = "https://courier.example/stories/3001-harbour"
ON_WIRE: dict[str, Any] = {"source": "xx_wire", "kind": "newswire"}
IN_COURIER: dict[str, Any] = {"source": "xx_courier", "kind": "republisher", "standing": "own_news"}

BODY = " ".join(f"boat{number} sails to island{number * 7} with pier{number * 3}" for number in range(30)) + "."
WHOLE = " ".join(SENTENCES)
#: Another release that begins with the same words.
SIBLING = " ".join([*SENTENCES[:3], *sentences(random.Random(11), 6)])
EDITED = BODY.replace("boat7 ", "raft ").replace("pier3 ", "mole ")


@pytest.fixture
async def ready(archive: Archive) -> None:
    await make_sources(archive)


def blind(first: Portrait, second: Portrait) -> Likeness | None:
    """Rules that saw no copy."""
    return None


def careless(first: Portrait, second: Portrait) -> Likeness | None:
    """Rules that took everything for a copy."""
    return Likeness("copy", 0.5, 0.5, None, {"words": 0.5})


async def of_older_rules(archive: Archive, monkeypatch: pytest.MonkeyPatch, compare: Any, *pages: Any) -> list[UUID | None]:
    """Pages as rules that are not today's stored them."""
    with monkeypatch.context() as older:
        older.setattr(candidates, "compare", compare)
        older.setattr(likeness, "RULES", likeness.RULES - 1)
        return [one.release_id for one in await store(archive, *pages)]


async def run(archive: Archive, *, apply: bool = True) -> list[Piece]:
    return [piece async for piece in reidentify(archive, apply=apply)]


async def release_at(archive: Archive, url: str) -> UUID | None:
    [row] = await rows(archive, "SELECT release_id FROM archive.appearance WHERE url = %s", url)
    found: UUID | None = row["release_id"]
    return found


def edited_copies() -> list[Any]:
    return [
        sighting(HARBOUR, "x", body=BODY), sighting(WIRE, "y", body=EDITED, at=1, published=1, **ON_WIRE),
        sighting(COURIER, "z", body=BODY.replace("boat9 ", "ferry "), at=2, **IN_COURIER),
    ]  # fmt: skip


async def test_what_older_rules_missed_is_said_and_then_joined(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = await of_older_rules(archive, monkeypatch, blind, *edited_copies())
    assert first != second and third is None
    before = await shape(archive)
    [said] = await run(archive, apply=False)
    assert (said.merges, said.splits) == (1, 0)
    assert {(move.kind, move.url) for move in said.moves} == {("merged", WIRE), ("moved", COURIER)}
    assert all(move.evidence[0]["how"] == "copy" for move in said.moves)
    assert await shape(archive) == before and await change_kinds(archive) == ["new", "new"]
    assert await rows(archive, "SELECT 1 FROM archive.tie") == []

    assert [piece.moves for piece in await run(archive)] == [said.moves]
    assert {await release_at(archive, url) for url in (HARBOUR, WIRE, COURIER)} == {first}
    told = await rows(archive, "SELECT kind, by FROM press.change WHERE by = 'reidentify' ORDER BY change_id")
    assert {row["kind"] for row in told} >= {"merged", "appeared"}
    await check_sound(archive)
    assert all(not piece.moves and not piece.updated for piece in await run(archive, apply=False))


async def test_it_ends_as_if_todays_rules_had_stored_the_pages(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    await store(archive, *edited_copies())
    of_today = await shape(archive)
    tables = (
        "search_document", "tie", "translation_claim", "translation_tie", "telling", "identity_key", "revision", "appearance",
        "release", "release_alias",
    )  # fmt: skip
    await rows(archive, f"WITH {', '.join(f'{name}_rows AS (DELETE FROM archive.{name})' for name in tables)} SELECT 1")
    await of_older_rules(archive, monkeypatch, blind, *edited_copies())
    assert await shape(archive) != of_today
    await run(archive)
    assert await shape(archive) == of_today


async def test_what_older_rules_joined_comes_apart(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [
        sighting(HARBOUR, "x", body=WHOLE), sighting(WIRE, "y", body=SIBLING, at=1, published=1, **ON_WIRE),
        sighting(COURIER, "z", body=SIBLING + " And so it was.", at=2, **IN_COURIER),
    ]  # fmt: skip
    joined = await of_older_rules(archive, monkeypatch, careless, *pages)
    assert len(set(joined)) == 1
    await run(archive)
    assert await release_at(archive, HARBOUR) == joined[0]
    assert await release_at(archive, WIRE) == await release_at(archive, COURIER) != joined[0]
    [told] = await rows(archive, "SELECT * FROM press.change WHERE by = 'reidentify'")
    assert (told["kind"], told["release_id"], told["other_release_id"]) == ("split", joined[0], await release_at(archive, WIRE))
    await check_sound(archive)


async def test_a_persons_decisions_stand(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *_others = [one.release_id for one in await store(archive, *edited_copies())]
    [apart] = [one.release_id for one in await store(archive, sighting(HARBOUR + "-2", "quay", at=5))]
    came_off = await split(archive, str(first), WIRE, by="mara")
    await merge(archive, str(first), str(apart), by="mara")
    before = await shape(archive)
    pieces = await run(archive)
    assert [move for piece in pieces for move in piece.moves] == []
    assert await shape(archive) == before
    assert await release_at(archive, WIRE) == came_off.other_release_id
    assert await release_at(archive, HARBOUR + "-2") == first
    await check_sound(archive)


async def test_a_withdrawn_release_loses_no_page(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *_others = [one.release_id for one in await store(archive, *edited_copies())]
    await withdraw(archive, str(first), by="mara", reason="asked to")
    with monkeypatch.context() as today:
        today.setattr("archive.reidentify.compare", blind)
        today.setattr(likeness, "RULES", likeness.RULES + 1)
        await run(archive)
    assert {await release_at(archive, url) for url in (HARBOUR, WIRE, COURIER)} == {first}
    assert await rows(archive, "SELECT 1 FROM press.revision WHERE body_text IS NOT NULL") == []
    await check_sound(archive)


async def test_texts_are_signed_anew_once(archive: Archive) -> None:
    await store(archive, *edited_copies(), sighting(HARBOUR + "-2", "few", body="Too few words.", at=5))
    signed = await rows(archive, "SELECT revision_id, bands FROM archive.signature ORDER BY revision_id")
    async with archive.connection() as connection:
        await connection.execute("UPDATE archive.signature SET rules = 0, bands = '{}'")
    assert await sign_anew(archive) == 4
    again = await rows(archive, "SELECT revision_id, bands FROM archive.signature WHERE bands <> '{}' ORDER BY revision_id")
    assert again == signed
    assert await sign_anew(archive) == 0


async def test_beside_a_crawl_that_stores(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    await of_older_rules(archive, monkeypatch, blind, *edited_copies())
    later = [
        sighting(f"https://herald.example/stories/{number}", f"h{number}", body=BODY.replace(f"boat{number} ", "ferry "),
                 at=number, source="xx_herald", kind="republisher", standing="own_news")
        for number in range(4, 10)
    ]  # fmt: skip
    await together(run(archive), *(store(archive, one) for one in later))
    await run(archive)
    releases = await rows(archive, "SELECT release_id, appearance_count FROM press.release")
    assert [row["appearance_count"] for row in releases] == [9]
    await check_sound(archive)
