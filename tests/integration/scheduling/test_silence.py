"""Sources that have fallen silent though every answer was a good one: found by a sweep, for no visit tells it."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy.settings import Settings

from archive import schedule
from archive.connection import Archive
from crawler.workshop import Workshop
from press.source import Source
from scheduling.catalogue import Catalogue
from scheduling.errands import Errands

pytestmark = pytest.mark.one_postgres

#: Health, and the hours from now until which silence is ordinary (None: nothing can be said).
ROWS = {"quiet": ("ok", -30), "loud": ("ok", 5), "unsaid": ("ok", None), "ill": ("failing", -30), "foreign": ("ok", -30)}


def source(name: str) -> Source:
    return Source.model_validate(
        {
            "source_id": f"xx_{name}", "country": "xx", "name": name.title(), "kind": "ministry", "languages": ["en"],
            "time_zone": "UTC", "home": f"http://{name}.example/", "discover": [{"kind": "feed", "url": f"http://{name}.example/feed"}],
        }
    )  # fmt: skip


@pytest.fixture
async def known(archive: Archive) -> Catalogue:
    """Sources in all states; of one of them there is no file here."""
    every = {name: source(name) for name in ROWS}
    await schedule.put_sources(archive, every.values())
    async with archive.connection() as connection:
        for name, (health, hours) in ROWS.items():
            await connection.execute(
                "UPDATE archive.source SET health = %s, quiet_until = now() + make_interval(hours => %s) WHERE source_id = %s",
                [health, hours, f"xx_{name}"],
            )
    return Catalogue({one.source_id: one for name, one in every.items() if name != "foreign"}, {}, ())


async def healths(archive: Archive) -> dict[str, tuple[str, str | None]]:
    async with archive.connection() as connection:
        found: list[Any] = await (
            await connection.execute("SELECT source_id, health, health_reason FROM press.source")
        ).fetchall()
    return {row["source_id"].removeprefix("xx_"): (row["health"], row["health_reason"]) for row in found}


async def test_silence_beyond_the_rhythm_is_marked_and_told_once(archive: Archive, known: Catalogue) -> None:
    before = await healths(archive)
    told: list[str] = []
    errands = Errands(Workshop(archive, *([None] * 4)), known, Settings(), told.append)  # type: ignore[arg-type]
    await errands.mark_the_silent()
    after = await healths(archive)
    health, why = after.pop("quiet")
    assert health == "degraded" and why is not None and why.startswith("nothing new for longer than its rhythm allows")
    assert after == {name: said for name, said in before.items() if name != "quiet"}
    assert [line.split(":")[0] for line in told] == ["xx_quiet"]
    await errands.mark_the_silent()
    assert len(told) == 1
