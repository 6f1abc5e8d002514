"""What a source's earlier visits were like, as its row keeps it: bounded, and without any text.

Pages stand in two rows. `recent` are the last ones, on which a sign is looked for. Those that are pushed out of it become
`usual`, what the source is like when all is well, unless something was wrong when they came; after `ACCEPTED` with the same fault
they do all the same, since a site that was changed for good is not ill for ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from press.health.page_seen import PageSeen
from press.health.visit_seen import VisitSeen

RECENT = 24
USUAL = 48
VISITS = 12
ACCEPTED = timedelta(days=45)
VERSION = 1


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """`visits`: figures of the last ones, newest last (`VisitSeen.figures`). `new_at`: when a page that was not known last came;
    `longest`: the longest span between two such. `ill_since`: since when a sign stands."""

    usual: tuple[PageSeen, ...] = ()
    recent: tuple[PageSeen, ...] = ()
    visits: tuple[Mapping[str, Any], ...] = ()
    new_at: datetime | None = None
    longest: timedelta = timedelta()
    ill_since: datetime | None = None
    out: tuple[PageSeen, ...] = ()  # pushed out of `recent` by the visit that is being judged

    def with_visit(self, visit: VisitSeen) -> SourceRecord:
        """The record on which the verdict after a visit is given. Nothing is usual by it yet."""
        first = not self.usual and not self.visits
        pages = _dealt(visit.pages) if first else (*self.recent, *visit.pages)
        recent, out = pages[-RECENT:], pages[:-RECENT]
        new_at, longest = self.new_at, self.longest
        if visit.new:
            if new_at is not None:
                longest = max(longest, visit.finished_at - new_at)
            new_at = visit.finished_at
        return replace(
            self, recent=recent, out=out, new_at=new_at, longest=longest, visits=(*self.visits, visit.figures())[-VISITS:]
        )

    def judged(self, at: datetime, *, ill: bool) -> SourceRecord:
        """The record after the verdict: what was pushed out of the last pages is usual from now on, unless something is wrong."""
        since = (self.ill_since or at) if ill else None
        accepts = since is None or at - since > ACCEPTED
        return replace(self, usual=(*self.usual, *self.out)[-USUAL:] if accepts else self.usual, out=(), ill_since=since)

    def as_json(self) -> dict[str, Any]:
        """For `archive.source.record`."""
        return {
            "version": VERSION,
            "usual": [page.as_json() for page in self.usual],
            "recent": [page.as_json() for page in self.recent],
            "visits": [dict(visit) for visit in self.visits],
            "new_at": self.new_at.isoformat() if self.new_at else None,
            "longest": self.longest.total_seconds(),
            "ill_since": self.ill_since.isoformat() if self.ill_since else None,
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any] | None) -> SourceRecord:
        """A record of another version begins anew."""
        if not said or said.get("version") != VERSION:
            return cls()
        return cls(
            usual=tuple(map(PageSeen.from_json, said["usual"])),
            recent=tuple(map(PageSeen.from_json, said["recent"])),
            visits=tuple(said["visits"]),
            new_at=datetime.fromisoformat(said["new_at"]) if said["new_at"] else None,
            longest=timedelta(seconds=said["longest"]),
            ill_since=datetime.fromisoformat(said["ill_since"]) if said["ill_since"] else None,
        )


def _dealt(pages: Sequence[PageSeen]) -> tuple[PageSeen, ...]:
    """The pages of a first visit, those that will be looked at last being spread evenly over all. A sitemap names releases first
    and topics last: what comes last is then no sample of the source."""
    if len(pages) <= RECENT:
        return tuple(pages)
    looked_at = {i * len(pages) // RECENT for i in range(RECENT)}
    return (*(page for i, page in enumerate(pages) if i not in looked_at), *(pages[i] for i in sorted(looked_at)))
