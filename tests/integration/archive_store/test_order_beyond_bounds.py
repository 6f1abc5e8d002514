"""More copies than a page is compared with: what belongs together, its roles and what is shown do not depend on order.

Which ties were found does, and so may the likeness and the evidence of a page; the chain between the pages is closed by others.
"""

from __future__ import annotations

import random
from typing import Any

import pytest

from archive.candidates import MOST_OF_A_TEXT, MOST_TEXTS
from archive.connection import Archive
from press.sighting import Sighting
from tests.integration.archive_store.invented import make_sources, rows, sighting
from tests.integration.archive_store.test_order_of_arrival import _store
from tests.integration.archive_store.test_order_of_copies import batches, edited, sentences

pytestmark = pytest.mark.one_postgres


def crowd(chance: random.Random) -> list[Sighting]:
    """Two releases on one form: many edited copies of each, some texts at many addresses, and excerpts."""
    pages = []
    form = sentences(chance, 3)
    for release in ("ports", "roads"):
        body = [form[0], *sentences(chance, 3), form[1], *sentences(chance, 3), form[2]]
        whole, title = " ".join(body), f"The works on the {release} are announced to all who read this"
        texts = [edited(chance, whole) for _ in range(MOST_TEXTS // 2 + 6)]
        texts += [edited(chance, whole)] * (MOST_OF_A_TEXT + 2)
        texts += [" ".join(body[:5])] * 3
        for number, text in enumerate(texts):
            at = chance.randrange(60)
            pages.append(
                sighting(
                    f"https://{release}{number}.example/items/{number + 10_000}-page-of-news", release,
                    source="xx_courier" if number % 2 else "xx_herald", kind="republisher", standing="own_news", headline=title,
                    body=text, at=at, published=at,
                )
            )  # fmt: skip
        pages.append(
            sighting(f"https://ministry.example/items/{release}-10000", release, headline=title, body=whole, issuer="Port Board")
        )
    return pages


async def told(archive: Archive) -> frozenset[Any]:
    found = await rows(
        archive,
        "SELECT r.canonical_url, r.headline, r.body_text, r.issuer, r.published_at, r.appearance_count, r.first_seen_at, "
        "string_agg(a.url || ' ' || a.role, ' ' ORDER BY a.url) AS pages "
        "FROM press.release r JOIN press.appearance a USING (release_id) GROUP BY 1, 2, 3, 4, 5, 6, 7",
    )
    return frozenset(tuple(row.values()) for row in found)


@pytest.mark.parametrize("seed", [1, 2])
async def test_membership_roles_and_what_is_shown_hold_beyond_the_bounds(archive: Archive, seed: int) -> None:
    chance = random.Random(seed)
    pages = crowd(chance)
    await make_sources(archive)
    seen = []
    for _ in range(2):
        await _store(archive, batches(chance, pages, 24))
        seen.append(await told(archive))
    assert len(seen[0]) == 2 and seen[0] == seen[1]
