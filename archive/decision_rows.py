"""Writing a decision: every kind of row in one statement, all of them in one pipeline, under the membership lock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import DictRow

from archive.canonical_addresses import addresses_that_move, named, renamed
from archive.changes import advance
from archive.json_rows import json_row, json_rows
from archive.prepared import Prepared
from archive.queries import Queries
from archive.search_words import words
from archive.translations import claim, regroup
from press import urls
from press.identity import likeness, signature
from press.identity.decided import Change
from press.identity.decision import Decision, Place
from press.identity.known import Known
from press.identity.page import Page

#: Bytes of a sha-256.
DIGEST = 32


def words_in_batch(decision: Decision, prepared: Mapping[int, Prepared]) -> dict[UUID, str]:
    """The search words of the revisions that are to be shown and that the batch itself brings.

    Asked once before the lock, on what the first look led to: making them is most of the work on a page.
    """
    brought = {revision_id: seen.position for page in decision.pages for revision_id, seen in page.said.items()}
    copies = {run.revision_id: run.copy_of for page in decision.pages for run in page.runs if run.copy_of is not None}
    wanted = [row.words_of for row in decision.releases if row.words_of is not None]
    return {
        one: prepared[position].words
        for one in wanted
        if (position := brought.get(one, brought.get(copies.get(one, one)))) is not None
    }


class DecisionRows:
    """The rows of one decision. `at` is the instant of the lock; `change_head` and `signature_head` are the feed's before it.
    `reason` is a person's, where one decided."""

    def __init__(
        self, decision: Decision, known: Known, prepared: Mapping[int, Prepared], *, feed: DictRow, by: str,
        crowded: Collection[int] = (), reason: str | None = None,
    ) -> None:  # fmt: skip
        self._decision = decision
        self._known = known
        self._prepared = prepared
        self._feed = feed
        self._at: datetime = feed["at"]
        self._by = by
        self._reason = reason
        self._signature_before: int = feed["signature_head"]
        self._change_before: int = feed["change_head"]
        self._keys = self._new_keys()
        self._signature_head = self._signature_before + max(1, len(self._keys))
        self._crowded = crowded

    async def write(self, connection: AsyncConnection[DictRow]) -> None:
        """All rows, in an order that foreign keys and unique numbers allow; then the feed's row and the hint."""
        query, decision = Queries("releases"), self._decision
        texts = await self._texts(connection)
        addresses = addresses_that_move(decision, self._known)
        shown_as = await named(connection, addresses)
        change_head = self._change_before + len(decision.changes)
        moved_words = [
            {"release_id": row.release_id, "words_from": row.words_from}
            for row in decision.releases
            if row.words_from is not None
        ]
        async with connection.pipeline():
            await self._rows(connection, "move_words", moved_words)
            if decision.merges:
                gone = [merge.old_release_id for merge in decision.merges]
                await connection.execute(query["drop_words"], {"releases": gone})
                await self._rows(connection, "insert_aliases", [
                    {"old_release_id": merge.old_release_id, "release_id": merge.release_id, "appearances": merge.appearances}
                    for merge in decision.merges
                ], at=self._at)  # fmt: skip
            await self._write_pages(connection)
            await self._rows(connection, "place_appearances", [
                {"appearance_id": id_, **place.as_row()} for id_, place in decision.placed
            ])  # fmt: skip
            await self._rows(connection, "insert_keys", [
                {"key": key, "appearance_id": id_, "number": number}
                for number, (key, id_) in enumerate(self._keys, self._signature_before + 1)
            ])  # fmt: skip
            await self._write_ties(connection)
            await self._write_releases(connection, texts)
        touched = {row.release_id for row in decision.releases}
        touched |= await claim(connection, decision.pages, self._prepared)
        linked = await regroup(connection, touched, change_head)
        change_head += len(linked)
        told = {row.release_id for row in decision.releases}.union(linked, (merge.old_release_id for merge in decision.merges))
        others = await renamed(connection, shown_as, addresses, told=told, change_head=change_head)
        change_head += len(others)
        changes = [*decision.changes, *(Change("linked", one) for one in linked), *(Change("updated", one) for one in others)]
        async with connection.pipeline():
            if changes:
                await self._rows(connection, "insert_changes", [
                    {"change_id": number, "kind": change.kind, "release_id": change.release_id, "url": change.url,
                     "revision_id": change.revision_id, "other_release_id": change.other_release_id}
                    for number, change in enumerate(changes, self._change_before + 1)
                ], at=self._at, by=self._by, reason=self._reason)  # fmt: skip
            await advance(connection, self._feed, change_head=change_head, signature_head=self._signature_head)

    async def _write_releases(self, connection: AsyncConnection[DictRow], texts: Mapping[UUID, str]) -> None:
        decision = self._decision
        last: dict[UUID, int] = {}
        for number, change in enumerate(decision.changes, self._change_before + 1):
            last[change.release_id] = number
            if change.kind == "split" and change.other_release_id is not None:
                last[change.other_release_id] = number  # what came off is told by no row of its own
        await self._rows(connection, "put_releases", [
            {"release_id": row.release_id, "change_id": last[row.release_id], "appearance_id": row.shown.appearance_id,
             "issuer": row.shown.issuer, "distributor": row.shown.distributor, "wire_ids": row.shown.wire_ids,
             "withdrawn_at": row.withdrawn_at, "withdrawn_reason": row.withdrawn_reason, "is_canceled": row.shown.is_canceled}
            for row in decision.releases
        ])  # fmt: skip
        await self._rows(connection, "put_words", [
            {"release_id": row.release_id, "words": texts[row.words_of]} for row in decision.releases if row.words_of is not None
        ])  # fmt: skip
        if hidden := [row.release_id for row in decision.releases if row.withdrawn_at is not None]:
            await connection.execute(Queries("releases")["drop_words"], {"releases": hidden})
        if decision.merges:
            gone = [merge.old_release_id for merge in decision.merges]
            await connection.execute(Queries("releases")["drop_releases"], {"releases": gone})

    async def _write_ties(self, connection: AsyncConnection[DictRow]) -> None:
        """Ties, and what others are found by: the signatures of readings that are new, or were made anew."""
        signatures = []
        for page in self._decision.pages:
            for revision_id, seen in page.said.items():
                if seen.sighting.bands or seen.position in page.reread:
                    signatures.append({
                        "revision_id": revision_id, "appearance_id": page.appearance_id, "bands": seen.sighting.bands,
                        "rules": signature.RULES, "text_digest": seen.reading.text_digest, "glance": seen.sighting.glance,
                    })  # fmt: skip
        await self._rows(connection, "put_signatures", signatures, number=self._signature_head)
        if self._decision.dropped:
            rows = json_rows({"first_id": first, "second_id": second} for first, second in self._decision.dropped)
            await connection.execute(Queries("reidentify")["drop_ties"], {"rows": rows})
        await self._rows(connection, "put_ties", [
            {"first_id": tie.first, "second_id": tie.second, "kind": tie.kind, "part_id": tie.part, "score": tie.score,
             "similarity": tie.similarity, "evidence": tie.evidence}
            for tie in self._decision.ties
        ], rules=likeness.RULES)  # fmt: skip
        if self._crowded:
            await connection.execute(Queries("candidates")["put_crowded"], {"bands": sorted(self._crowded)})

    async def _write_pages(self, connection: AsyncConnection[DictRow]) -> None:
        pages = self._decision.pages
        changed, seen, reread, found = [], [], [], []
        for page in pages:
            home = self._decision.home[page.appearance_id].as_row()
            place = {"appearance_id": page.appearance_id, "is_release": page.is_release, **home}
            if page.known is not None and page.found and (page.known.missing or page.known.gone):
                found.append(page.appearance_id)
            if page.known is not None and len(page.reread) == len(page.order):
                reread.append(place)
            elif page.known is not None and self._is_unmoved(page):
                seen.append({"appearance_id": page.appearance_id, "last_seen_at": page.last_seen_at})
            else:
                url = page.url
                changed.append(place | {
                    "url": url, "url_digest": urls.digest(url), "source_id": page.source_id,
                    "evidence": [one.as_json() for one in page.evidence],
                    "revision_id": page.latest.revision_id, "first_seen_at": page.first_seen_at,
                    "last_seen_at": page.last_seen_at,
                })  # fmt: skip
        await self._rows(connection, "insert_appearances", changed)
        await self._rows(connection, "see_appearances", seen)
        await self._rows(connection, "reread_appearances", reread)
        if found:
            await connection.execute(Queries("releases")["find_appearances"], {"appearances": found})
        await self._write_revisions(connection)
        attachments: dict[tuple[UUID, bytes], dict[str, Any]] = {}
        for page in pages:
            had = page.known.attachments if page.known is not None else frozenset()
            for position in page.order:
                for key, one in self._prepared[position].attachments.items():
                    digest = key[:DIGEST]
                    # Of two sightings in a batch the one that has the file counts.
                    if key not in had and (one.sha256 is not None or (page.appearance_id, digest) not in attachments):
                        attachments[page.appearance_id, digest] = {
                            "appearance_id": page.appearance_id, "url_digest": digest, "url": urls.normalise(one.url),
                            "media_type": one.media_type, "title": one.title, "byte_size": one.byte_size,
                            "sha256": bytes.fromhex(one.sha256) if one.sha256 else None, "capture_id": one.capture_id,
                            "body_text": one.body_text,
                        }  # fmt: skip
        await self._rows(connection, "insert_attachments", attachments.values())

    async def _write_revisions(self, connection: AsyncConnection[DictRow]) -> None:
        """What moved first, so that no number is taken twice; then new ones, then copies of what may be new itself."""
        moved, inserted, copied, rewritten = [], [], [], []
        for page in self._decision.pages:
            stored = self._stored_runs(page)
            for run, number, previous in page.numbered():
                frame = {
                    "revision_id": run.revision_id, "number": number, "previous_revision_id": previous, "seen_at": run.seen_at,
                    "last_seen_at": None if run.revision_id == page.latest.revision_id else run.last_seen_at,
                }  # fmt: skip
                if run.copy_of is not None:
                    copied.append(frame | {"copy_of": run.copy_of})
                elif run.sighting is not None:
                    prepared = self._prepared[run.sighting]
                    capture = prepared.seen.sighting.capture
                    frame |= {"appearance_id": page.appearance_id, "capture_id": capture.capture_id if capture else None}
                    inserted.append(f"{json_row(frame)[:-1]},{prepared.content}}}")
                elif frame != stored[run.revision_id]:
                    moved.append(frame)
            for position, differs in page.reread.items():
                frame = {"revision_id": page.revision_of[position], "differs": differs}
                rewritten.append(f"{json_row(frame)[:-1]},{self._prepared[position].content}}}")
        query = Queries("releases")
        await self._rows(connection, "move_revisions", moved)
        for name, ready in (("insert_revisions", inserted), ("rewrite_revisions", rewritten)):
            if ready:
                await connection.execute(query[name], {"rows": f"[{','.join(ready)}]"})
        await self._rows(connection, "copy_revisions", copied)

    def _stored_runs(self, page: Page) -> dict[UUID, dict[str, Any]]:
        """The known revisions' numbers and times as the table has them."""
        if page.known is None:
            return {}
        runs = self._known.histories.get(page.appearance_id, (page.known.latest,))
        latest = page.known.latest.revision_id
        return {
            run.revision_id: {
                "revision_id": run.revision_id, "number": run.number, "previous_revision_id": run.previous,
                "seen_at": run.seen_at,
                "last_seen_at": None if run.revision_id == latest else run.last_seen_at,
            }
            for run in runs
        }  # fmt: skip

    def _is_unmoved(self, page: Page) -> bool:
        """Whether nothing of a known page's row changed but the time it was last seen."""
        known = page.known
        assert known is not None  # noqa: S101  # asked of known pages only
        return (
            page.latest.revision_id == known.latest.revision_id
            and page.first_seen_at == known.member.first_seen_at and page.source_id == known.source_id
            and page.is_release == known.member.is_release
            and self._decision.home[page.appearance_id] == Place.of(known)
            and page.url == known.member.url and page.evidence == known.evidence
        )  # fmt: skip

    def _new_keys(self) -> list[tuple[bytes, UUID]]:
        """Keys that a page did not have. Of a known page those of the batch were read, so nothing is written twice."""
        return [
            (key, page.appearance_id)
            for page in self._decision.pages
            for key in sorted(page.keys - (page.known.keys if page.known is not None else frozenset()))
        ]

    async def _texts(self, connection: AsyncConnection[DictRow]) -> dict[UUID, str]:
        """The search words of every revision that is shown anew; those outside the batch, which are few, are read here."""
        ready = words_in_batch(self._decision, self._prepared)
        copies = {run.revision_id: run.copy_of for page in self._decision.pages for run in page.runs if run.copy_of is not None}
        wanted = {row.words_of for row in self._decision.releases if row.words_of is not None} - ready.keys()
        if wanted:
            originals = {copies.get(one, one): one for one in wanted}
            cursor = await connection.execute(Queries("releases")["texts"], {"revisions": list(originals)})
            for row in await cursor.fetchall():
                ready[originals[row["revision_id"]]] = words(row["headline"], row["subheadline"], row["body_text"])
        return ready

    async def _rows(
        self, connection: AsyncConnection[DictRow], name: str, rows: Iterable[Mapping[str, Any]], **more: Any
    ) -> None:
        found = list(rows)
        if found:
            await connection.execute(Queries("releases")[name], {"rows": json_rows(found), **more})
