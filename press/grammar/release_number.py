"""`No. 123/2024`, `CP-24/456`, `IP/24/1234`: the number an office gives its release."""

from __future__ import annotations

import re

_LABELLED = re.compile(
    r"^\W{0,3}(?:(?:press |news |media )?(?:release|statement|communiqué(?: de presse)?|comunicado(?: de prensa)?"
    r"|nota (?:de prensa|à imprensa)|بيان(?: صحفي)?|بلاغ(?: صحفي)?)\s{0,2})?"
    r"(?:N[o°º]\.?|Nº|n[o°º]\.?|Nr\.?|Number|Ref(?:erence)?\.?(?: No\.?)?"
    r"|رقم)\s{0,2}[:：]?\s{0,2}(?P<number>[A-Z]{0,6}[\-/ ]?\d{1,6}(?:[\-/.]\w{1,8}){0,4})\W{0,3}$",
    re.IGNORECASE,
)
_BARE = re.compile(r"^[A-Z]{2,8}[-/ ]{1,2}\d{2,4}[-/]\d{1,6}(?:[-/]\w{1,6})?$")


def release_number_of(line: str) -> str | None:
    """The number, where the whole line is one; None for other lines."""
    line = line.strip()
    if len(line) > 80:
        return None
    if match := _LABELLED.match(line):
        return match["number"].strip()
    return line if _BARE.match(line) else None
