"""Whether something is older than the date that a backfill goes back to."""

from __future__ import annotations

from datetime import datetime, timedelta

from press.instant import Instant


def is_older(since: datetime | None, *instants: Instant | None) -> bool:
    """Whether all that is known of the dates lies before `since`. Nothing known: not older.

    A date without a time covers its whole day, and one without a zone may be half a day off either way: both count as
    older only when no reading of them reaches `since`.
    """
    known = [instant for instant in instants if instant is not None]
    return since is not None and bool(known) and all(_latest(instant) < since for instant in known)


def _latest(instant: Instant) -> datetime:
    moment = instant.at()
    if instant.precision == "day":
        moment += timedelta(days=1)
    if instant.zone is None:
        moment += timedelta(hours=12)  # the westernmost zone is UTC-12
    return moment
