"""Merges, splits, undoings, withdrawals and arrivals in any order: the archive stays sound, and every decision is kept."""

from __future__ import annotations

import random
from typing import Any

import pytest

from archive.connection import Archive
from archive.people import merge, split
from archive.reidentify import reidentify
from archive.withdrawal import restore, withdraw
from press.errors import PressError
from tests.integration.archive_store.invented import SITES, make_sources, rows, sighting, store
from tests.integration.archive_store.sound import check_sound

pytestmark = pytest.mark.one_postgres

HOSTS = {"xx_ministry": "ministry", "xx_wire": "wire", "xx_courier": "courier", "xx_herald": "herald"}
#: Texts: of each topic the whole, one that is edited, and its first half.
TOPICS = {
    name: (whole, whole.replace(f"{name}7 ", "raft "), " ".join(whole.split()[:45]))
    for name in ("harbour", "railway")
    for whole in [" ".join(f"{name}{number} sails to {name}isle{number * 7} by {number * 3}" for number in range(20)) + "."]
}


class Life:
    """An archive's life, step by step, as chance has it."""

    def __init__(self, archive: Archive, seed: int) -> None:
        self.archive = archive
        self.chance = random.Random(seed)
        self.minute = 0
        self.refused = 0

    async def step(self) -> str:
        """What was done; refusals in one line are part of life."""
        name: str = self.chance.choice(
            ["arrive"] * 4 + ["merge", "merge", "split", "split", "undo", "withdraw", "restore", "anew"]
        )
        try:
            await getattr(self, f"_{name}")()
        except PressError:
            self.refused += 1
        return name

    async def _arrive(self) -> None:
        batch = []
        for _ in range(self.chance.randint(1, 3)):
            self.minute += 1
            source = self.chance.choice([*SITES])
            topic = self.chance.choice([*TOPICS])
            number = self.chance.randint(1, 3)
            of_site: Any = "own_news" if SITES[source] == "republisher" else "release"
            url = f"https://{HOSTS[source]}.example/{topic}/{number}"
            batch.append(sighting(
                url, topic, source=source, kind=SITES[source], standing=of_site, at=self.minute,
                body=self.chance.choice(TOPICS[topic]), canonical=url if self.chance.random() < 0.3 else None,
            ))  # fmt: skip
        await store(self.archive, *batch)

    async def _merge(self) -> None:
        await merge(self.archive, await self._release(), await self._page(), by="mara")

    async def _split(self) -> None:
        await split(self.archive, await self._release(), await self._page(), by="mara")

    async def _undo(self) -> None:
        found = await rows(self.archive, "SELECT old_release_id, release_id FROM press.release_alias WHERE until IS NULL")
        if found:
            one = self.chance.choice(sorted(found, key=str))
            await split(self.archive, str(one["release_id"]), str(one["old_release_id"]), by="noel")

    async def _withdraw(self) -> None:
        await withdraw(self.archive, await self._id(), by="mara", reason="asked to")

    async def _restore(self) -> None:
        found = await rows(
            self.archive, "SELECT release_id FROM press.release WHERE withdrawn_at IS NOT NULL ORDER BY first_seen_at"
        )
        await restore(self.archive, str(self.chance.choice(found)["release_id"]) if found else "0", by="mara")

    async def _anew(self) -> None:
        async for _piece in reidentify(self.archive, apply=True):
            pass

    async def _release(self) -> str:
        """By one of its pages."""
        found = await rows(self.archive, "SELECT url FROM press.appearance ORDER BY url")
        return str(self.chance.choice(found)["url"]) if found else "no release yet"

    async def _id(self) -> str:
        found = await rows(self.archive, "SELECT release_id FROM press.release ORDER BY first_seen_at, release_id")
        return str(self.chance.choice(found)["release_id"]) if found else "no release yet"

    async def _page(self) -> str:
        """Of any release, or own news."""
        found = await rows(self.archive, "SELECT url FROM archive.appearance ORDER BY url")
        return str(self.chance.choice(found)["url"]) if found else "no page yet"


async def live(archive: Archive, seed: int, steps: int) -> None:
    await make_sources(archive)
    life, done = Life(archive, seed), []
    for _ in range(steps):
        done.append(await life.step())
        try:
            await check_sound(archive)
        except AssertionError as error:
            raise AssertionError(f"seed {seed} after {', '.join(done)}: {error}") from error
    assert life.refused < steps / 2
    kinds = {row["kind"] for row in await rows(archive, "SELECT kind FROM press.change")}
    assert kinds >= {"new", "merged", "split", "withdrawn", "restored"}, kinds


@pytest.mark.parametrize("seed", range(2))
async def test_a_life_stays_sound(archive: Archive, seed: int) -> None:
    await live(archive, seed, 40)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
async def test_many_lives_stay_sound(archive: Archive, seed: int) -> None:
    await live(archive, seed, 80)
