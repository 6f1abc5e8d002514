"""Attachments: which files of a page have been captured before."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from archive.captures import capture_of
from archive.connection import Archive
from archive.queries import Queries
from archive.reaching import reaching
from press import urls
from press.capture import Capture


async def known(archive: Archive, page: str, files: Collection[str], *, until: datetime | None = None) -> dict[str, Capture]:
    """Of these addresses those that were captured, each with its latest capture; `page` is the address that leads to them.

    `until`: the latest that was made before that instant, if there is one. Raises ArchiveLost.
    """
    if not files:
        return {}
    by_digest = {urls.digest(url): url for url in files}
    asked = {"page": urls.digest(page), "digests": list(by_digest), "until": until}
    async with reaching(archive) as connection:
        rows = await (await connection.execute(Queries("attachments")["known"], asked)).fetchall()
    return {by_digest[row["wanted"]]: capture_of(row) for row in rows}


async def stored_text(archive: Archive, page: str) -> str | None:
    """The digest (sha-256, hex) of the page's headline and text as they were stored last; None for an unknown page.

    Raises ArchiveLost.
    """
    async with reaching(archive) as connection:
        row = await (await connection.execute(Queries("attachments")["text_digest"], {"page": urls.digest(page)})).fetchone()
    return row["text_digest"].hex() if row else None
