"""Looks at pages that are not there any more, or that lead elsewhere by now, as a visit writes them at its end."""

from __future__ import annotations

import hashlib

from archive import presence, visits
from archive.connection import Archive
from archive.presence import Led, Miss
from press import urls
from press.revisits.absence import How
from tests.integration.archive_store.invented import SITES, begin_visit, minutes, rows

#: A page's lead that is done, as it stands when a known page is looked at again.
LEAD = """
    INSERT INTO archive.lead (source_id, url_digest, url, way, state, outcome, looks, twin_digest)
    VALUES (%s, %s, %s, 'feed', 'done', 'stored', 1, %s)
    ON CONFLICT (source_id, twin_digest) DO UPDATE SET looks = lead.looks + 1 RETURNING lead_id
"""


async def miss(archive: Archive, source: str, url: str, at: float, how: How = "http_410") -> None:
    """A page is not found, `at` minutes."""
    lead_id = await _lead(archive, source, url)
    visit = await begin_visit(archive, source, SITES[source])
    await presence.settle(archive, visit, [Miss(lead_id, (url,), how, minutes(at))])
    await visits.unchanged(archive, visit)


async def led(archive: Archive, source: str, url: str, to: str, at: float) -> None:
    """An address leads to another one, `at` minutes."""
    lead_id = await _lead(archive, source, url)
    visit = await begin_visit(archive, source, SITES[source])
    one = Led(lead_id, (url,), to, minutes(at))
    if not await presence.astray(archive, source, [one]):
        await presence.settle(archive, visit, [], led=[one])
    await visits.unchanged(archive, visit)


async def _lead(archive: Archive, source: str, url: str) -> int:
    twin = hashlib.sha256(urls.twin(url).encode()).digest()
    [row] = await rows(archive, LEAD, source, urls.digest(url), url, twin)
    lead_id: int = row["lead_id"]
    return lead_id
