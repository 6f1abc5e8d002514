"""What `scrapy show` says to a person of an address at which no release stands."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from rich.console import Console

from archive.showing import PageShown
from commands.shown_release import print_page

LEAD = {
    "source_id": "xx_tides", "way": "sitemap", "state": "done", "outcome": "not_a_release",
    "detail": "event: it stands under “fairs”", "asked_at": datetime(2026, 5, 3, tzinfo=UTC), "ended_at": None, "attempts": 0,
}  # fmt: skip


def shown(url: str, became: str, leads: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    page = PageShown(url, became, "event: it stands under “fairs”", None, leads, [], [])
    print_page(Console(file=out, width=300, highlight=False), page)
    return out.getvalue()


@pytest.mark.parametrize(
    ("url", "pattern"),
    [("https://tides.example/fairs/lock", "^/fairs/"), ("https://tides.example/lock", "^/lock$"), ("https://tides.example", "^/$"),  # noqa: E501
     ("https://tides.example/a.b/c/", r"^/a\.b/")],
)  # fmt: skip
def test_what_a_page_was_taken_for_and_how_to_overrule_it(url: str, pattern: str) -> None:
    text = shown(url, "not_a_release", [LEAD])
    assert "not a release: event: it stands under “fairs”" in text
    assert f"release_paths = ['{pattern}']" in text
    assert "file of xx_tides" in text


def test_only_of_pages_that_were_read() -> None:
    assert "release_paths" not in shown("https://tides.example/fairs/lock", "http_404", [{**LEAD, "outcome": "http_404"}])
