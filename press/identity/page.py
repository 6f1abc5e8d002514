"""One page in a batch: what is known of it, and what the batch's sightings make of its addresses and its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from press.identity.history import Reading, Run, place
from press.identity.known import Appearance, Known
from press.identity.roles import Member
from press.identity.spellings import Evidence, Spellings
from press.identity.variants import Facts
from press.sighting import Record, Sighting
from press.source import SourceKind

_RANK_OF_KIND: dict[SourceKind | None, int] = {
    "ministry": 0, "agency": 0, "intergovernmental": 0, "newswire": 1, "republisher": 2, None: 3,
}  # fmt: skip


#: Columns of a revision that tell of the reading, not of what was read.
_HOW_IT_WAS_READ = frozenset(["extractor_version", "fields_digest", "layouts", "layout_fit"])


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting, prepared: its reading, its fields as the table takes them, its attachments by the digest of their address."""

    position: int
    sighting: Sighting
    record: Record
    reading: Reading
    fields: Mapping[str, Any]
    attachments: frozenset[bytes]


@dataclass(slots=True)
class Page:
    """A page while the decision works on it. `runs` may begin in the middle of the history: at the latest known revision."""

    appearance_id: UUID
    spellings: Spellings
    source_id: str
    kind: SourceKind | None
    is_release: bool
    first_seen_at: datetime
    last_seen_at: datetime
    known: Appearance | None
    runs: list[Run] = field(default_factory=list)
    keys: set[bytes] = field(default_factory=set)
    attachments: set[bytes] = field(default_factory=set)
    said: dict[UUID, Seen] = field(default_factory=dict)  # what the batch brings for a revision, by its id
    revision_of: dict[int, UUID] = field(default_factory=dict)  # a sighting's position -> the revision that has it
    found: bool = False  # whether somebody looked and it was there: what is handed in was found by nobody now
    listed: Seen | None = None  # the sighting by which the page is another source's than it was
    reread: dict[int, bool] = field(default_factory=dict)  # the position of a second reading -> whether anything differs
    order: list[int] = field(default_factory=list)
    stood: Mapping[UUID, datetime] = field(default_factory=dict)  # the beginnings of the revisions that are known

    @classmethod
    def of(cls, appearance_id: UUID, seen: Seen, known: Known, taken: frozenset[str] = frozenset()) -> Page:
        """A page before the batch: as it is known, or new with this sighting. `taken`: addresses that twins of it have."""
        sighting, appearance = seen.sighting, known.appearances.get(appearance_id)
        if appearance is None:
            return cls(
                appearance_id, Spellings({sighting.url}, taken=taken), sighting.source_id, sighting.source_kind, False,
                sighting.seen_at, sighting.seen_at, None,
            )  # fmt: skip
        member = appearance.member
        runs = known.histories.get(appearance_id, (appearance.latest,))
        return cls(
            appearance_id, Spellings.of(member.url, appearance.canonical_url, appearance.evidence, taken), appearance.source_id,
            member.kind, member.is_release, member.first_seen_at, appearance.last_seen_at, appearance, list(runs),
            stood={run.revision_id: run.seen_at for run in runs},
        )  # fmt: skip

    def see(self, seen: Seen, new_id: Callable[[], UUID]) -> None:
        """One sighting more, in the order of their time."""
        sighting = seen.sighting
        self._take(seen)
        self.spellings.see(sighting.url, sighting.redirected_from, sighting.seen_at)
        self.first_seen_at = min(self.first_seen_at, sighting.seen_at)
        self.last_seen_at = max(self.last_seen_at, sighting.seen_at)
        self.found = self.found or sighting.origin == "crawl"
        run = Run(new_id(), sighting.seen_at, sighting.seen_at, seen.reading, sighting=seen.position)
        self.runs = place(self.runs, run, new_id())
        if any(one is run for one in self.runs):
            self.said[run.revision_id] = seen
        self.revision_of[seen.position] = next(
            one.revision_id
            for one in reversed(self.runs)
            if one.seen_at <= sighting.seen_at <= one.last_seen_at and one.reading.is_same(seen.reading)
        )

    def read_again(self, seen: Seen, revision_id: UUID, before: Mapping[str, Any]) -> None:
        """A revision read by newer code: it keeps its id, number and time."""
        self._take(seen)
        self.said[revision_id] = seen
        self.revision_of[seen.position] = revision_id
        self.reread[seen.position] = any(
            before.get(name) != value for name, value in seen.fields.items() if name not in _HOW_IT_WAS_READ
        )
        self.runs = [replace(run, reading=seen.reading) if run.revision_id == revision_id else run for run in self.runs]

    def member(self) -> Member:
        """The page with the fields of its latest revision."""
        latest = self.latest
        seen = self.said.get(latest.copy_of or latest.revision_id)
        if seen is None:
            assert self.known is not None  # noqa: S101  # a page is known or its latest revision comes from the batch
            return replace(
                self.known.member, url=self.url, kind=self.kind, is_release=self.is_release, first_seen_at=self.first_seen_at
            )
        record = seen.record
        return Member(
            self.appearance_id, self.url, self.kind, self.is_release, record.published_at, self.first_seen_at,
            record.issuer, record.distributor, record.wire_ids, seen.reading.text_digest, record.headline,
            len(record.body_text.encode()), record.canonical_url, record.original_url, record.pubstatus == "canceled",
        )  # fmt: skip

    @property
    def to_compare(self) -> list[Seen]:
        """What the batch brings that was not compared with other pages yet, or was as another source's."""
        said = list(self.said.values())
        return [*said, self.listed] if self.is_anothers and self.listed is not None and self.listed not in said else said

    @property
    def is_anothers(self) -> bool:
        """Whether it was known as another source's page, so that what it was found to be like may be found otherwise now."""
        return self.known is not None and self.listed is not None and bool(self.listed.sighting.bands)

    @property
    def url(self) -> str:
        """The address that is shown."""
        return self.spellings.shown

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Its other addresses."""
        return self.spellings.evidence

    @property
    def canonical_url(self) -> str | None:
        """The address that its latest revision names as canonical."""
        seen = self.said.get(self.latest.copy_of or self.latest.revision_id)
        return seen.record.canonical_url if seen is not None else self.known.canonical_url if self.known is not None else None

    @property
    def facts(self) -> Facts:
        """What counts where one of several pages is to stand for all."""
        return Facts(self.appearance_id, self.url, self.canonical_url, self.last_seen_at, self.spellings.redirects)

    @property
    def latest(self) -> Run:
        """The revision that is current after the batch."""
        return self.runs[-1]

    @property
    def brought(self) -> list[int]:
        """Positions of the sightings that became revisions, oldest first."""
        return [run.sighting for run in self.runs if run.sighting is not None]

    @property
    def is_backdated(self) -> bool:
        """Whether a revision that is known turns out to have been there earlier."""
        return any(run.seen_at < self.stood.get(run.revision_id, run.seen_at) for run in self.runs)

    def numbered(self) -> list[tuple[Run, int, UUID | None]]:
        """Each run with its number and the revision before it, as they are after the batch."""
        first = self.runs[0]
        offset = first.number - 1 if first.number is not None and not self._is_whole else 0
        before = first.previous if not self._is_whole else None
        found = []
        for number, run in enumerate(self.runs, offset + 1):
            found.append((run, number, before))
            before = run.revision_id
        return found

    @property
    def _is_whole(self) -> bool:
        return self.known is None or self.runs[0].number in (None, 1)

    def _take(self, seen: Seen) -> None:
        sighting = seen.sighting
        self.order.append(seen.position)
        self.spellings.name(seen.record.canonical_url)
        self.keys.update(sighting.keys)
        self.attachments |= seen.attachments
        self.is_release |= sighting.standing == "release"
        # A page that two sources list belongs to the one that says most of it; a function of the set, like everything here.
        before = self.source_id, self.kind
        self.source_id, self.kind = min(
            before, (sighting.source_id, sighting.source_kind), key=lambda one: (_RANK_OF_KIND[one[1]], one[0])
        )
        if before != (self.source_id, self.kind):
            self.listed = seen
