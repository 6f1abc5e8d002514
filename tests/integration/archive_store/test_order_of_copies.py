"""Order and batching never matter for copies and excerpts either: the same releases, roles, likenesses and evidence.

Also with two writers at once, who meet each other's pages only under the membership lock.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable

import pytest

from archive.connection import Archive
from press.sighting import Sighting
from press.source import SourceKind
from tests.integration.archive_store.invented import Shape, make_sources, sighting
from tests.integration.archive_store.test_order_of_arrival import _store

SYLLABLES = ("ba", "ke", "lo", "mi", "ru", "ta", "se", "vo", "ni", "da", "po", "shi", "gra", "ten", "ul", "or")


def sentences(chance: random.Random, count: int) -> list[str]:
    """Sentences of invented words, each with a number."""
    found = []
    for _ in range(count):
        several = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(12)]
        several.insert(chance.randrange(12), str(chance.randint(20, 99_999)))
        found.append(" ".join(several).capitalize() + ".")
    return found


def edited(chance: random.Random, text: str) -> str:
    """About one word of twenty is another one; no number is."""
    said = text.split(" ")
    return " ".join(
        "".join(chance.choices(SYLLABLES, k=3)) if chance.random() < 0.05 and word.isalpha() else word for word in said
    )


def pages_of_topic(chance: random.Random, number: int, begun: list[str]) -> list[Sighting]:
    """One release with all that may stand beside it, some of it left out by chance. `begun`: how its text begins."""
    body = [*begun, *sentences(chance, 9 - len(begun))]
    whole = " ".join(body)
    title = f"Topic {number} is announced to all who read this"

    def page(site: str, source: str, kind: SourceKind | None, text: str, **more: object) -> Sighting:
        at = chance.randrange(20)
        more = {"standing": "own_news" if kind == "republisher" else "release", "headline": title, "published": at, **more}
        url = f"https://{site}.example/items/{number + 10_000}-page-of-news"
        return sighting(url, f"topic{number}", source=source, kind=kind, body=text, at=at, **more)  # type: ignore[arg-type]

    found = [
        page("ministry", "xx_ministry", "ministry", whole, issuer="Ministry of Ports"),
        page("ministry", "xx_ministry", "ministry", edited(chance, whole), headline=f"{title} (corrected)"),
        page("wire", "xx_wire", "newswire", f"{whole} Contact the wire for more.", distributor="Invented Wire"),
        page("gazette", "xx_courier", "republisher", whole),
        page("courier", "xx_courier", "republisher", edited(chance, whole), headline="What the courier makes of it"),
        page("courier-again", "xx_courier", "republisher", edited(chance, whole)),
        page("herald", "xx_herald", "republisher", " ".join(body[:5])),
        page("herald-short", "xx_herald", "republisher", " ".join(body[:4]), headline="Read more"),
        page("herald-same", "xx_herald", "republisher", " ".join(body[:5])),
        page("imported", "import", None, edited(chance, whole), origin="import"),
        page("imported-part", "import", None, " ".join(body[:6]), origin="import"),
        page("tribune", "xx_courier", "republisher", " ".join(sentences(chance, 8)), headline="News of its own"),
    ]  # fmt: skip
    return [one for one in found if chance.random() < 0.7]


def generated(chance: random.Random, topics: int) -> list[Sighting]:
    """Releases with their copies; of three in a row two begin with the same words, so that an excerpt may be of either."""
    pages, begun = [], []
    for number in range(topics):
        begun = begun if number % 3 == 1 else sentences(chance, 4)
        pages += pages_of_topic(chance, number, begun)
    return pages


def batches(chance: random.Random, pages: Iterable[Sighting], most: int) -> list[list[Sighting]]:
    shuffled = list(pages)
    chance.shuffle(shuffled)
    found = []
    while shuffled:
        size = chance.randint(1, most)
        found.append(shuffled[:size])
        del shuffled[:size]
    return found


async def check(archive: Archive, seed: int, topics: int, rounds: int) -> None:
    await make_sources(archive)
    chance = random.Random(seed)
    pages = generated(chance, topics)
    alone = await _store(archive, [pages])
    assert {"copy", "excerpt", "same text"} <= ways(alone), "nothing was found to be alike: the set shows nothing"
    for number in range(rounds):
        other = await _store(archive, batches(chance, pages, 1 if number == 0 else 12), writers=1 + number % 2)
        assert lines(other) == lines(alone)


def lines(shape: Shape) -> list[str]:
    """The shape as lines, so that a difference can be read."""
    told = [f"{sorted(map(str, members))[0][:60]}: {member}" for members, *_ in shape.releases for member in members]
    return sorted([*told, *(str(shown) for _, *shown in shape.releases), *map(str, shape.own_news)])


def ways(shape: Shape) -> set[str]:
    """How the pages of all releases are known to belong to them."""
    members = [member for members, *_shown in shape.releases for member in members]
    return {one["how"] for member in members for one in json.loads(member[-1])}


@pytest.mark.one_postgres
@pytest.mark.parametrize("seed", [20310304, 4])
async def test_copies_and_excerpts_come_together_in_any_order(archive: Archive, seed: int) -> None:
    await check(archive, seed, topics=4, rounds=3)


@pytest.mark.slow
@pytest.mark.one_postgres
@pytest.mark.parametrize("seed", range(12))
async def test_many_copies_and_excerpts_come_together_in_any_order(archive: Archive, seed: int) -> None:
    await check(archive, seed, topics=12, rounds=6)
