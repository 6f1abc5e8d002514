"""`SOURCE X`: the issuer, as wires print it under a release."""

from __future__ import annotations

import re

from press.grammar.wires import is_agency

# In capitals only: `Source: Agency` in ordinary case is how news sites credit a photo or another paper.
_WORDS = ("SOURCE", "FUENTE", "FONTE")
_SOURCE = re.compile(
    r"^(?:SOURCE|FUENTE|FONTE)\s{0,3}[:：]?\s{1,3}(?P<issuer>[^\n]{2,160}?)\s*\.?\s*$|^(?:SOURCE|FUENTE|FONTE)"
    r"[:：](?P<glued>[^\n]{2,160}?)\s*\.?\s*$"
)
_CREDIT = re.compile(r"^(?:Source|Fuente|Fonte|المصدر)\s?[:：]\s{0,3}(?P<issuer>[^\n]{2,100}?)\s*$")
#: What software glues to the line when it drops the break between the two.
_GLUED = re.compile(r"\s{0,3}(?:View original content|Related Links|View source version|https?://).{0,600}$", re.DOTALL)
_SHORTENED = re.compile(r"[\s,](?:Inc|Ltd|Corp|Co|L\.P|S\.A|S\.A\.S|N\.V|B\.V|L\.L\.C|S\.p\.A)$")
#: What companies add to their names at times only.
_FORM = re.compile(
    r"[\s,]{1,2}(?:Inc|Ltd|LLC|LLP|L\.P|LP|Corp|Corporation|Co|Company|Limited|plc|PLC|S\.?A|S\.?A\.?S|GmbH|AG|N\.?V|B\.?V|SE|AB|ASA|Oyj"
    r"|Group|Holdings?)\.?$"
)


def source_of(line: str) -> str | None:
    """The issuer that a line `SOURCE Example Corp.` names."""
    if len(line) > 900 or not (line := line.strip()).startswith(_WORDS):
        return None
    match = _SOURCE.match(_GLUED.sub("", line))
    name = with_point((match["issuer"] or match["glued"]).strip(" :;,")) if match else None
    return name if name and not is_agency(name) else None


def credited_of(line: str) -> str | None:
    """The name in `Source: Example Corp.`, which under a release is its issuer's and under other texts anybody's."""
    match = _CREDIT.match(line.strip()) if len(line) <= 140 else None
    return match["issuer"].strip(" :;,") if match and not is_agency(match["issuer"]) else None


def with_point(name: str) -> str:
    """A name whose last point was taken for a sentence's, with the point that its legal form ends with: `Example Corp.`"""
    return f"{name}." if _SHORTENED.search(name) else name


def core_of(name: str) -> str:
    """A company's name without its legal form, to look for it in a text."""
    for _ in range(2):
        name = _FORM.sub("", name.strip(" .,"))
    return name.removeprefix("The ").strip()
