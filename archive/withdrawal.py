"""Withdrawing a release, and restoring it: its texts are null in every view and its words are in no search, while its pages,
digests and signatures stay, so that copies which come later join it and stay hidden too."""

from __future__ import annotations

from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.changes import advance
from archive.connection import Archive
from archive.json_rows import json_rows
from archive.queries import Queries
from archive.release_ids import release_id_of
from archive.search_words import words
from press.errors import PressError


async def withdraw(archive: Archive, release: str, *, by: str, reason: str) -> UUID:
    """Hide a release; raises PressError where there is none, or where it is hidden already."""
    async with archive.transaction() as connection:
        feed, row = await _locked(connection, release)
        if row["withdrawn_at"] is not None:
            raise PressError(f"{row['release_id']} is withdrawn already, since {row['withdrawn_at']:%Y-%m-%d %H:%M} UTC")
        asked = {"release_id": row["release_id"], "at": feed["at"], "reason": reason, "change_id": feed["change_head"] + 1}
        await connection.execute(Queries("people")["hide"], asked)
        await connection.execute(Queries("releases")["drop_words"], {"releases": [row["release_id"]]})
        await _tell(connection, feed, "withdrawn", row["release_id"], by, reason)
        return UUID(str(row["release_id"]))


async def restore(archive: Archive, release: str, *, by: str, reason: str | None = None) -> UUID:
    """Show a release again that was withdrawn; raises PressError where there is none, or where it is not hidden."""
    async with archive.transaction() as connection:
        feed, row = await _locked(connection, release)
        if row["withdrawn_at"] is None:
            raise PressError(f"{row['release_id']} is not withdrawn: there is nothing to restore")
        asked = {"release_id": row["release_id"], "change_id": feed["change_head"] + 1}
        await connection.execute(Queries("people")["unhide"], asked)
        shown = await (await connection.execute(Queries("people")["shown"], {"release_id": row["release_id"]})).fetchone()
        assert shown is not None  # noqa: S101  # a release shows a page, and a page has a revision
        said = words(shown["headline"], shown["subheadline"], shown["body_text"])
        rows = json_rows([{"release_id": row["release_id"], "words": said}])
        await connection.execute(Queries("releases")["put_words"], {"rows": rows})
        await _tell(connection, feed, "restored", row["release_id"], by, reason)
        return UUID(str(row["release_id"]))


async def _locked(connection: AsyncConnection[DictRow], release: str) -> tuple[DictRow, DictRow]:
    """The feed's row under the membership lock, and the release's."""
    feed = await (await connection.execute(Queries("releases")["lock"])).fetchone()
    asked = {"release_id": await release_id_of(connection, release)}
    row = await (await connection.execute(Queries("people")["release"], asked)).fetchone()
    assert feed is not None  # noqa: S101  # the first migration puts the feed's row there, and nothing takes it away
    assert row is not None  # noqa: S101  # its id was followed under this lock
    return feed, row


async def _tell(
    connection: AsyncConnection[DictRow], feed: DictRow, kind: str, release_id: UUID, by: str, reason: str | None
) -> None:
    query, head = Queries("releases"), feed["change_head"] + 1
    change = {
        "change_id": head, "kind": kind, "release_id": release_id, "url": None, "revision_id": None, "other_release_id": None,
    }  # fmt: skip
    said = {"rows": json_rows([change]), "at": feed["at"], "by": by, "reason": reason}
    await connection.execute(query["insert_changes"], said)
    await advance(connection, feed, change_head=head, signature_head=feed["signature_head"] + 1)
