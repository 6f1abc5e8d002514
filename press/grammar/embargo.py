"""`Embargoed until …`: the instant before which a release must not be published."""

from __future__ import annotations

import re
from datetime import date, timedelta

from press.dates import parse
from press.grammar.dateline_day import weekday_in
from press.instant import Instant

_EMBARGO = re.compile(
    r"^\W{0,4}(?:(?:strictly |under |for release |hold for release )?"
    r"(?:embargo(?:ed)?|sous embargo|embargad[oa]|bajo embargo|sob embargo|محظور النشر|يحظر النشر|حظر النشر)"
    r"(?: for (?:release|publication))?\s{0,2}[:：,]?\s{0,2}"
    r"(?:until|till|to|jusqu[’']au|jusqu[’']à|hasta(?: el| las)?|até(?: às| ao)?|حتى|not before|before)?"
    r"|not (?:for|to be) (?:publication|release|published|released|broadcast)(?: or broadcast)? (?:before|until)"
    r"|ne pas (?:publier|diffuser) avant(?: le)?|no publicar antes del?|não publicar antes de|hold until)"
    r"\s{0,2}[:：]?\s{0,2}(?P<when>[^\n]{4,120})$",
    re.IGNORECASE,
)


def embargo_of(line: str, languages: tuple[str, ...] = (), on: date | None = None) -> Instant | None:
    """The instant in a line such as `Embargoed until 00:01 GMT, 3 May 2024`; None for other lines.

    A weekday alone (`until 10:00 on Thursday`) is its next, seen from `on`, the day of publication.
    """
    match = _EMBARGO.match(line.strip()) if len(line) <= 200 else None
    if match is None:
        return None
    if stated := parse(match["when"], languages):
        return stated
    weekday = weekday_in(match["when"])
    if on is None or weekday is None:
        return None
    number, start, end = weekday
    day = on + timedelta(days=(number - on.weekday()) % 7)
    rest = f"{match['when'][:start]} {match['when'][end:]}".strip(" ,")
    return parse(f"{day.isoformat()} {rest}", ("en",)) or parse(day.isoformat())
