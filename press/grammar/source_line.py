"""`SOURCE X`: the issuer, as wires print it under a release."""

from __future__ import annotations

import re

# In capitals only: `Source: Agency` in ordinary case is how news sites credit a photo or another paper.
_SOURCE = re.compile(
    r"^(?:SOURCE|FUENTE|FONTE|المصدر)\s{0,3}[:：]?\s{1,3}(?P<issuer>[^\n]{2,160}?)\s*\.?\s*$|^(?:SOURCE|FUENTE|FONTE"
    r"|المصدر)[:：](?P<glued>[^\n]{2,160}?)\s*\.?\s*$"
)
#: What software glues to the line when it drops the break between the two.
_GLUED = re.compile(r"\s{0,3}(?:View original content|Related Links|View source version|https?://).{0,600}$", re.DOTALL)


def source_of(line: str) -> str | None:
    """The issuer that a line `SOURCE Example Corp.` names."""
    if len(line) > 900:
        return None
    match = _SOURCE.match(_GLUED.sub("", line.strip()))
    return (match["issuer"] or match["glued"]).strip(" :;,") if match else None
