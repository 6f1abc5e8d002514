"""Releases: a batch of sightings becomes part of the archive, in one transaction.

Before the membership lock: the fence, the captures, a first look at what is known around the batch, the comparing of new readings
with those that share bands with them, and the decision. If another decision was committed in between, a second look under the
lock, only at keys and signatures numbered since and at what the first one found, and the decision anew: it is pure and waits for
nothing. Then the rows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import psycopg
from psycopg import AsyncConnection, AsyncCursor, errors
from psycopg.rows import DictRow
from uuid_utils.compat import uuid7

from archive import captures, leads
from archive.attempts import in_one_transaction
from archive.candidates import ask_crowded, compare_with_each_other, compare_with_known, fresh
from archive.connection import Archive
from archive.decision_rows import DecisionRows, words_in_batch
from archive.fence import Visit, hold
from archive.leads import LeadEnd
from archive.neighbourhood import ask, known_of, look, with_histories, with_ties
from archive.prepared import Prepared, by_position, prepare
from archive.queries import Queries
from archive.translations import make_ready
from press.capture import Capture
from press.identity.decision import Decision, Outcome, decide, pages_of
from press.identity.known import Known
from press.identity.page import Seen
from press.identity.quiet import quiet
from press.identity.ties import Match
from press.release import AS_NOWHERE
from press.sighting import Sighting

#: What no attempt can mend: the values themselves. Of a batch only the culprit fails.
_POISON = (psycopg.DataError, psycopg.IntegrityError, errors.ProgramLimitExceeded, ValueError)


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a sighting. `not_stored`: its values cannot be kept, for the `reason`; its lead has failed with it.

    `is_variant`: another page of the site stands for this one. `lost_release`: no release, where one stood before.
    """

    url: str
    outcome: Outcome
    release_id: UUID | None = None
    revision_id: UUID | None = None
    reason: str | None = None
    is_variant: bool = False
    lost_release: bool = False


async def store(archive: Archive, visit: Visit | None, sightings: Sequence[Sighting], *, by: str) -> list[Stored]:
    """Store a batch; the results stand in its order. `by` says in the change feed who it was (crawl, import, reextract).

    A sighting that cannot be stored fails alone. Raises VisitReplaced where another worker has the visit now, and
    ArchiveLost where the server cannot be reached after several attempts.
    """
    try:
        return await _store_whole(archive, visit, sightings, by)
    except _POISON as fault:
        if len(sightings) > 1:
            return [stored for sighting in sightings for stored in await store(archive, visit, [sighting], by=by)]
        return [await _refuse(archive, visit, sighting, fault) for sighting in sightings]


async def current_id(archive: Archive, release_id: UUID) -> UUID | None:
    """The release that an id stands for today: itself, or what it was merged into. None: there is no such release."""
    async with archive.connection() as connection:
        row = await (await connection.execute(Queries("releases")["follow_alias"], {"release_id": release_id})).fetchone()
    return row["release_id"] if row else None


async def _store_whole(archive: Archive, visit: Visit | None, sightings: Sequence[Sighting], by: str) -> list[Stored]:
    """The batch in one transaction, tried again where that can help. Done twice, it finds everything unchanged."""
    prepared = [
        prepare(position, sighting, sighting.record)
        for position, sighting in enumerate(sightings)
        if sighting.record is not None and sighting.standing in ("release", "own_news")
    ]
    return await in_one_transaction(archive, lambda connection: _store(connection, visit, sightings, prepared, by))


async def _store(
    connection: AsyncConnection[DictRow],
    visit: Visit | None,
    sightings: Sequence[Sighting],
    prepared: Sequence[Prepared],
    by: str,
) -> list[Stored]:
    if visit is not None:
        await hold(connection, visit)
    await captures.add(connection, visit, [capture for sighting in sightings for capture in captures_of(sighting)])
    decision = Decision()
    if prepared:
        decision = await _decide(connection, prepared, by)
    results = [_result(position, sighting, decision) for position, sighting in enumerate(sightings)]
    return await _end_leads(connection, visit, sightings, results)


async def _decide(connection: AsyncConnection[DictRow], prepared: Sequence[Prepared], by: str) -> Decision:
    ready = by_position(prepared)
    batch = [one.seen for one in prepared]
    keys = set().union(*(one.keys for one in prepared))
    rereads = {seen.sighting.rereads for seen in batch if seen.sighting.rereads is not None}
    head, crowded, known = await _first_look(connection, batch, keys, rereads)
    known = await with_histories(connection, known, batch)
    readings = fresh(pages_of(batch, known, uuid7).values())
    candidates = await compare_with_known(connection, readings, crowded)
    matches = [*candidates.matches, *compare_with_each_other(readings, crowded)]
    if others := _others(matches) - known.appearances.keys():
        known = await look(connection, keys, rereads, known={*known.appearances, *others})
        known = await with_histories(connection, known, batch)
    known, decision = await _decided(connection, batch, known, matches)
    words_in_batch(decision, ready)
    make_ready(decision.pages, ready)
    feed = await _row(await connection.execute(Queries("releases")["lock"]))
    if (feed["signature_head"], feed["change_head"]) != (head["signature_head"], head["change_head"]):
        matches += (await compare_with_known(connection, readings, crowded, after=head["signature_head"])).matches
        around = {*known.appearances, *_others(matches)}
        known = await look(connection, keys, rereads, known=around, after=head["signature_head"])
        known = await with_histories(connection, known, batch)
        known, decision = await _decided(connection, batch, known, matches)
    await DecisionRows(decision, known, ready, feed=feed, by=by, crowded=candidates.crowded).write(connection)
    return decision


async def _first_look(
    connection: AsyncConnection[DictRow], batch: Sequence[Seen], keys: Collection[bytes], rereads: Collection[UUID]
) -> tuple[DictRow, set[int], Known]:
    """The feed's row, the bands by which nothing is looked for, and what is known: three questions on one way to the server."""
    async with connection.pipeline():
        feed = await connection.execute(Queries("releases")["head"])
        crowded = await ask_crowded(connection, batch)
        asked = await ask(connection, keys, rereads)
    known = await known_of(connection, asked, keys, rereads)
    return await _row(feed), {row["band"] for row in await crowded.fetchall()}, known


async def _decided(
    connection: AsyncConnection[DictRow], batch: Sequence[Seen], known: Known, matches: Sequence[Match]
) -> tuple[Known, Decision]:
    """The decision, and what it rests on: ties are read only where a page brings something."""
    if not matches and (decision := quiet(pages_of(batch, known, uuid7), known)) is not None:
        return known, decision
    known = await with_ties(connection, known)
    return known, decide(batch, known, uuid7, matches=matches)


def _others(matches: Sequence[Match]) -> set[UUID]:
    """The pages outside the batch that it was found to be like."""
    return {match.other for match in matches if isinstance(match.other, UUID)}


def _result(position: int, sighting: Sighting, decision: Decision) -> Stored:
    if position not in decision.outcomes:
        return Stored(sighting.url, "not_a_release", reason=sighting.reason)
    outcome, release_id, revision_id = decision.outcomes[position]
    page = next(page for page in decision.pages if position in page.revision_of)
    is_variant = decision.home[page.appearance_id].main_id is not None
    return Stored(sighting.url, outcome, release_id, revision_id, is_variant=is_variant)


async def _end_leads(
    connection: AsyncConnection[DictRow], visit: Visit | None, sightings: Sequence[Sighting], results: Sequence[Stored]
) -> list[Stored]:
    """The results, with what the leads tell of them."""
    ends = []
    for sighting, stored in zip(sightings, results, strict=True):
        if sighting.lead_id is not None:
            word = stored.outcome if stored.outcome in ("unchanged", "own_news", "not_a_release") else "stored"
            reason = sighting.reason if word != "stored" else None
            ends.append(LeadEnd(sighting.lead_id, "done", word, reason, look_again=not stored.is_variant))
    with_release = await leads.write_ends(connection, visit, ends)
    await leads.keep_reading(connection, [
        (
            sighting.lead_id, sighting.source_id, sighting.capture.capture_id, sighting.extraction.extractor_version,
            list(sighting.layouts),
        )
        for sighting, stored in zip(sightings, results, strict=True)
        if stored.outcome == "not_a_release" and sighting.capture is not None
        and sighting.extraction.page_kind_reason != AS_NOWHERE  # what the capture alone does not tell is not read from it again
    ])  # fmt: skip
    return [
        replace(stored, lost_release=True) if stored.outcome == "not_a_release" and sighting.lead_id in with_release else stored
        for sighting, stored in zip(sightings, results, strict=True)
    ]


async def _refuse(archive: Archive, visit: Visit | None, sighting: Sighting, fault: Exception) -> Stored:
    """End the lead of a sighting that cannot be stored; its capture is kept."""
    reason = f"{type(fault).__name__}: {str(fault).splitlines()[0] if str(fault) else ''}".replace("\0", "")[:500]
    reason = reason.encode("utf-8", "backslashreplace").decode()
    async with archive.transaction() as connection:
        if visit is not None:
            await hold(connection, visit)
        await captures.add(connection, visit, captures_of(sighting))
        if sighting.lead_id is not None:
            await leads.end(connection, visit, [LeadEnd(sighting.lead_id, "failed", "not_stored", reason)])
    return Stored(sighting.url, "not_stored", reason=reason)


def captures_of(sighting: Sighting) -> list[Capture]:
    """The captures of the page and of its files."""
    return [*([sighting.capture] if sighting.capture is not None else ()), *sighting.attached]


async def _row(cursor: AsyncCursor[DictRow]) -> DictRow:
    """The feed's row."""
    row = await cursor.fetchone()
    assert row is not None  # noqa: S101  # the first migration puts the feed's row there, and nothing takes it away
    return row
