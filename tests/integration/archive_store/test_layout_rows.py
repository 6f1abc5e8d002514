"""Learned layouts as rows: their spans, who is read by which, and lessons that change nothing by halves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from invented import MORNING, begin_visit, make_capture, minutes, rows, sighting, store

from archive import captures, layouts
from archive.connection import Archive
from archive.fence import Visit
from archive.layouts import Taught
from press.errors import VisitReplaced
from press.learned_layout import LearnedLayout
from press.sighting import Sighting

pytestmark = pytest.mark.one_postgres

OLD = LearnedLayout(("div.old",), pages=9, agreement=0.98, furniture=frozenset({"0f"}))
NEW = LearnedLayout(("div.new",), pages=7, agreement=0.91)
PAGE = "https://press.example/news/one"


def taught(*found: LearnedLayout, **more: object) -> Taught:
    return replace(Taught(found, "learned", "2.0", [], 9), **more)  # type: ignore[arg-type]


async def read_by(archive: Archive, seen: Sighting, *offered: LearnedLayout, fit: float | None = None) -> None:
    keys = tuple(sorted(one.key for one in offered))
    await store(archive, replace(seen, layouts=keys, extraction=replace(seen.extraction, layout_fit=fit)))


async def redesigned(archive: Archive) -> Visit:
    """OLD stands until an hour after MORNING, NEW from then on."""
    visit = await begin_visit(archive)
    assert await layouts.put_lesson(archive, visit, taught(OLD))
    assert await layouts.put_lesson(archive, visit, taught(NEW, retired=[OLD.key], since=minutes(60)))
    return visit


async def test_what_was_learned_comes_back_as_it_was(archive: Archive) -> None:
    await redesigned(archive)
    known = await layouts.known(archive, "xx_ministry")
    assert (known.in_force, known.by_key) == ((NEW,), {NEW.key: NEW, OLD.key: OLD})
    assert await layouts.known(archive, "xx_wire") == layouts.KnownLayouts()
    old, new = await rows(archive, "SELECT * FROM archive.layout ORDER BY learned_at")
    assert (old["since"], old["until"], new["since"], new["until"]) == (None, minutes(60), minutes(60), None)


async def test_a_lesson_without_a_new_layout_ends_none(archive: Archive) -> None:
    visit = await begin_visit(archive)
    assert await layouts.put_lesson(archive, visit, taught(OLD))
    for vain in (taught(retired=[OLD.key], since=MORNING), taught(OLD, retired=[OLD.key], since=MORNING)):
        assert not await layouts.put_lesson(archive, visit, vain)
    assert (await layouts.known(archive, "xx_ministry")).in_force == (OLD,)
    lesson = await layouts.last_lesson(archive, "xx_ministry")
    assert lesson is not None and lesson.in_vain == 2


async def test_a_layout_that_is_learned_again_after_its_end_is_in_force_again(archive: Archive) -> None:
    visit = await redesigned(archive)
    assert await layouts.put_lesson(archive, visit, taught(OLD, retired=[NEW.key], since=minutes(90)))
    assert (await layouts.known(archive, "xx_ministry")).in_force == (OLD,)
    assert len(await rows(archive, "SELECT 1 FROM archive.layout")) == 3


async def test_the_layouts_in_force_are_a_bounded_number(archive: Archive) -> None:
    visit = await begin_visit(archive)
    learned = [LearnedLayout((f"div.text-{number}",), pages=5, agreement=0.9) for number in range(layouts.MOST_IN_FORCE + 2)]
    for one in learned:
        await layouts.put_lesson(archive, visit, taught(one))
    known = await layouts.known(archive, "xx_ministry")
    assert known.in_force == tuple(reversed(learned[2:])) and set(known.by_key.values()) == set(learned)
    ended = await rows(archive, "SELECT retired_reason, until FROM archive.layout WHERE retired_at IS NOT NULL")
    assert len(ended) == 2 and all("learned after it" in row["retired_reason"] and row["until"] for row in ended)


async def test_a_visit_that_was_taken_over_teaches_nothing(archive: Archive) -> None:
    visit = await begin_visit(archive)
    with pytest.raises(VisitReplaced):
        await layouts.put_lesson(archive, replace(visit, attempt=visit.attempt - 1), taught(OLD))
    assert await rows(archive, "SELECT 1 FROM archive.layout UNION ALL SELECT 1 FROM archive.lesson") == []


async def test_a_capture_is_read_by_the_layouts_of_its_time(archive: Archive) -> None:
    await redesigned(archive)
    for number, (at, offered) in enumerate([(0, ()), (30, (OLD,)), (60, (OLD,)), (90, (NEW,))]):
        url = f"{PAGE}-{number}"
        made = await make_capture(archive, url, fetched_at=minutes(at))
        await read_by(archive, sighting(url, f"topic{number}", at=at, version="2.0", capture=made), *offered, fit=1.0)
    pdf = await make_capture(archive, f"{PAGE}.pdf", media_type="application/pdf")
    await read_by(archive, sighting(f"{PAGE}.pdf", "paper", version="2.0", capture=pdf))
    for wanted in ("otherwise", "layouts"):
        found = await captures.of_source(archive, "xx_ministry", extractor_version="2.0", wanted=wanted)  # type: ignore[arg-type]
        assert {one.url: one.layouts for one in found} == {f"{PAGE}-0": (OLD.key,), f"{PAGE}-2": (NEW.key,)}
    newer = await captures.of_source(archive, "xx_ministry", extractor_version="2.1")
    assert len(newer) == 5, "other rules read all of it"
    assert await captures.of_source(archive, "xx_ministry", extractor_version="2.1", wanted="layouts") == []
    assert len(await captures.of_source(archive, "xx_ministry", extractor_version="2.0", wanted="all")) == 5


async def test_a_page_is_known_by_any_spelling_with_what_read_it_last(archive: Archive) -> None:
    await begin_visit(archive)
    assert await layouts.read_by(archive, [PAGE]) == [None]
    await read_by(archive, sighting(PAGE, "one", version=f"2.0+{OLD.key}"), OLD, fit=1.0)
    await read_by(archive, sighting(PAGE, "one, edited", at=5, version="2.0"), NEW, fit=0.0)
    # Another page that names it as canonical shares its key, and is no spelling of it.
    await read_by(archive, sighting(f"{PAGE}-more", "more", canonical=PAGE, version=f"2.0+{NEW.key}"), NEW, fit=1.0)
    for spelling in (PAGE, PAGE.replace("https://", "http://www."), f"{PAGE}/?utm_source=feed"):
        assert await layouts.read_by(archive, [spelling]) == ["2.0"]
    assert await layouts.read_by(archive, [f"{PAGE}-more", "https://elsewhere.example/", PAGE]) == [f"2.0+{NEW.key}", None, "2.0"]


async def test_only_pages_whose_text_could_be_a_layouts_are_judged(archive: Archive) -> None:
    await begin_visit(archive)
    for number, (witness, fit) in enumerate([("learned-layout", 1.0), ("pdf", 0.0), ("layout", 0.0), ("density", 0.0)]):
        made = await make_capture(archive, f"{PAGE}-{number}", fetched_at=MORNING + timedelta(minutes=number))
        version = f"2.0+{OLD.key}" if fit else "2.0"
        seen = sighting(f"{PAGE}-{number}", f"topic{number}", at=number, version=version, capture=made)
        assert seen.record is not None
        told = {"body_text": {"witness": witness, "confidence": 0.9, "others": []}}
        await read_by(archive, replace(seen, record=replace(seen.record, provenance=told)), OLD, fit=fit)
    newest = await layouts.newest_readings(archive, "xx_ministry", [OLD.key])
    assert [(one.key, one.fit, one.is_misfit) for one in newest] == [(None, 0.0, True), (OLD.key, 1.0, False)]
    assert await layouts.newest_readings(archive, "xx_ministry", [NEW.key]) == []
