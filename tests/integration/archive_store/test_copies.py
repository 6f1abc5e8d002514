"""Copies and excerpts in the store: what joins, what is told of it, what is looked for and what is not."""

from __future__ import annotations

import random
from typing import Any
from uuid import UUID, uuid4

import pytest

from archive import candidates
from archive.connection import Archive
from tests.integration.archive_store.invented import change_kinds, make_sources, minutes, rows, sighting, store
from tests.integration.archive_store.test_order_of_arrival import _store
from tests.integration.archive_store.test_order_of_copies import edited, sentences

pytestmark = [pytest.mark.usefixtures("ready"), pytest.mark.one_postgres]

MINISTRY = "https://ministry.example/news/1001-harbour"
OTHER = "https://ministry.example/news/1002-railway"
COURIER = "https://courier.example/stories/3001-harbour"
COURIERS: dict[str, Any] = {"source": "xx_courier", "kind": "republisher", "standing": "own_news"}

CHANCE = random.Random(20310304)
BODY = sentences(CHANCE, 9)
WHOLE, PART = " ".join(BODY), " ".join(BODY[:4])
EDITED = edited(CHANCE, WHOLE)
SIBLING = " ".join([*BODY[:4], *sentences(CHANCE, 5)])


@pytest.fixture
async def ready(archive: Archive) -> None:
    await make_sources(archive)


async def appearance(archive: Archive, url: str) -> dict[str, Any]:
    [row] = await rows(archive, "SELECT * FROM press.appearance WHERE url = %s", url)
    return row


async def test_an_edited_copy_with_another_headline_appears_with_its_evidence(archive: Archive) -> None:
    [first] = await store(archive, sighting(MINISTRY, "harbour", body=WHOLE))
    [copy] = await store(archive, sighting(COURIER, "quay", body=EDITED, at=5, **COURIERS))
    assert (copy.outcome, copy.release_id) == ("appeared", first.release_id)
    row = await appearance(archive, COURIER)
    assert row["role"] == "republication" and 0.5 < row["similarity"] < 1
    [reason] = row["evidence"]
    assert (reason["how"], reason["page"]) == ("copy", MINISTRY)
    shown = await appearance(archive, MINISTRY)
    assert (shown["similarity"], shown["evidence"], shown["role"]) == (1, [], "original")


async def test_own_news_that_is_like_a_late_original_is_told_when_it_arrives(archive: Archive) -> None:
    [copy] = await store(archive, sighting(COURIER, "quay", body=EDITED, **COURIERS))
    [part] = await store(archive, sighting(COURIER + "-part", "pier", body=PART, at=1, **COURIERS))
    assert (copy.outcome, part.outcome) == ("own_news", "own_news") and await change_kinds(archive) == []
    [late] = await store(archive, sighting(MINISTRY, "harbour", body=WHOLE, at=9))
    assert late.outcome == "new"
    told = await rows(archive, "SELECT kind, url FROM press.change ORDER BY change_id")
    assert sorted((row["kind"], row["url"]) for row in told) == [
        ("appeared", COURIER), ("appeared", COURIER + "-part"), ("new", MINISTRY),
    ]  # fmt: skip
    assert (await appearance(archive, COURIER + "-part"))["role"] == "excerpt"


async def test_an_excerpt_moves_to_the_release_that_it_fits_better(archive: Archive) -> None:
    """Both begin with its words; the second has its title."""
    part = sighting(COURIER, "x", body=PART, at=1, headline="On the railway", **COURIERS)
    first, moved = await store(archive, sighting(MINISTRY, "harbour", body=WHOLE), part)
    assert moved.release_id == first.release_id
    [second] = await store(archive, sighting(OTHER, "x", body=SIBLING, at=2, headline="On the railway"))
    assert second.outcome == "new" and second.release_id != first.release_id
    row = await appearance(archive, COURIER)
    assert (row["release_id"], row["role"]) == (second.release_id, "excerpt")
    assert [(one["how"], one["page"], one["part"]) for one in row["evidence"]] == [("excerpt", OTHER, COURIER)]
    told = await rows(archive, "SELECT kind, release_id, url FROM press.change ORDER BY change_id OFFSET 2")
    assert sorted((row["kind"], row["release_id"], row["url"]) for row in told) == sorted([
        ("updated", first.release_id, None), ("new", second.release_id, OTHER), ("appeared", second.release_id, COURIER),
    ])  # fmt: skip
    counts = await rows(archive, "SELECT release_id, appearance_count FROM press.release")
    assert {row["release_id"]: row["appearance_count"] for row in counts} == {first.release_id: 1, second.release_id: 2}


async def test_a_page_that_nothing_changed_on_looks_for_nothing(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    await store(archive, sighting(MINISTRY, "harbour", body=WHOLE))
    asked: list[str] = []
    ask = candidates._all

    async def listen(connection: Any, name: str, values: Any) -> Any:
        asked.append(name)
        return await ask(connection, name, values)

    monkeypatch.setattr(candidates, "_all", listen)
    await store(archive, sighting(MINISTRY, "harbour", body=WHOLE, at=5))
    assert asked == []
    await store(archive, sighting(MINISTRY, "harbour", body=EDITED, at=9))
    assert "near" in asked


async def test_a_page_that_turns_out_to_be_an_issuers_is_compared_as_such(archive: Archive) -> None:
    """An address that several sources list: a part of its text is an excerpt where it is the issuer's, in any order."""
    part = " ".join(WHOLE.split(". ")[:5]) + "."
    in_courier = sighting(MINISTRY, "harbour", body=WHOLE, **COURIERS)
    of_ministry = sighting(MINISTRY, "harbour", body=WHOLE, at=4)
    short = sighting("https://herald.example/items/4001-harbour", "pier", headline="Hear the harbour",
                     body=part, at=2, **{**COURIERS, "source": "xx_herald"})  # fmt: skip
    for order in ([in_courier, short, of_ministry], [of_ministry, short, in_courier], [short, in_courier, of_ministry]):
        await _store(archive, [[one] for one in order])
        found = await rows(archive, "SELECT url, role FROM press.appearance ORDER BY url")
        assert [(row["url"], row["role"]) for row in found] == [(short.url, "excerpt"), (MINISTRY, "original")]


async def test_a_correction_joins_its_release_and_is_shown_in_its_place(archive: Archive) -> None:
    """Of one wire, in any order; it changes one figure, which alone would make it another release on the form."""
    wire: dict[str, Any] = {"source": "xx_wire", "kind": "newswire"}
    figure = next(word for word in WHOLE.split() if word.isdigit())
    corrected = WHOLE.replace(f" {figure} ", " 170017 ")
    first = sighting(MINISTRY, "harbour", headline="Harbour grant for four old towns", body=WHOLE, **wire)
    second = sighting(
        OTHER, "harbour", headline="CORRECTION: Harbour grant for four old towns", body=corrected, at=9, published=9, **wire
    )
    third = sighting(
        f"{OTHER}-2", "harbour", headline="CORRECTED AND REPEATED: Harbour grant for four old towns", at=12, published=12,
        body=corrected.replace("170017", "190019"), **wire,
    )  # fmt: skip
    for order in ([[first], [second], [third]], [[third], [second], [first]], [[second, third, first]]):
        await _store(archive, order)
        [row] = await rows(archive, "SELECT headline, appearance_count FROM press.release")
        assert row["appearance_count"] == 3 and row["headline"].startswith("CORRECTED AND")


async def test_an_edit_may_make_a_page_a_copy(archive: Archive) -> None:
    [first] = await store(archive, sighting(MINISTRY, "harbour", body=WHOLE))
    [other] = await store(archive, sighting(OTHER, "x", body=" ".join(sentences(CHANCE, 8)), at=1))
    assert other.outcome == "new"
    await store(archive, sighting(OTHER, "x", body=EDITED, at=5))
    [release] = await rows(archive, "SELECT * FROM press.release")
    assert (release["release_id"], release["appearance_count"]) == (first.release_id, 2)
    assert await change_kinds(archive) == ["new", "new", "merged", "revised"]


async def test_a_text_that_newer_code_reads_otherwise_is_signed_anew_and_ties_stay(archive: Archive) -> None:
    first, copy = await store(archive, sighting(MINISTRY, "harbour", body=WHOLE),
                              sighting(COURIER, "quay", body=EDITED, **COURIERS))  # fmt: skip
    assert first.release_id == copy.release_id
    before = await rows(archive, "SELECT bands, number FROM archive.signature WHERE revision_id = %s", first.revision_id)
    again = sighting(MINISTRY, "harbour", body=" ".join(sentences(CHANCE, 8)), version="2", origin="reextract",
                     rereads=first.revision_id)  # fmt: skip
    await store(archive, again, by="reextract")
    after = await rows(archive, "SELECT bands, number FROM archive.signature WHERE revision_id = %s", first.revision_id)
    assert after[0]["bands"] == list(again.bands) != before[0]["bands"] and after[0]["number"] > before[0]["number"]
    assert (await appearance(archive, COURIER))["release_id"] == first.release_id
    await store(archive, sighting(MINISTRY, "harbour", body="Too short.", version="3", origin="reextract",
                                  rereads=first.revision_id), by="reextract")  # fmt: skip
    [row] = await rows(archive, "SELECT bands FROM archive.signature WHERE revision_id = %s", first.revision_id)
    assert row["bands"] == [], "nobody finds it by words that it does not have"


async def test_what_a_person_parted_no_copy_brings_together(archive: Archive) -> None:
    first, copy = await store(archive, sighting(MINISTRY, "harbour", body=WHOLE),
                              sighting(COURIER, "quay", body=EDITED, **COURIERS))  # fmt: skip
    ids = {row["url"]: row["appearance_id"] for row in await rows(archive, "SELECT url, appearance_id FROM press.appearance")}
    await _decide(archive, "split", ids[COURIER], ids[MINISTRY], first.release_id)
    [again] = await store(archive, sighting(COURIER, "quay", body=EDITED, at=5, issuer="Somebody", **COURIERS))
    assert (again.outcome, again.release_id) == ("own_news", None)
    assert (await change_kinds(archive))[-1] == "updated"
    [third] = await store(archive, sighting("https://herald.example/items/4001-harbour", "pier", body=edited(CHANCE, WHOLE),
                                            at=6, **{**COURIERS, "source": "xx_herald"}))  # fmt: skip
    assert third.release_id == first.release_id
    assert copy.release_id == first.release_id and len(await rows(archive, "SELECT * FROM press.release")) == 1


async def test_what_a_person_tied_is_one_release_and_says_who(archive: Archive) -> None:
    first, second = await store(archive, sighting(MINISTRY, "harbour"), sighting(OTHER, "railway", at=1))
    ids = {row["url"]: row["appearance_id"] for row in await rows(archive, "SELECT url, appearance_id FROM press.appearance")}
    await _decide(archive, "merge", ids[MINISTRY], ids[OTHER], first.release_id)
    await rows(archive, "UPDATE archive.appearance SET release_id = %s WHERE url = %s RETURNING 1", first.release_id, OTHER)
    await store(archive, sighting(OTHER, "railway", at=5, headline="On the other railway"))
    row = await appearance(archive, OTHER)
    assert row["release_id"] == first.release_id
    assert row["evidence"] == [{"how": "person", "page": MINISTRY, "by": "Ada", "reason": "a test"}]
    assert second.release_id != first.release_id


async def test_bands_that_very_many_releases_share_are_not_looked_for_any_more(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template's words stand under releases that have other numbers: none is a copy of another."""
    monkeypatch.setattr(candidates, "CROWD", 5)
    words = "the harbour of the province was visited today by pupils of the school who saw ships and cranes and the lock"
    for number in range(9):
        pages = [
            sighting(f"{MINISTRY}{number}", f"topic{number}", body=f"{words} {number}1 {number}2 {number}3 {number}4 {words}.")
        ]
        assert [one.outcome for one in await store(archive, *pages)] == ["new"]
    assert len(await rows(archive, "SELECT band FROM archive.crowded_band")) > 5
    assert (await rows(archive, "SELECT now() >= max(since) AS past FROM archive.crowded_band"))[0]["past"]


async def _decide(archive: Archive, kind: str, left: UUID, right: UUID, release_id: UUID | None) -> None:
    await rows(
        archive,
        "INSERT INTO archive.person_decision (decision_id, kind, left_ids, right_ids, release_id, by, reason, at) "
        "VALUES (%s, %s, %s, %s, %s, 'Ada', 'a test', %s) RETURNING 1",
        uuid4(), kind, [left], [right], release_id, minutes(0),
    )  # fmt: skip
