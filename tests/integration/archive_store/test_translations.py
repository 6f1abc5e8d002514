"""Languages come together by what pages name as their translations and by what they tell, in any order."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from archive import releases
from archive.connection import Archive
from archive.people import merge, split
from archive.translations import CROWD
from archive.withdrawal import restore, withdraw
from press.sighting import Sighting
from tests.integration.archive_store.invented import make_sources, rows, sighting, together

pytestmark = pytest.mark.one_postgres

SITE = "https://ministry.example"
ENGLISH, FRENCH, ARABIC, OTHER = (
    f"{SITE}/{path}" for path in ("en/news/4711", "fr/actualites/5211", "ar/akhbar/6311", "en/news/4712")
)
TOPICS = {ENGLISH: "harbour", FRENCH: "railway", ARABIC: "bridges", OTHER: "museums"}


def page(url: str, language: str, *named: tuple[str, str]) -> Sighting:
    return sighting(url, TOPICS[url], language=language, alternates=named)


async def grouped(archive: Archive) -> dict[str, set[str]]:
    """Each release's address with those of its group."""
    found = await rows(archive, "SELECT canonical_url, translation_group FROM press.release")
    by_group: dict[object, set[str]] = {}
    for row in found:
        by_group.setdefault(row["translation_group"], set()).add(row["canonical_url"])
    return {row["canonical_url"]: by_group[row["translation_group"]] if row["translation_group"] else set() for row in found}


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("together", [True, False])
async def test_languages_come_together_in_any_order(archive: Archive, order: tuple[int, ...], together: bool) -> None:
    await make_sources(archive)
    pages = [
        page(ENGLISH, "en", ("fr", FRENCH), ("en", ENGLISH)), page(FRENCH, "fr", ("en", ENGLISH), ("ar", ARABIC)),
        page(ARABIC, "ar"),
    ]  # fmt: skip
    batches = [[pages[at] for at in order]] if together else [[pages[at]] for at in order]
    for batch in batches:
        await releases.store(archive, None, batch, by="import")
    everyone = {ENGLISH, FRENCH, ARABIC}
    assert await grouped(archive) == dict.fromkeys(everyone, everyone)
    told = await rows(archive, "SELECT release_id FROM press.change WHERE kind = 'linked'")
    assert {row["release_id"] for row in told} == {
        row["release_id"] for row in await rows(archive, "SELECT release_id FROM press.release")
    }
    numbers = [row["change_id"] for row in await rows(archive, "SELECT change_id FROM press.change ORDER BY change_id")]
    assert numbers == list(range(1, len(numbers) + 1))
    touched = await rows(archive, "SELECT change_id, (SELECT max(c.change_id) FROM press.change c "
                                  "WHERE c.release_id = r.release_id) AS last FROM press.release r")  # fmt: skip
    assert all(row["change_id"] == row["last"] for row in touched)


async def test_a_template_that_names_one_page_for_all_ties_nothing(archive: Archive) -> None:
    await make_sources(archive)
    await releases.store(archive, None, [
        page(ENGLISH, "en", ("fr", FRENCH)), page(OTHER, "en", ("fr", FRENCH)), page(FRENCH, "fr"),
    ], by="import")  # fmt: skip
    assert await grouped(archive) == {ENGLISH: set(), OTHER: set(), FRENCH: set()}
    await releases.store(archive, None, [page(FRENCH, "fr", ("en", OTHER))], by="import")
    assert (await grouped(archive))[FRENCH] == {FRENCH, OTHER}


async def test_a_page_that_names_its_own_language_or_a_home_page_ties_nothing(archive: Archive) -> None:
    await make_sources(archive)
    await releases.store(archive, None, [
        page(ENGLISH, "en", ("en-GB", OTHER), ("fr", f"{SITE}/fr")), page(OTHER, "en"),
    ], by="import")  # fmt: skip
    assert await grouped(archive) == {ENGLISH: set(), OTHER: set()}


LETTERS = "abcdefghijklmnopqrstuvwxyz"


def telling(url: str, language: str, *said: str, at: float = 0, switches: tuple[tuple[str, str], ...] = ()) -> Sighting:
    """A page that states these numbers, among words of its own language and subject."""
    own = "".join(LETTERS[int(digit)] for digit in url[-4:])
    body = " ".join(f"{own}{language}{LETTERS[number]} {one}" for number, one in enumerate([*said, *(["word"] * 20)]))
    found = sighting(url, f"{url[-4:]}{language}", language=language, body=body, published=at, at=at)
    assert found.record is not None
    return replace(found, record=replace(found.record, switches=switches))


WELLS, PUITS, AABAR, MOLES, JETEES = (
    f"{SITE}/{path}" for path in ("en/news/wells-1001", "fr/actus/puits-2002", "ar/akhbar/abar-3003", "en/news/moles-1004",
                                  "fr/actus/jetees-2005")
)  # fmt: skip


def of_two_subjects() -> list[Sighting]:
    return [
        telling(WELLS, "en", "18,340", "4,127", "312", at=10), telling(PUITS, "fr", "18.340", "4.127", "312", at=700),
        telling(AABAR, "ar", "١٨٬٣٤٠", "4127", "312", at=2000), telling(MOLES, "en", "9,115", "2,763", at=50),
        telling(JETEES, "fr", "9.115", "2.763", at=900),
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
async def test_what_tells_the_same_comes_together_in_any_order_and_beside_another_writer(archive: Archive, seed: int) -> None:
    await make_sources(archive)
    pages, chance = of_two_subjects(), random.Random(seed)
    chance.shuffle(pages)

    async def write(own: list[Sighting]) -> None:
        for one in own:
            await releases.store(archive, None, [one], by="import")

    if seed % 2:
        await together(write(pages[::2]), write(pages[1::2]))
    else:
        await releases.store(archive, None, pages, by="import")
    wells, moles = {WELLS, PUITS, AABAR}, {MOLES, JETEES}
    assert await grouped(archive) == {**dict.fromkeys(wells, wells), **dict.fromkeys(moles, moles)}
    numbers = [row["change_id"] for row in await rows(archive, "SELECT change_id FROM press.change ORDER BY change_id")]
    assert numbers == list(range(1, len(numbers) + 1))


async def test_a_second_page_that_tells_as_much_takes_the_tie_away_and_an_edit_gives_it_back(archive: Archive) -> None:
    await make_sources(archive)
    await releases.store(
        archive, None, [telling(WELLS, "en", "18,340", "4,127"), telling(PUITS, "fr", "18340", "4127")], by="import"
    )
    assert (await grouped(archive))[WELLS] == {WELLS, PUITS}
    await releases.store(archive, None, [telling(MOLES, "en", "18,340", "4,127")], by="import")
    assert await grouped(archive) == {WELLS: set(), PUITS: set(), MOLES: set()}
    edited = telling(MOLES, "en", "9,115", "2,763")
    await releases.store(archive, None, [replace(edited, seen_at=edited.seen_at + timedelta(hours=3))], by="import")
    assert await grouped(archive) == {WELLS: {WELLS, PUITS}, PUITS: {WELLS, PUITS}, MOLES: set()}


async def test_a_switch_is_believed_where_the_page_is_in_the_language_it_names(archive: Archive) -> None:
    await make_sources(archive)
    both = (("fr", PUITS), ("es", AABAR))
    await releases.store(archive, None, [telling(WELLS, "en", switches=both)], by="import")
    await releases.store(archive, None, [telling(PUITS, "fr"), telling(AABAR, "ar")], by="import")
    assert await grouped(archive) == {WELLS: {WELLS, PUITS}, PUITS: {WELLS, PUITS}, AABAR: set()}


async def test_groups_live_through_what_a_person_decides(archive: Archive) -> None:
    await make_sources(archive)
    await releases.store(archive, None, of_two_subjects(), by="import")
    wells, moles = {WELLS, PUITS, AABAR}, {MOLES, JETEES}
    found = await rows(archive, "SELECT release_id FROM press.appearance WHERE url = %s", WELLS)
    await withdraw(archive, str(found[0]["release_id"]), by="mara", reason="asked to")
    await restore(archive, str(found[0]["release_id"]), by="mara")
    assert (await grouped(archive))[WELLS] == wells
    await merge(archive, WELLS, MOLES, by="mara", reason="the same")
    assert (await grouped(archive))[PUITS] >= {PUITS, AABAR}
    await split(archive, WELLS, MOLES, by="mara")
    assert await grouped(archive) == {**dict.fromkeys(wells, wells), **dict.fromkeys(moles, moles)}


async def test_a_template_on_many_pages_is_believed_where_it_is_named_back(archive: Archive) -> None:
    await make_sources(archive)
    crowd = [telling(f"{SITE}/en/news/item-{20_000 + number}", "en", switches=(("fr", PUITS),)) for number in range(CROWD + 3)]
    await releases.store(archive, None, [*crowd, telling(PUITS, "fr")], by="import")
    assert set(map(len, (await grouped(archive)).values())) == {0}
    again = telling(PUITS, "fr", switches=(("en", crowd[7].url),))
    await releases.store(archive, None, [replace(again, seen_at=again.seen_at + timedelta(hours=1))], by="import")
    assert {url: len(of) for url, of in (await grouped(archive)).items() if of} == {PUITS: 2, crowd[7].url: 2}
