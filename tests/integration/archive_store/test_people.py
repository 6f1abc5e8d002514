"""What a person decides: at once, and against whatever comes later; undone by a later decision alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from archive.connection import Archive
from archive.people import merge, split
from archive.withdrawal import restore, withdraw
from press.errors import PressError
from tests.integration.archive_store.invented import change_kinds, make_sources, rows, sighting, store
from tests.integration.archive_store.sound import check_sound

pytestmark = [pytest.mark.usefixtures("ready"), pytest.mark.one_postgres]

HARBOUR = "https://ministry.example/news/1001-harbour"
RAILWAY = "https://ministry.example/news/1002-railway"
WIRE = "https://wire.example/releases/2001-harbour"
COURIER = "https://courier.example/stories/3001-harbour"
HERALD = "https://herald.example/stories/4001-harbour"
ON_WIRE: dict[str, Any] = {"source": "xx_wire", "kind": "newswire"}
IN_COURIER: dict[str, Any] = {"source": "xx_courier", "kind": "republisher", "standing": "own_news"}
IN_HERALD: dict[str, Any] = {"source": "xx_herald", "kind": "republisher", "standing": "own_news"}


@pytest.fixture
async def ready(archive: Archive) -> None:
    await make_sources(archive)


async def release_at(archive: Archive, url: str) -> UUID | None:
    [row] = await rows(archive, "SELECT release_id FROM archive.appearance WHERE url = %s", url)
    found: UUID | None = row["release_id"]
    return found


async def last_change(archive: Archive) -> dict[str, Any]:
    [row] = await rows(archive, "SELECT * FROM press.change ORDER BY change_id DESC LIMIT 1")
    return row


async def two(archive: Archive) -> tuple[UUID, UUID]:
    """Two releases that have nothing in common; the first was seen first."""
    first, second = await store(archive, sighting(HARBOUR, "harbour"), sighting(WIRE, "quay", at=1, published=1, **ON_WIRE))
    assert first.release_id is not None and second.release_id is not None
    return first.release_id, second.release_id


async def test_the_first_named_survives_a_merge_and_pages_that_come_later_follow(archive: Archive) -> None:
    older, younger = await two(archive)
    await merge(archive, str(younger), str(older), by="mara", reason="one text, told twice")
    assert await release_at(archive, HARBOUR) == await release_at(archive, WIRE) == younger
    [told] = await rows(archive, "SELECT * FROM press.change WHERE kind = 'merged'")
    assert (told["release_id"], told["other_release_id"], told["by"], told["reason"]) == (
        younger, older, "mara", "one text, told twice",
    )  # fmt: skip
    [alias] = await rows(archive, "SELECT * FROM press.release_alias")
    assert (alias["old_release_id"], alias["release_id"], alias["until"]) == (older, younger, None)
    [page] = await rows(archive, "SELECT evidence FROM press.appearance WHERE url = %s", WIRE)
    assert page["evidence"][0] | {"page": HARBOUR} == {
        "how": "person", "page": HARBOUR, "by": "mara", "reason": "one text, told twice",
    }  # fmt: skip
    await store(archive, sighting(COURIER, "quay", at=5, **IN_COURIER), sighting(HERALD, "harbour", at=6, **IN_HERALD))
    await store(archive, sighting(HARBOUR, "jetty", at=7), sighting(WIRE, "mole", at=8, published=1, **ON_WIRE))
    assert {await release_at(archive, url) for url in (HARBOUR, WIRE, COURIER, HERALD)} == {younger}
    await check_sound(archive)


async def test_an_undone_merge_gives_back_the_id_and_leaves_what_joined_since(archive: Archive) -> None:
    older, younger = await two(archive)
    await merge(archive, str(younger), str(older), by="mara")
    await store(archive, sighting(COURIER, "harbour", at=5, **IN_COURIER))
    done = await split(archive, str(younger), str(older), by="noel", reason="two events")
    assert (done.release_id, done.other_release_id) == (younger, older)
    assert await release_at(archive, HARBOUR) == older
    assert await release_at(archive, WIRE) == await release_at(archive, COURIER) == younger
    told = await last_change(archive)
    assert (told["kind"], told["release_id"], told["other_release_id"], told["by"], told["reason"]) == (
        "split", younger, older, "noel", "two events",
    )  # fmt: skip
    assert (await change_kinds(archive)).count("new") == 2
    [alias] = await rows(archive, "SELECT until FROM press.release_alias")
    assert alias["until"] is not None
    assert await rows(archive, "SELECT 1 FROM archive.search_document WHERE release_id = %s", older)
    await check_sound(archive)
    await merge(archive, str(older), str(younger), by="mara")
    assert {await release_at(archive, url) for url in (HARBOUR, WIRE, COURIER)} == {older}
    await check_sound(archive)


async def test_merges_within_an_undone_one_stay(archive: Archive) -> None:
    older, younger = await two(archive)
    [third] = await store(archive, sighting(RAILWAY, "railway", at=2))
    await merge(archive, str(younger), str(third.release_id), by="mara")
    await merge(archive, str(older), str(younger), by="mara")
    with pytest.raises(PressError, match="are one release already"):
        await merge(archive, str(third.release_id), str(older), by="mara")
    await split(archive, str(older), str(younger), by="mara")
    assert await release_at(archive, RAILWAY) == await release_at(archive, WIRE) == younger
    await check_sound(archive)
    await split(archive, str(younger), str(third.release_id), by="mara")
    assert [await release_at(archive, url) for url in (HARBOUR, WIRE, RAILWAY)] == [older, younger, third.release_id]
    await check_sound(archive)


async def test_a_page_that_comes_off_is_a_release_of_its_own_and_stays_off(archive: Archive) -> None:
    first, copy = await store(
        archive, sighting(HARBOUR, "harbour"), sighting(WIRE, "harbour", at=1, published=1, issuer="Office", **ON_WIRE)
    )
    assert copy.release_id == first.release_id
    done = await split(archive, str(first.release_id), WIRE, by="mara")
    assert done.other_release_id not in (None, first.release_id)
    assert await release_at(archive, WIRE) == done.other_release_id
    told = await last_change(archive)
    assert (told["kind"], told["release_id"], told["other_release_id"]) == ("split", first.release_id, done.other_release_id)
    shown = {row["release_id"]: row for row in await rows(archive, "SELECT * FROM press.release")}
    assert {row["change_id"] for row in shown.values()} == {told["change_id"]}
    assert {row["appearance_count"] for row in shown.values()} == {1}
    assert (shown[first.release_id]["issuer"], shown[done.other_release_id]["issuer"]) == (None, "Office")
    # Whatever comes: the same again, an edit on both sides to one text, a third page that ties the two.
    await store(archive, sighting(WIRE, "harbour", at=5, published=1, **ON_WIRE), sighting(HARBOUR, "harbour", at=5))
    await store(archive, sighting(WIRE, "pier", at=6, published=1, **ON_WIRE), sighting(HARBOUR, "pier", at=6))
    await store(
        archive, sighting(COURIER, "pier", at=7, canonical=WIRE, **IN_COURIER), sighting(HERALD, "harbour", at=8, **IN_HERALD)
    )
    assert await release_at(archive, WIRE) == done.other_release_id
    assert await release_at(archive, HARBOUR) == first.release_id
    await check_sound(archive)
    await merge(archive, str(first.release_id), str(done.other_release_id), by="mara")
    assert {await release_at(archive, url) for url in (HARBOUR, WIRE, COURIER, HERALD)} == {first.release_id}
    await check_sound(archive)


async def test_a_republishers_page_that_comes_off_is_own_news_until_a_person_brings_it_back(archive: Archive) -> None:
    first, _copy = await store(archive, sighting(HARBOUR, "harbour"), sighting(COURIER, "harbour", at=1, **IN_COURIER))
    release_id = str(first.release_id)
    assert (await split(archive, release_id, COURIER, by="mara")).other_release_id is None
    told = await last_change(archive)
    assert (told["kind"], told["other_release_id"]) == ("split", None)
    [row] = await rows(archive, "SELECT release_id, role FROM archive.appearance WHERE url = %s", COURIER)
    assert row == {"release_id": None, "role": None}
    again = await store(archive, sighting(COURIER, "harbour", at=3, **IN_COURIER), sighting(HERALD, "harbour", at=4, **IN_HERALD))
    assert [one.outcome for one in again] == ["unchanged", "appeared"]
    await check_sound(archive)
    await merge(archive, release_id, COURIER, by="mara")
    assert await release_at(archive, COURIER) == first.release_id
    assert (await last_change(archive))["by"] == "mara"
    await check_sound(archive)


async def test_variants_come_off_with_their_page(archive: Archive) -> None:
    printed = HARBOUR + "?print=1"
    first, _copy, _print = await store(
        archive, sighting(WIRE, "harbour", published=1, **ON_WIRE), sighting(HARBOUR, "harbour", at=1),
        sighting(printed, "harbour", at=2, canonical=HARBOUR),
    )  # fmt: skip
    done = await split(archive, str(first.release_id), printed, by="mara")
    assert await release_at(archive, HARBOUR) == await release_at(archive, printed) == done.other_release_id
    assert await release_at(archive, WIRE) == done.release_id
    await check_sound(archive)


async def test_a_merge_undoes_of_a_split_only_what_it_is_about(archive: Archive) -> None:
    first, *_others = await store(
        archive, sighting(HARBOUR, "harbour"), sighting(WIRE, "harbour", at=1, published=1, **ON_WIRE),
        sighting(COURIER, "harbour", at=2, **IN_COURIER),
    )  # fmt: skip
    one = await split(archive, str(first.release_id), WIRE, by="mara")
    other = await split(archive, str(first.release_id), COURIER, by="mara")
    assert other.other_release_id is None
    await merge(archive, str(one.other_release_id), COURIER, by="mara")
    await store(archive, sighting(HERALD, "harbour", at=9, **IN_HERALD))
    assert await release_at(archive, HARBOUR) == first.release_id
    assert await release_at(archive, COURIER) == await release_at(archive, WIRE) == one.other_release_id
    await check_sound(archive)


async def test_what_makes_no_sense_is_one_line(archive: Archive) -> None:
    older, younger = await two(archive)
    for act, said in (
        (merge(archive, str(older), str(older), by="m"), "are one release already"),
        (merge(archive, str(older), str(uuid4()), by="m"), "no release has the id"),
        (split(archive, str(older), HARBOUR, by="m"), "nothing would stay"),
        (split(archive, str(older), WIRE, by="m"), "is no page of"),
        (split(archive, str(older), str(younger), by="m"), "was not merged into"),
        (split(archive, str(older), "https://nowhere.example/1", by="m"), "is no page of"),
        (restore(archive, str(older), by="m"), "is not withdrawn"),
        (withdraw(archive, "what", by="m", reason="r"), "neither a release_id"),
    ):
        with pytest.raises(PressError, match=said) as caught:
            await act
        assert "\n" not in str(caught.value)
    assert await change_kinds(archive) == ["new", "new"]
    assert await rows(archive, "SELECT 1 FROM archive.person_decision") == []


async def test_what_comes_off_a_withdrawn_release_stays_hidden(archive: Archive) -> None:
    first, _copy, _page = await store(
        archive, sighting(HARBOUR, "harbour"), sighting(WIRE, "harbour", at=1, published=1, **ON_WIRE),
        sighting(COURIER, "harbour", at=2, **IN_COURIER),
    )  # fmt: skip
    await withdraw(archive, str(first.release_id), by="mara", reason="asked to")
    with pytest.raises(PressError, match="restore it first"):
        await split(archive, str(first.release_id), COURIER, by="mara")
    done = await split(archive, str(first.release_id), WIRE, by="mara")
    assert done.is_withdrawn
    assert await rows(archive, "SELECT 1 FROM press.release WHERE headline IS NOT NULL OR body_text IS NOT NULL") == []
    assert await rows(archive, "SELECT 1 FROM archive.search_document") == []
    await check_sound(archive)
    await restore(archive, str(done.other_release_id), by="mara")
    assert len(await rows(archive, "SELECT 1 FROM archive.search_document")) == 1
    await check_sound(archive)


@pytest.mark.parametrize("form", ["?print=1", "/amp"])
async def test_a_print_form_that_comes_after_a_split_stands_with_its_page(archive: Archive, form: str) -> None:
    """It has the same words as both sides; which key comes first by chance must not decide."""
    for number in range(6):
        topic, page = f"topic{number}", f"https://ministry.example/news/{number}-page"
        other = f"https://courier.example/stories/{number}-page"
        first, _copy = await store(archive, sighting(page, topic), sighting(other, topic, at=1, **IN_COURIER))
        await split(archive, str(first.release_id), other, by="mara")
        await store(archive, sighting(page + form, topic, at=2), sighting(other + form, topic, at=3, **IN_COURIER))
        assert await release_at(archive, page + form) == await release_at(archive, page) == first.release_id
        assert await release_at(archive, other + form) == await release_at(archive, other) is None
    await check_sound(archive)
