"""When a source's pages are learned from, and when what was learned of them has had its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

#: Pages of releases from which on a source is learned from: fewer teach the chance likeness of neighbours.
ENOUGH_PAGES = 8
#: The newest pages that are looked at to see whether the layouts still fit, and how many of them that do not are too many. Half:
#: a site has odd pages (a gallery, a speech), but a template that only half of its new pages have is not its template any more.
NEWEST = 12
TOO_MANY_MISFITS = 6
#: From this fit on a page is one of the layout's. Below it the text was not found, is another than the finders', or stands
#: beside neither the headline nor the day.
FITS = 0.6
#: After lessons in vain the next waits for ENOUGH_PAGES new pages, then for twice as many each time, up to 256.
_MOST_DOUBLINGS = 5


@dataclass(frozen=True, slots=True)
class LastLesson:
    """How the last lesson of a source went.

    `pages` is how many pages of releases it had then, `in_vain` how many lessons in a row found nothing new, `reread_after` the
    capture up to which captures were read again by what it taught (None: all).
    """

    learned_at: datetime
    reason: str
    extractor_version: str
    pages: int
    in_vain: int
    reread_after: UUID | None


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A page that layouts were offered for: `key` of the one it was read by, if any, and how well that fits (0 to 1)."""

    capture_id: UUID
    seen_at: datetime
    key: str | None
    fit: float

    @property
    def is_misfit(self) -> bool:
        """Whether it is a page of none of the layouts."""
        return self.key is None or self.fit < FITS


def is_due(pages: int, last: LastLesson | None, newest: Sequence[LaidOut], *, any_in_force: bool, version: str) -> bool:
    """Whether to learn now: a source with `pages` pages of releases, of which `newest` are the newest, first the very newest."""
    if pages < ENOUGH_PAGES:
        return False
    if last is None:
        return True
    waits = ENOUGH_PAGES << min(last.in_vain - 1, _MOST_DOUBLINGS) if last.in_vain else 0
    waited = pages - last.pages >= waits or last.extractor_version != version
    return waited and (not any_in_force or sum(one.is_misfit for one in newest[:NEWEST]) >= TOO_MANY_MISFITS)


def failed(keys: Sequence[str], newest: Sequence[LaidOut]) -> tuple[list[str], datetime | None]:
    """The layouts that read none of the newest pages any more, and from when on: since the first page of the unbroken row of
    misfits that the very newest ends. Nothing where fewer than TOO_MANY_MISFITS pages speak."""
    run = next((number for number, one in enumerate(newest) if not one.is_misfit), len(newest))
    if run < TOO_MANY_MISFITS:
        return [], None
    return list(keys), newest[run - 1].seen_at
