"""A point in time as a publisher states it: wall clock, zone as far as it is known, and how precise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Precision = Literal["minute", "day"]

_OFFSET = re.compile(r"^([+-])(\d{2}):(\d{2})$")


@lru_cache(maxsize=256)
def zone_of(name: str) -> tzinfo:
    """The time zone for an IANA name (`Africa/Casablanca`) or a fixed offset (`+01:00`).

    Raises ValueError for anything else.
    """
    if match := _OFFSET.match(name):
        sign = -1 if match[1] == "-" else 1
        return timezone(sign * timedelta(hours=int(match[2]), minutes=int(match[3])))
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is neither an IANA time zone nor an offset such as +01:00") from error


@dataclass(frozen=True, slots=True)
class Instant:
    """When something was published, as the publisher said it.

    `local` is the naive wall-clock time in the publisher's zone; at day precision its time is midnight.
    `zone` is an IANA name or a fixed offset such as `+01:00`; None means the page did not say, and the
    source's own zone applies (`at`). Seconds are kept where they were stated, microseconds never.
    """

    local: datetime
    zone: str | None = None
    precision: Precision = "minute"

    def __post_init__(self) -> None:
        if self.local.tzinfo is not None:
            raise ValueError("Instant.local is a wall-clock time: pass a naive datetime and name the zone apart")
        if self.precision == "day" and (self.local.hour, self.local.minute, self.local.second) != (0, 0, 0):
            raise ValueError("an Instant of day precision stands at midnight")

    @classmethod
    def of(cls, moment: datetime, zone: str | None = None) -> Instant:
        """From an aware datetime: its own offset is kept unless `zone` names a better one."""
        if moment.tzinfo is None:
            raise ValueError("a naive datetime has no zone: build the Instant from its parts")
        if zone is not None:
            return cls(moment.astimezone(zone_of(zone)).replace(tzinfo=None, microsecond=0), zone)
        offset = moment.utcoffset() or timedelta()
        minutes = int(offset.total_seconds() // 60)
        name = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
        return cls(moment.replace(tzinfo=None, microsecond=0), name)

    def at(self, default_zone: str = "UTC") -> datetime:
        """The instant in UTC. `default_zone` is used where the publisher named none.

        Day precision: midnight in the zone.
        """
        return self.local.replace(tzinfo=zone_of(self.zone or default_zone)).astimezone(UTC)

    def isoformat(self) -> str:
        """ISO 8601: the date alone at day precision, without an offset where no zone is known."""
        if self.precision == "day":
            return self.local.date().isoformat()
        if self.zone is None:
            return self.local.isoformat()
        return self.local.replace(tzinfo=zone_of(self.zone)).isoformat()
