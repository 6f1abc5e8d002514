"""A page's history is the same whatever the order in which its sightings arrive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from press.identity.history import Reading, Run, fields_digest, place
from press.sighting import Record

NOON = datetime(2031, 1, 1, 12, tzinfo=UTC)


def run(minute: int, letter: str, version: str = "1", content: bytes | None = None) -> Run:
    at = NOON + timedelta(minutes=minute)
    return Run(uuid4(), at, at, Reading(letter.encode(), b"", version, content))


def history(sightings: list[tuple[int, str]]) -> list[tuple[str, datetime]]:
    runs: list[Run] = []
    for minute, letter in sightings:
        runs = place(runs, run(minute, letter), uuid4())
        assert len({one.revision_id for one in runs}) == len(runs)
    return [(one.reading.text_digest.decode(), one.seen_at) for one in runs]


@given(
    st.data(),
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from("abcdef")), min_size=1, max_size=8, unique_by=lambda one: one[1]),
)
def test_readings_that_never_come_back_have_one_history(data: st.DataObject, sightings: list[tuple[int, str]]) -> None:
    shuffled = data.draw(st.permutations(sightings))
    assert history(shuffled) == [(letter, NOON + timedelta(minutes=minute)) for minute, letter in sorted(sightings)]


@given(st.data(), st.lists(st.tuples(st.integers(0, 5), st.sampled_from("ab")), min_size=1, max_size=7))
def test_the_latest_reading_is_the_latest_in_any_order(data: st.DataObject, sightings: list[tuple[int, str]]) -> None:
    """Also where readings come back: what is shown is what was seen last."""
    shuffled = data.draw(st.permutations(sightings))
    latest = max(sightings)
    found = history(shuffled)
    assert found[-1][0] == latest[1] and found[0][0] == min(sightings)[1]
    assert [at for _, at in found] == sorted(at for _, at in found)


def test_a_late_reading_cuts_a_run_in_two() -> None:
    first = run(0, "a")
    copy_id = uuid4()
    runs = place(place([first], run(20, "a"), uuid4()), run(10, "b"), copy_id)
    assert [one.reading.text_digest for one in runs] == [b"a", b"b", b"a"]
    assert runs[2].revision_id == copy_id and runs[2].copy_of == first.revision_id
    assert runs[2].seen_at == NOON + timedelta(minutes=20)


def test_different_code_makes_no_edit_of_equal_bytes_or_equal_words() -> None:
    before = Reading(b"text", b"fields", "1", b"bytes")
    assert before.is_same(Reading(b"other", b"other", "2", b"bytes"))
    assert before.is_same(Reading(b"text", b"other", "2", b"other"))
    assert not before.is_same(Reading(b"other", b"fields", "2", b"other"))
    assert not before.is_same(Reading(b"text", b"other", "1", b"bytes")), "the same code sees a changed field"
    assert not Reading(b"a", b"", "1").is_same(Reading(b"b", b"", "2")), "without bytes the words decide"


def test_what_a_publisher_states_is_told_apart() -> None:
    record = {"headline": "On", "body_text": "text", "text_digest": "00" * 32, "extractor_version": "1"}
    plain = Record(**record)  # type: ignore[arg-type]
    stated = [
        {"subheadline": "Below"}, {"published_at": NOON}, {"issuer": "A"}, {"distributor": "A"},
        {"release_number": "A"}, {"wire_ids": ("A",)}, {"embargoed_until": NOON}, {"pubstatus": "canceled"},
        {"dateline_place": "A"}, {"canonical_url": "https://a.example/1"},
    ]  # fmt: skip
    digests = {fields_digest(Record(**(record | one))) for one in stated}  # type: ignore[arg-type]
    assert len(digests) == len(stated) and fields_digest(plain) not in digests
    to_the_second = {"published_at": NOON.replace(second=36), "published_zone": "+00:00"}
    assert fields_digest(Record(**(record | to_the_second))) == fields_digest(Record(**(record | {"published_at": NOON})))  # type: ignore[arg-type]
    furniture = {"modified_at": NOON, "confidence": 0.5, "language": "en", "boilerplate": "About", "body_html": "<p>"}
    assert fields_digest(Record(**(record | furniture))) == fields_digest(plain)  # type: ignore[arg-type]
