"""pipelines.validate: what a page is to the archive, and why."""

from __future__ import annotations

import pytest
from extracted import sighting

from pipelines.normalise import normalise
from pipelines.validate import Validate, validate
from press.sighting import Origin, Standing
from press.source import SourceKind


@pytest.mark.parametrize(
    ("kind", "distributor", "origin", "standing"),
    [
        ("ministry", None, "crawl", "release"),
        ("newswire", None, "crawl", "release"),
        ("agency", "Wire", "crawl", "release"),
        ("intergovernmental", None, "reextract", "release"),
        ("republisher", None, "crawl", "own_news"),
        ("republisher", None, "reextract", "own_news"),
        ("republisher", "Wire", "crawl", "release"),
        ("republisher", None, "import", "release"),
        (None, None, "import", "release"),
    ],
)
def test_standing(kind: SourceKind | None, distributor: str | None, origin: Origin, standing: Standing) -> None:
    item = validate(normalise(sighting(kind=kind, distributor=distributor, origin=origin)))
    assert item.standing == standing
    assert bool(item.reason) == (standing == "own_news")
    assert item.record is not None


def test_a_blank_distributor_is_none() -> None:
    assert validate(normalise(sighting(kind="republisher", distributor=" \n"))).standing == "own_news"


@pytest.mark.parametrize(("why", "reason"), [("a list of links", "section: a list of links"), (None, "section")])
def test_what_extraction_says_is_no_release_is_none(why: str | None, reason: str) -> None:
    item = validate(normalise(sighting(page_kind="section", page_kind_reason=why)))
    assert (item.standing, item.reason, item.record) == ("not_a_release", reason, None)


@pytest.mark.parametrize(
    ("headline", "body", "standing"),
    [
        (None, "", "not_a_release"),
        (" \u200b", "\0\n", "not_a_release"),
        ("A headline", "", "release"),
        (None, "A text.", "release"),
    ],
)
def test_something_has_to_stand_there(headline: str | None, body: str, standing: Standing) -> None:
    item = validate(normalise(sighting(headline=headline, body_text=body)))
    assert item.standing == standing
    assert (item.record is None) == (standing == "not_a_release")


def test_the_pipeline_does_as_the_function() -> None:
    item = normalise(sighting())
    assert Validate().process_item(item) == validate(item)
