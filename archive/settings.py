"""What the environment says of the archive; docs/operations.md explains each variable."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Self

import psycopg
from psycopg.conninfo import conninfo_to_dict

from press.errors import CannotStart
from press.revisits import INTERVALS

#: `var/` beside this program, wherever the command is called from.
DEFAULT_ARCHIVE_DIR = Path(__file__).resolve().parent.parent / "var"

_DURATION = re.compile(r"^([0-9]{1,8}(?:\.[0-9]{1,6})?)([smhd])$")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_A_CENTURY = timedelta(days=36_500)  # beyond it, sums with timestamps leave PostgreSQL's and Python's calendars


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """Where the archive is, and the spans that its rules go by.

    `database_url` None means the embedded server in `archive_dir`. `lease`: after it a silent worker's visits are taken over.
    A page counts as gone when its 404 was seen `gone_confirmations` times, `gone_interval` apart. `revisit_intervals`: when a
    known page is looked at again, counted from each look; the last one repeats.
    """

    archive_dir: Path = DEFAULT_ARCHIVE_DIR
    database_url: str | None = field(default=None, repr=False)  # it may hold a password
    lease: timedelta = timedelta(seconds=60)
    gone_confirmations: int = 3
    gone_interval: timedelta = timedelta(days=1)
    revisit_intervals: tuple[timedelta, ...] = INTERVALS

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Raises CannotStart for a value that cannot be used, with the variable's name. An empty variable counts as unset."""
        said = {name: value.strip() for name, value in environ.items() if value.strip()}
        default = cls()
        return cls(
            archive_dir=Path(said["ARCHIVE_DIR"]).expanduser().absolute() if "ARCHIVE_DIR" in said else default.archive_dir,
            database_url=_database(said["DATABASE_URL"]) if "DATABASE_URL" in said else None,
            lease=_seconds("CRAWLER_LEASE", said, default.lease, least=1),
            gone_confirmations=_count("GONE_CONFIRMATIONS", said, default.gone_confirmations),
            gone_interval=_seconds("GONE_INTERVAL", said, default.gone_interval, least=0),
            revisit_intervals=_intervals(said["REVISIT_INTERVALS"]) if "REVISIT_INTERVALS" in said else default.revisit_intervals,
        )

    @property
    def embedded(self) -> bool:
        """Whether the archive's own server is used."""
        return self.database_url is None

    @property
    def idle_in_transaction_timeout(self) -> timedelta:
        """How long a transaction may do nothing before the server ends it: well under the lease, so that a process which was
        frozen under the membership lock has lost it long before its visits are taken over. 15 s is ample for a live one."""
        return min(timedelta(seconds=15), self.lease / 4)

    @property
    def lock_timeout(self) -> timedelta:
        """How long a statement waits for a lock: above the idle timeout, so that who waits behind a frozen one gets its turn."""
        return 2 * self.idle_in_transaction_timeout


def _database(url: str) -> str:
    """The libpq URL (or keyword string) if libpq can read it. The message does not repeat it: it may hold a password."""
    try:
        conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise CannotStart(
            "DATABASE_URL is not a PostgreSQL address; it should read postgresql://USER:PASSWORD@HOST:PORT/DATABASE "
            "(special characters in the password percent-encoded)"
        ) from error
    return url


def _seconds(name: str, said: Mapping[str, str], default: timedelta, *, least: int) -> timedelta:
    if name not in said:
        return default
    try:
        span = timedelta(seconds=float(said[name]))
    except (ValueError, OverflowError):
        span = timedelta(-1)
    if not timedelta(seconds=least) <= span <= _A_CENTURY:
        raise CannotStart(f"{name} is {said[name]!r}; it should be a number of seconds, {least} or more")
    return span


def _count(name: str, said: Mapping[str, str], default: int) -> int:
    if name not in said:
        return default
    if not re.fullmatch(r"[0-9]{1,6}", said[name]) or int(said[name]) < 1:
        raise CannotStart(f"{name} is {said[name]!r}; it should be a whole number, 1 or more")
    return int(said[name])


def _intervals(text: str) -> tuple[timedelta, ...]:
    spans = []
    for part in text.split(","):
        match = _DURATION.match(part.strip())
        span = timedelta(**{_UNITS[match[2]]: float(match[1])}) if match else timedelta()
        if not timedelta() < span <= _A_CENTURY:
            raise CannotStart(
                f"REVISIT_INTERVALS has {part.strip()!r}; it should be spans such as 1h,6h,1d (s, m, h or d), each above zero"
            )
        spans.append(span)
    return tuple(spans)
