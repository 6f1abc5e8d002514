"""What days should have brought: written with the verdict, once, and for no day before the source was watched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from press.rhythm import rhythm_of
from press.source import Source
from scheduling.expecting import DAYS, expected_by_day
from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import ScriptedSite
from tests.integration.crawl.site_documents import feed, publish, write_source

pytestmark = pytest.mark.one_postgres

_DAYS = "SELECT (now() AT TIME ZONE 'UTC')::date - day AS ago, glances, expected, seen FROM press.completeness ORDER BY 1"


def test_a_verdict_says_what_the_days_should_have_brought(visits: QuickCrawls, site: ScriptedSite) -> None:
    visits.judged = True
    site.answers["/feed"] = feed(publish(site, ["alder", "birch"]))
    source = write_source(visits.sources, "mill", ("feed", f"{site.base}/feed"))
    visits.crawl(source)
    [today] = visits.sql(_DAYS)
    assert (today["ago"], today["glances"], today["seen"]) == (0, 1, 2) and today["expected"] is not None
    visits.sql("UPDATE archive.completeness SET day = day - 3, expected = 40 RETURNING 1")  # the machine was off since then
    visits.crawl(source)
    days = visits.sql(_DAYS)
    assert [(row["ago"], row["glances"], row["seen"]) for row in days] == [(0, 1, 0), (1, 0, 0), (2, 0, 0), (3, 1, 2)]
    assert days[-1]["expected"] == 40 and all(row["expected"] is not None for row in days)


def test_what_is_expected_of_a_day_follows_the_rates() -> None:
    said = {
        "source_id": "xx_wire", "country": "xx", "name": "Wire", "kind": "newswire", "languages": ["en"], "time_zone": "UTC",
        "home": "http://wire.example/", "discover": [{"kind": "feed", "url": "http://wire.example/feed"}],
    }  # fmt: skip
    now = datetime(2026, 3, 11, 23, 30, tzinfo=UTC)
    days = expected_by_day(rhythm_of(Source.model_validate(said), None), now)
    assert set(days) == {now.date() - timedelta(days=back) for back in range(DAYS)}
    by_weekday = {day.weekday(): count for day, count in days.items()}
    assert by_weekday[2] > by_weekday[6] >= 0
