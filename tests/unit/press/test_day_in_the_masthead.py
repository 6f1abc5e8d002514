"""press.extraction on invented pages: the day of the visit, which mastheads tell above the headline, is no publication."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from press.extraction import extract
from press.page import Page

TEXT = "<p>" + "The mill at Orrin grinds again since the dam was mended, and farmers may bring their corn. " * 4 + "</p>"
BYLINE = "<p>By Ann Bo in Orrin, 3 May 2026</p>"
FAR_ABOVE = "<p>Friday, 8 May 2026</p><p>Fair, six degrees</p><p>The valley's own paper</p><p>Farming</p>"
JUST_ABOVE = "<p>8 May 2026</p>"


def day(above: str, below: str, seen_at: datetime | None = None) -> str | None:
    html = (
        f"<!doctype html><html lang=en><head><title>The mill at Orrin grinds again</title></head><body><main>{above}"
        f"<h1>The mill at Orrin grinds again</h1>{below}{TEXT}{TEXT}</main></body></html>"
    )
    found = extract(Page("https://orrin.example/mill", html.encode(), "text/html", fetched_at=seen_at))
    return found.published.isoformat() if found.published is not None else None


@pytest.mark.parametrize(
    ("above", "below", "seen_at", "expected"),
    [
        (FAR_ABOVE, BYLINE, None, "2026-05-03"),
        (JUST_ABOVE, BYLINE, datetime(2026, 5, 8, 12, tzinfo=UTC), "2026-05-03"),
        # A day just above the headline is the page's own, unless the page was read on it.
        (JUST_ABOVE, BYLINE, datetime(2026, 6, 8, 12, tzinfo=UTC), "2026-05-08"),
        # A page may be read on the day on which it is published.
        (JUST_ABOVE, "", datetime(2026, 5, 8, 12, tzinfo=UTC), "2026-05-08"),
        (FAR_ABOVE, "", None, "2026-05-08"),
        ("<p>Published: 8 May 2026</p><p>Farming</p><p>Water</p><p>Mills</p>", BYLINE, None, "2026-05-08"),
        # A day with another word before it is another fact's.
        (FAR_ABOVE, "<p>Opening: 3 May 2026</p>", None, "2026-05-08"),
    ],
)
def test_a_mastheads_day_yields_to_one_beside_the_headline(
    above: str, below: str, seen_at: datetime | None, expected: str
) -> None:
    assert day(above, below, seen_at) == expected
