"""A date or an instant, as commands take it."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.exceptions import UsageError


def instant(text: str, said: str) -> datetime:
    """The instant that `text` names: ISO 8601, a date alone is its midnight, and without a zone it is UTC.

    Raises UsageError, which repeats what was `said` on the command line.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{said}: a date such as 2024-01-31, or an instant in ISO 8601") from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
