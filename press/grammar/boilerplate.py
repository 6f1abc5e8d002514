"""`About X`: the paragraph with which an issuer introduces itself under each release."""

from __future__ import annotations

import re

_HEADING = re.compile(
    r"^\W{0,3}(?:About(?: the)?|À propos (?:du|de la|de l[’']|des|de|d[’'])|A propos (?:du|de la|de l[’']|des|de"
    r"|d[’'])|Acerca del?|Sobre(?: el| la| o| a)?|نبذة عن|حول|عن)\s?(?P<name>[^\n]{2,100}?)\s?[:：]?$",
    re.IGNORECASE,
)
#: `About us` and the like head a site's own pages and authors' notes, not an issuer's.
_NO_NAME = re.compile(
    r"^(?:us|me|this|the authors?|the writers?|l[’']auteure?|nous|nosotros|nós|el autor|o autor|it|you|your|how|what|why)\b",
    re.IGNORECASE,
)


def boilerplate_heading(line: str) -> str | None:
    """The name in a heading such as `About Example Corp`, or None."""
    if len(line) > 120 or (
        line.rstrip().endswith((".", "?", "!", ",")) and not line.rstrip().endswith(("Inc.", "Ltd.", "Co.", "Corp.", "S.A."))
    ):
        return None
    match = _HEADING.match(line.strip())
    if not match or _NO_NAME.match(match["name"]):
        return None
    name = match["name"].strip(" :")
    # Names are capitalised; Arabic has no capitals.
    return (
        name if name and (name[0].isupper() or name[0].isdigit() or not name[0].islower()) and len(name.split()) <= 12 else None
    )
