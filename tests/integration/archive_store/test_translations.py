"""Languages come together by what pages name as their translations, in any order."""

from __future__ import annotations

from itertools import permutations

import pytest

from archive import releases
from archive.connection import Archive
from press.sighting import Sighting
from tests.integration.archive_store.invented import make_sources, rows, sighting

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
