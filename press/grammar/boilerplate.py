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
#: What institutions are called in languages that write it small, with a capital further on (`À propos du ministère de
#: l'Intérieur`).
_OFFICE = re.compile(
    r"^(?:minist|secr[ée]t|gouvern|gobiern|govern|agen|conse|direc|dire[çc]|soci[ée]|fonda|funda|banqu|banco|offic|institut|universi"
    r"|associa|asocia|commiss|comiss|comis|union|uni[óã]|organisa|organiza|compa|entrepri|empresa|group|grup|programm|program|fonds"
    r"|fondo|fundo|cent|comit|parlement|parlament|cour|autorit|autorid|observatoire|pr[ée]siden|réseau|red |r[ée]gi|ville|cámara"
    r"|c[âa]mara|chambre)\w*\s[^\n]*[A-ZÀ-Ý]",
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
    if not name or len(name.split()) > 12 or (name[0].islower() and not _OFFICE.match(name)):
        return None
    return name
