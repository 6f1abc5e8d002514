"""A kill notice cancels the release that it names, whichever came first, and is no release of its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from archive.connection import Archive
from archive.reidentify import sign_anew
from press.sighting import Sighting
from tests.integration.archive_store.invented import change_kinds, make_sources, rows, shape, sighting, store

pytestmark = pytest.mark.one_postgres

WIRE = "https://wire.example/tidal-works-302123456.html"
NOTICE = "https://wire.example/disregard-302123999.html"
COPY = "https://courier.example/tidal-works"
HEADLINE = "Tidal Works opens a lock in Tarn"


def release() -> Sighting:
    return sighting(
        WIRE, "tidal", source="xx_wire", kind="newswire", headline=HEADLINE, wire_ids=["302123456"], issuer="Tidal Works"
    )


def copy() -> Sighting:
    return sighting(COPY, "tidal", source="xx_courier", kind="republisher", headline=HEADLINE, standing="own_news", published=90)


def notice(body: str = f"Please disregard the release “{HEADLINE}”.") -> Sighting:
    made = sighting(
        NOTICE, "notice", source="xx_wire", kind="newswire", headline="/DISREGARD RELEASE: Tidal Works/", body=body,
        standing="own_news", published=300, wire_ids=["302123999"],
    )  # fmt: skip
    assert made.record is not None
    return replace(made, record=replace(made.record, pubstatus="canceled"))


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_it_cancels_what_it_names_in_any_order(archive: Archive, order: tuple[int, ...], together: bool) -> None:
    await make_sources(archive)
    pages = [release(), copy(), notice()]
    for batch in [[pages[at] for at in order]] if together else [[pages[at]] for at in order]:
        await store(archive, *batch)
    [row] = await rows(archive, "SELECT canonical_url, headline, pubstatus, appearance_count, issuer FROM press.release")
    assert (row["canonical_url"], row["headline"], row["pubstatus"]) == (WIRE, HEADLINE, "canceled")
    assert (row["appearance_count"], row["issuer"]) == (3, "Tidal Works")
    [said] = await rows(archive, "SELECT role, evidence FROM press.appearance WHERE url = %s", NOTICE)
    assert said["role"] == "wire" and said["evidence"][0]["mark"] == "a kill notice" and said["evidence"][0]["page"] == WIRE
    if not together and order == (0, 1, 2):
        assert await change_kinds(archive) == ["new", "appeared", "appeared", "updated"]


async def test_a_notice_about_a_release_that_nobody_has_is_none(archive: Archive) -> None:
    await make_sources(archive)
    await store(archive, notice())
    await store(archive, sighting(WIRE, "other", source="xx_wire", kind="newswire", headline="Another lock in the town of Brack"))
    [row] = await rows(archive, "SELECT pubstatus, appearance_count FROM press.release")
    assert (row["pubstatus"], row["appearance_count"]) == ("usable", 1)


async def test_a_release_that_only_others_have_is_not_shown_as_its_notice(archive: Archive) -> None:
    """The wire's own page was never seen; a ministry's page names the same wire."""
    await make_sources(archive)
    ministry = sighting("https://ministry.example/4711", "tidal", headline=HEADLINE, distributor="Tide Wire")
    killed = notice()
    assert killed.record is not None
    await store(archive, replace(killed, record=replace(killed.record, distributor="Tide Wire")))
    await store(archive, ministry)
    [row] = await rows(archive, "SELECT canonical_url, pubstatus FROM press.release")
    assert (row["canonical_url"], row["pubstatus"]) == ("https://ministry.example/4711", "canceled")


async def test_signing_anew_changes_nothing_of_it(archive: Archive) -> None:
    await make_sources(archive)
    await store(archive, release(), notice())
    before = await shape(archive)
    await rows(archive, "UPDATE archive.signature SET rules = 1, bands = '{}' RETURNING 1")
    assert await sign_anew(archive) == 2
    await store(archive, copy())
    assert {url for row in (await shape(archive)).releases for url in [row[1]]} == {row[1] for row in before.releases}


async def test_a_wire_s_correction_stands_before_the_issuer_s_uncorrected_page(archive: Archive) -> None:
    await make_sources(archive)
    words = " ".join(f"tidal{number}" for number in range(60))
    ministry = sighting("https://ministry.example/4711", "tidal", headline=HEADLINE, body=f"{words} 14.", issuer="Tidal Works")
    corrected = sighting(
        WIRE, "tidal", source="xx_wire", kind="newswire", headline=f"CORRECTION: {HEADLINE}", body=f"{words} 15.", published=400,
        issuer="Tidal Works", canonical="https://ministry.example/4711",
    )  # fmt: skip
    await store(archive, corrected)
    await store(archive, ministry)
    [row] = await rows(archive, "SELECT source_id, body_text, issuer FROM press.release")
    assert row["source_id"] == "xx_wire" and row["body_text"].endswith("15.")
    mended = replace(ministry, seen_at=corrected.seen_at.replace(hour=20))
    assert mended.record is not None
    record = replace(mended.record, headline=f"CORRECTION: {HEADLINE}", text_digest="ab" * 32)
    await store(archive, replace(mended, record=record))
    [row] = await rows(archive, "SELECT source_id FROM press.release")
    assert row["source_id"] == "xx_ministry", "which has it now"
