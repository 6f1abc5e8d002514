"""press.extraction on invented pages: a page that says of what zone all its clocks are."""

from __future__ import annotations

import pytest

from press.extraction import extract
from press.page import Page

TEXT = "<p>" + "The lamp at Cape Sorrel burns again since the storm, and ships may pass at all hours of the night. " * 4 + "</p>"


def read(foot: str, head: str = "", shown: str = "Posted 3 July 2026, 2:05 pm") -> str | None:
    html = (
        f"<!doctype html><html lang=en><head><title>The lamp at Cape Sorrel burns again</title>{head}</head><body><main>"
        f"<h1>The lamp at Cape Sorrel burns again</h1><p>{shown}</p>{TEXT}{TEXT}</main>{foot}</body></html>"
    )
    found = extract(Page("https://sorrel.example/lamp", html.encode(), "text/html"))
    return found.published.isoformat() if found.published is not None else None


@pytest.mark.parametrize(
    ("said", "offset"),
    [
        ("All times are GMT +2. The time now is 09:14.", "+02:00"),
        ("All times EST", "-04:00"),  # of New York, which has summer time in July
        ("News | All times listed in ET.", "-04:00"),
        ("Alle Zeitangaben in MEZ", "+02:00"),
        ("Todas las horas son <b>GMT -5</b>", "-05:00"),
        ("Toutes les heures sont au format GMT+1", "+01:00"),
        ("All times local", ""),
        ("Watch the lighting; all times EST", ""),  # of a programme
        ("All times ET</div><div>All times PT", ""),
    ],
)
def test_a_clock_that_is_shown_is_of_the_zone_of_all_clocks(said: str, offset: str) -> None:
    assert read(f"<div>{said}</div>") == f"2026-07-03T14:05:00{offset}"


def test_a_zone_of_its_own_goes_before_it() -> None:
    assert read("<div>All times EST</div>", shown="Posted 3 July 2026, 2:05 pm GMT") == "2026-07-03T14:05:00+00:00"


def test_data_without_a_zone_is_no_clock_that_is_shown() -> None:
    head = '<meta property="article:published_time" content="2026-07-03T18:05:00">'
    assert read("<div>All times EST</div>", head, "Posted 3 July 2026") == "2026-07-03T18:05:00"
