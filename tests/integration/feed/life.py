"""An archive's life as chance has it: all that can happen to pages and releases, one step at a time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from archive.connection import Archive
from archive.people import merge, split
from archive.reidentify import reidentify
from archive.withdrawal import restore, withdraw
from press import urls
from press.errors import PressError
from press.revisits.absence import How
from press.sighting import Sighting
from tests.integration.archive_store.invented import SITES, rows, sighting, store
from tests.integration.feed.looks_in_vain import led, miss

HOSTS = {"xx_ministry": "ministry", "xx_wire": "wire", "xx_courier": "courier", "xx_herald": "herald"}
LANGUAGES = ("en", "fr", "ar")
#: Of each topic: the whole text, one that is edited, its first half, and one that is nobody's copy.
TEXTS = {
    name: (whole, whole.replace(f"{name}7 ", "raft "), " ".join(whole.split()[:45]), f"Nothing more is said of {name}.")
    for name in ("harbour", "railway", "museum")
    for whole in [" ".join(f"{name}{number} sails to {name}isle{number * 7} by {number * 3}" for number in range(20)) + "."]
}
STEPS = (
    ["arrive"] * 8
    + ["late", "late", "reread", "reread", "merge", "split", "undo", "withdraw", "restore", "anew"]
    + ["miss", "miss", "led"]
)


class Life:
    """Steps through an archive; `told` is what they were."""

    def __init__(self, archive: Archive, seed: int) -> None:
        self.archive = archive
        self.chance = random.Random(seed)
        self.minute = 10
        self.told: list[str] = []

    async def step(self, steps: Sequence[str] = STEPS) -> None:
        """One of `steps`; refusals in one line are part of life."""
        name = self.chance.choice(steps)
        self.told.append(name)
        try:
            await getattr(self, f"_{name}")()
        except PressError:
            self.told[-1] += " (refused)"

    async def _arrive(self) -> None:
        batch = []
        for _ in range(self.chance.randint(1, 3)):
            self.minute += 1
            batch.append(self._page(self.minute))
        await store(self.archive, *batch)

    async def _late(self) -> None:
        """What was seen before something that is known already."""
        await store(self.archive, self._page(self.chance.randint(0, self.minute)))

    async def _reread(self) -> None:
        """Newer code reads what was seen otherwise, or the same."""
        found = await rows(
            self.archive,
            "SELECT v.revision_id, v.headline, v.body_text, v.language, v.seen_at, a.url, a.source_id FROM archive.revision v "
            "JOIN archive.appearance a USING (appearance_id) ORDER BY a.url, v.number",
        )
        if not found:
            return
        one = self.chance.choice(found)
        kind, version = SITES[one["source_id"]], str(self.chance.randint(2, 4))
        again = sighting(
            one["url"], "reread", headline=one["headline"], body=one["body_text"], source=one["source_id"], kind=kind,
            standing="own_news" if kind == "republisher" else "release", rereads=one["revision_id"], origin="reextract",
            language=one["language"], version=version,
            issuer=self.chance.choice([None, "Ministry of Ports"]),
        )  # fmt: skip
        assert again.record is not None
        record = replace(again.record, subheadline=self.chance.choice([None, f"As version {version} reads it"]))
        await store(self.archive, replace(again, record=record, seen_at=one["seen_at"]), by="reextract")

    async def _merge(self) -> None:
        await merge(self.archive, await self._of_release(), await self._any(), by="mara", reason="the same")

    async def _split(self) -> None:
        await split(self.archive, await self._of_release(), await self._any(), by="mara")

    async def _undo(self) -> None:
        found = await rows(
            self.archive, "SELECT old_release_id, release_id FROM press.release_alias WHERE until IS NULL ORDER BY 1"
        )
        if found:
            one = self.chance.choice(found)
            await split(self.archive, str(one["release_id"]), str(one["old_release_id"]), by="noel")

    async def _withdraw(self) -> None:
        await withdraw(self.archive, await self._id("withdrawn_at IS NULL"), by="mara", reason="asked to")

    async def _restore(self) -> None:
        await restore(self.archive, await self._id("withdrawn_at IS NOT NULL"), by="mara")

    async def _miss(self) -> None:
        if (page := await self._page_that_is_known()) is not None:
            how: How = self.chance.choice(["http_410", "http_410", "http_404"])
            await miss(self.archive, page["source_id"], page["url"], self.minute, how)

    async def _led(self) -> None:
        """To any page of the site, or to an address that nobody knows."""
        if (page := await self._page_that_is_known()) is not None:
            others = await rows(
                self.archive, "SELECT url FROM archive.appearance WHERE source_id = %s ORDER BY url", page["source_id"]
            )
            known = [one["url"] for one in others if urls.twin(one["url"]) != urls.twin(page["url"])]
            to = self.chance.choice([*known, f"{page['url']}-moved"])
            await led(self.archive, page["source_id"], page["url"], to, self.minute)

    async def _anew(self) -> None:
        async for _piece in reidentify(self.archive, apply=True):
            pass

    def _page(self, minute: int) -> Sighting:
        chance = self.chance
        source = chance.choice([*SITES])
        topic = chance.choice([*TEXTS])
        url = f"https://{HOSTS[source]}.example/{topic}/{chance.randint(1, 3) + 10_000}-page-of-news"
        others = [f"https://{HOSTS[source]}.example/{name}/{number + 10_000}-page-of-news" for name in TEXTS for number in (1, 2)]
        of_site: Any = "own_news" if SITES[source] == "republisher" else "release"
        return sighting(
            url + chance.choice(["", "", "", "/", "?print=1"]), topic, source=source, kind=SITES[source], standing=of_site,
            at=minute, body=chance.choice(TEXTS[topic]), published=chance.choice([None, 0, 1]),
            headline=chance.choice([f"On {topic}", f"On {topic}", f"About the {topic} of the town"]),
            issuer=chance.choice([None, None, "Ministry of Ports"]), distributor=chance.choice([None, None, "Invented Wire"]),
            canonical=chance.choice([None, None, url, chance.choice(others)]),
            redirected_from=[chance.choice(others)] if chance.random() < 0.1 else [],
            attachments=[f"{url}/annex{chance.randint(1, 2)}.pdf"] if chance.random() < 0.2 else [],
            language=chance.choice(LANGUAGES),
            alternates=[(chance.choice(LANGUAGES), chance.choice(others))] if chance.random() < 0.3 else [],
        )  # fmt: skip

    async def _page_that_is_known(self) -> dict[str, Any] | None:
        """Its address, or one by which it is known too."""
        self.minute += 1
        found = await rows(
            self.archive,
            "SELECT source_id, url FROM archive.appearance UNION "
            "SELECT source_id, one ->> 'address' FROM archive.appearance CROSS JOIN jsonb_array_elements(evidence) AS e (one) "
            "ORDER BY 1, 2",
        )
        return self.chance.choice(found) if found else None

    async def _id(self, condition: str) -> str:
        found = await rows(
            self.archive, f"SELECT release_id FROM press.release WHERE {condition} ORDER BY first_seen_at, release_id"
        )
        return str(self.chance.choice(found)["release_id"]) if found else "no such release"

    async def _of_release(self) -> str:
        """A release, by one of its pages."""
        found = await rows(self.archive, "SELECT url FROM press.appearance ORDER BY url")
        return str(self.chance.choice(found)["url"]) if found else "no release yet"

    async def _any(self) -> str:
        """A page of any release, or own news."""
        found = await rows(self.archive, "SELECT url FROM archive.appearance ORDER BY url")
        return str(self.chance.choice(found)["url"]) if found else "no page yet"
