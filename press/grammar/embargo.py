"""`Embargoed until …`: the instant before which a release must not be published."""

from __future__ import annotations

import re

from press.dates import parse
from press.instant import Instant

_EMBARGO = re.compile(
    r"^\W{0,4}(?:strictly |under )?(?:embargo(?:ed)?|sous embargo|embargad[oa]|محظور النشر"
    r"|يحظر النشر)(?: for (?:release|publication))?\s{0,2}[:：,]?\s{0,2}"
    r"(?:until|till|jusqu[’']au|jusqu[’']à|hasta(?: el)?|até|حتى|not before)\s{0,2}[:：]?\s{0,2}(?P<when>[^\n]{4,120})$",
    re.IGNORECASE,
)


def embargo_of(line: str, languages: tuple[str, ...] = ()) -> Instant | None:
    """The instant in a line such as `Embargoed until 00:01 GMT, 3 May 2024`; None for other lines."""
    match = _EMBARGO.match(line.strip()) if len(line) <= 200 else None
    return parse(match["when"], languages) if match else None
