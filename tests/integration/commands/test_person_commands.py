"""`scrapy merge`, `split`, `withdraw` and `restore`, as they are called."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.one_postgres

Scrapy = Callable[..., Any]


@pytest.fixture
def ids(scrapy: Scrapy, tmp_path: Path) -> list[str]:
    """Two releases that were imported, the older first."""
    records = [
        {"url": f"https://{name}.example/1", "headline": f"On {name}", "published_at": f"2021-03-0{day}",
         "body_text": " ".join(f"{name}{number}" for number in range(60))}
        for day, name in enumerate(("harbour", "railway"), 1)
    ]  # fmt: skip
    file = tmp_path / "two.jsonl"
    file.write_text("\n".join(map(json.dumps, records)))
    assert scrapy("import", str(file)).code == 0
    return [row["release_id"] for row in sorted(scrapy("export").rows, key=lambda row: row["published_at"])]


def test_merge_and_split_say_what_they_did_and_who_did_it(scrapy: Scrapy, ids: list[str]) -> None:
    older, younger = ids
    assert scrapy("merge", younger, older, "--reason", "one text").row == {"release_id": younger, "other_release_id": older}
    assert scrapy("show", older).row["release"]["release_id"] == younger
    assert scrapy("split", younger, older, "--by", "Mara").row == {"release_id": younger, "other_release_id": older}
    told = [(row["kind"], row["by"], row["reason"]) for row in scrapy("export", "--view", "change").rows]
    assert [one for one in told if one[0] in ("merged", "split")] == [
        ("merged", getpass.getuser(), "one text"), ("split", "Mara", None),
    ]  # fmt: skip


def test_what_is_withdrawn_is_in_no_command(scrapy: Scrapy, ids: list[str]) -> None:
    older, _younger = ids
    assert scrapy("withdraw", older).code == 2
    assert scrapy("withdraw", older, "--reason", "asked to").row == {"release_id": older}
    for words in (
        ("show", older),
        ("show", older, "--diff"),
        ("search", "harbour7"),
        ("export",),
        ("export", "--view", "revision"),
    ):
        ended = scrapy(*words)
        assert ended.code == 0 and "harbour7" not in ended.out and "On harbour" not in ended.out, words
    assert scrapy("restore", older).row == {"release_id": older}
    assert [row["release_id"] for row in scrapy("search", "harbour7").rows] == [older]


def test_what_cannot_be_is_one_line_and_exit_1(scrapy: Scrapy, ids: list[str]) -> None:
    older, younger = ids
    unknown = "00000000-0000-7000-8000-000000000000"
    for words in (
        ("merge", older, older), ("merge", older, unknown), ("split", older, younger), ("split", older, "https://harbour.example/1"),
        ("split", older, "https://railway.example/1"), ("withdraw", unknown, "--reason", "r"), ("restore", younger),
    ):  # fmt: skip
        ended = scrapy(*words)
        assert ended.code == 1 and ended.out == "" and ended.err.count("\n") == 1, words


def test_reidentify_says_what_it_finds_and_keeps_what_a_person_decided(scrapy: Scrapy, ids: list[str]) -> None:
    older, younger = ids
    scrapy("merge", younger, older)
    ended = scrapy("reidentify")
    assert ended.code == 0
    assert ended.row == {"pages": 2, "merges": 0, "splits": 0, "pages_moved": 0, "releases_updated": 0, "left": 0}
    assert scrapy("reidentify", "--apply").row == ended.row
    assert [row["release_id"] for row in scrapy("export").rows] == [younger]
    assert scrapy("reidentify", "--after", "nonsense").code == 2


def test_an_export_of_what_changed_has_both_sides_of_a_split(scrapy: Scrapy, ids: list[str]) -> None:
    older, younger = ids
    scrapy("merge", younger, older)
    scrapy("split", younger, older)
    since = next(row["at"] for row in scrapy("export", "--view", "change").rows if row["kind"] == "split")
    for view in ("release", "appearance", "revision"):
        rows = scrapy("export", "--view", view, "--since", since).rows
        assert {row["release_id"] for row in rows} == {older, younger}, view
