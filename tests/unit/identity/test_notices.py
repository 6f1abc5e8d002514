"""Kill notices and bare corrections name the release that they are about; what merely resembles it is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from press.grammar.notices import about_another
from press.identity.likeness import compare
from press.identity.portrait import Portrait
from press.identity.signature import sign

NOON = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)
TEXT = " ".join(
    f"In the {number}th week the masons of Tarn laid {number * 7} ells of wall along the eastern quay." for number in range(2, 20)
)
RELEASE = Portrait(
    "https://wire.example/tidal-302123456.html", "wire", "newswire", "Tidal Works opens a lock in Tarn", TEXT, "en", NOON,
    wire_ids=("302123456",),
)  # fmt: skip
QUOTING = "We are advised by Tidal Works that journalists should disregard the release “Tidal Works opens a lock in Tarn”."
PLAIN = "Readers should disregard the news release, Tidal Works Opens a Lock in Tarn, issued 3 June over this wire."
NUMBERED = "Please do not use release 302123456. The client has withdrawn it."
NOTICE = Portrait(
    "https://wire.example/disregard-302123999.html", "wire", "newswire", "/DISREGARD RELEASE: Tidal Works/", QUOTING, "en",
    NOON + timedelta(hours=5), wire_ids=("302123999",),
)  # fmt: skip


def is_about(page: Portrait, release: Portrait = RELEASE) -> bool:
    """As the archive finds it: by a band, then by comparing, the same from both sides."""
    found, other = compare(page, release), compare(release, page)
    assert (found is None) == (other is None)
    if found is None or other is None or not set(sign(page)) & set(sign(release)):
        return False
    assert found.evidence == other.evidence and (found.part, other.part) == ("first", "second") and found.kind == "excerpt"
    return "mark" in found.evidence


@pytest.mark.parametrize("body", [QUOTING, PLAIN, NUMBERED])
def test_a_notice_names_its_release_by_headline_or_number(body: str) -> None:
    assert is_about(replace(NOTICE, body_text=body))


def test_a_notice_whose_own_headline_names_it() -> None:
    assert is_about(replace(NOTICE, headline="KILL: Tidal Works opens a lock in Tarn", body_text="The client withdrew it."))


@pytest.mark.parametrize(
    "other",
    [
        replace(RELEASE, headline="Tidal Works opens a lock in Brack", wire_ids=("302123457",)),
        replace(RELEASE, source_id="other_wire", url="https://other.example/a-302123456.html"),
        replace(RELEASE, published_at=NOON - timedelta(days=40)),
        replace(RELEASE, published_at=NOON + timedelta(days=3)),
        replace(RELEASE, headline="/DISREGARD RELEASE: Tidal Works opens a lock in Tarn/", body_text=f"{QUOTING} {PLAIN}"),
    ],
    ids=["another headline", "another house", "long before", "after it", "another notice"],
)
def test_what_it_does_not_name_is_left_alone(other: Portrait) -> None:
    assert not is_about(NOTICE, other)


def test_a_release_of_a_ministry_is_killed_by_a_wire_that_distributed_it() -> None:
    page = replace(RELEASE, source_id="ministry", kind="ministry", distributor="Tide Wire", wire_ids=())
    assert is_about(replace(NOTICE, distributor="Tide Wire"), page)
    assert not is_about(NOTICE, page)


def test_a_page_with_the_release_s_text_is_the_release_itself() -> None:
    assert about_another("KILL: Tidal Works opens a lock in Tarn", TEXT) is None
    assert about_another("Tidal Works opens a lock in Tarn", QUOTING) is None


def test_a_correction_that_says_only_what_was_wrong() -> None:
    said = "The quay is 140 ells long, not 126 as we wrote."
    note = replace(NOTICE, headline="CORRECTION: Tidal Works opens a lock in Tarn", body_text=said)
    assert is_about(note)
    assert not is_about(replace(note, headline="CORRECTION: Tidal Works opens a lock in Brack"))
    assert not is_about(replace(note, headline="CORRECTION: Tidal Works"))
    assert not is_about(replace(note, headline="Tidal Works opens a lock in Tarn"))


def test_a_table_that_was_wrong_is_corrected_at_once() -> None:
    body = TEXT
    for number in range(2, 8):
        body = body.replace(f" {number * 7} ells", f" {number * 7 + 1000} ells")
    corrected = replace(
        RELEASE, url="https://wire.example/corrected-302124000.html", headline=f"CORRECTION: {RELEASE.headline}", wire_ids=(),
        body_text=body, published_at=NOON + timedelta(days=1),
    )  # fmt: skip
    found = compare(RELEASE, corrected)
    assert found is not None and found.kind == "copy"
    assert compare(RELEASE, replace(corrected, published_at=NOON + timedelta(days=7))) is None, "the next one on the form"
    assert compare(RELEASE, replace(corrected, headline="CORRECTION: The wall of Tarn is built")) is None
    assert compare(RELEASE, replace(corrected, headline=RELEASE.headline)) is None
