"""Everything the archive knows of one release, or of an address that is none: for `scrapy show`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.connection import Archive
from archive.queries import Queries
from archive.release_ids import is_address, release_id_of
from press import urls
from press.errors import PressError
from press.identity.keys import address_key, text_key

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tie:
    """Why pages are one release: they have the same words, or one stands at, or names, the other's address."""

    kind: Literal["text", "address", "other"]
    urls: Sequence[str]
    of: str | None  # the address, or the digest of the words


@dataclass(frozen=True, slots=True)
class ReleaseShown:
    """A release with all that belongs to it; rows are those of the public views, in reading order."""

    release: Row
    appearances: Sequence[Row]
    revisions: Sequence[Row]
    attachments: Sequence[Row]
    translations: Sequence[Row]
    aliases: Sequence[Row]
    ties: Sequence[Tie]

    @property
    def shown(self) -> Row:
        """The revision that the release shows."""
        return next(row for row in self.revisions if row["revision_id"] == self.release["revision_id"])


@dataclass(frozen=True, slots=True)
class PageShown:
    """An address at which no release stands. `became` is one word for what became of it, `reason` says more.

    `page` is its latest revision where it is a republisher's own news.
    """

    url: str
    became: str
    reason: str | None
    page: Row | None
    leads: Sequence[Row]
    documents: Sequence[Row]
    captures: Sequence[Row]


async def find(archive: Archive, asked: str) -> ReleaseShown | PageShown:
    """What an id, the beginning of one, or an address leads to; ids that a merge took out of use are followed.

    Raises PressError, in one line, where that is nothing, or more than one release.
    """
    if is_address(asked):
        return await _at(archive, asked)
    async with archive.connection() as connection:
        release_id = await release_id_of(connection, asked)
    return await _release(archive, release_id)


async def _at(archive: Archive, asked: str) -> ReleaseShown | PageShown:
    try:
        url = urls.normalise(asked)
    except ValueError as error:
        raise PressError(f"{asked[:200]} is no web address: {error}") from error
    digest: dict[str, str | bytes] = {
        "url": url, "url_digest": urls.digest(url), "twin_digest": urls.twin_digest(url), "key": address_key(url),
        "evidence": json.dumps([{"address": url}]),
    }  # fmt: skip
    async with archive.connection() as connection:
        found = await _rows(connection, "release_at", digest)
        if not found:
            return await _page(connection, url, digest)
    return await _release(archive, found[0]["release_id"])


async def _page(connection: AsyncConnection[DictRow], url: str, digest: Mapping[str, str | bytes]) -> PageShown:
    own = await _rows(connection, "own_news", digest)
    leads = await _rows(connection, "leads", digest)
    documents = await _rows(connection, "documents", digest)
    captured = await _rows(connection, "captures", digest)
    reason: str | None = None
    if own:
        became, reason = "own_news", "a republisher's page, or a notice, that nothing ties to a release"
    elif leads:
        became, reason = leads[0]["outcome"] or leads[0]["state"], leads[0]["detail"]
    elif documents:
        became, reason = "document", f"a {documents[0]['kind']} in which leads are found"
    elif captured:
        became, reason = "captured", "asked for on the way to another address"
    else:
        raise PressError(f"{url} is not known: no source has named it, and nothing was captured there")
    return PageShown(url, became, reason, own[0] if own else None, leads, documents, captured)


async def _release(archive: Archive, release_id: UUID) -> ReleaseShown:
    asked = {"release_id": release_id}
    async with archive.connection() as connection:
        found = await _rows(connection, "release", asked)
        if not found:
            raise PressError(f"release {release_id} has just been merged into another one: ask again")
        release = found[0]
        group = {**asked, "translation_group": release["translation_group"]}
        appearances = await _rows(connection, "appearances", asked)
        revisions = await _rows(connection, "revisions", asked)
        return ReleaseShown(
            release=release,
            appearances=appearances,
            revisions=revisions,
            attachments=await _rows(connection, "attachments", asked),
            translations=await _rows(connection, "translations", group),
            aliases=await _rows(connection, "aliases", asked),
            ties=_ties(await _rows(connection, "shared_keys", asked), appearances, revisions),
        )


def _ties(shared: Sequence[Row], appearances: Sequence[Row], revisions: Sequence[Row]) -> list[Tie]:
    """Keys are hashes: each is told by what it was made of."""
    addresses = {address_key(row["url"]): row["url"] for row in appearances}
    words = {text_key(row["text_digest"]): row["text_digest"] for row in revisions}
    ties = []
    for row in shared:
        if row["key"] in words:
            ties.append(Tie("text", row["urls"], words[row["key"]]))
        else:
            address = addresses.get(row["key"])
            ties.append(Tie("address" if address else "other", row["urls"], address))
    return ties


async def _rows(connection: AsyncConnection[DictRow], name: str, asked: Mapping[str, Any]) -> list[DictRow]:
    return await (await connection.execute(Queries("showing")[name], asked)).fetchall()
