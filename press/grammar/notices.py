"""Notices that a release must not be used: `/DISREGARD RELEASE`, `MANDATORY KILL`, `This press release has been withdrawn`.

Only the forms that wires and press offices use for a release of their own. A release about a withdrawal
has other words beside them.
"""

from __future__ import annotations

import re

#: A notice stands in the headline or in one of the first lines, and is short.
_FIRST, _LONGEST = 3, 300

#: In capitals, as wires write it: alone, or with what it is about behind a mark.
_SIGNAL = re.compile(
    r"\W{0,4}(?:(?:MANDATORY |NEWS |EDITORS?.? )?KILL(?: NOTICE)?|RETRACTION|RETRACTED|RELEASE WITHDRAWN|WITHDRAWN RELEASE)"
    r"(?:\W{0,4}$|\s?(?::|[-–—]{1,3}|/)\s?\S)|\W{0,4}DISREGARD (?:PRESS |NEWS )?RELEASE\b|\W{0,4}WITHDRAWN\W{0,4}$"
)
_SAID = re.compile(
    r"\W{0,4}(?:(?:please )?note(?: to editors)?\W{1,3}|nota\W{1,3}|hinweis\W{1,3}|ملاحظة\W{1,3})?"
    r"(?:(?:this|the (?:above|following|previous)) (?:press |news |media )?release (?:has been|was|is) "
    r"(?:withdrawn|retracted|cancell?ed|killed)\b"
    r"|ce communiqué (?:de presse )?(?:a été|est) (?:retiré|annulé)\b|communiqué (?:de presse )?(?:retiré|annulé)\W{0,4}$"
    r"|(?:este comunicado (?:de prensa )?(?:ha sido|fue) (?:retirado|anulado)\b"
    r"|comunicado (?:de prensa )?(?:retirado|anulado)\W{0,4}$)"
    r"|este comunicado (?:de imprensa )?foi (?:retirado|anulado|cancelado)\b|diese pressemitteilung (?:wurde|ist) zurückgezogen\b"
    r"|pressemitteilung zurückgezogen\W{0,4}$|questo comunicato (?:stampa )?è stato (?:ritirato|annullato)\b"
    r"|comunicato (?:stampa )?(?:ritirato|annullato)\W{0,4}$|dit persbericht is ingetrokken\b"
    r"|(?:этот )?пресс-релиз отозван\W{0,4}$"
    r"|تم (?:سحب|إلغاء) هذا (?:البيان|البلاغ)|(?:本新闻稿|本新聞稿|该新闻稿)已(?:撤回|撤销|撤銷))",
    re.IGNORECASE,
)


def is_kill_notice(headline: str | None, body: str) -> bool:
    """Whether a page's own words say that its release is not to be used."""
    lines = [headline or "", *[line for line in body[:2000].split("\n") if line.strip()][:_FIRST]]
    return any(len(line) <= _LONGEST and (_SIGNAL.match(line) or _SAID.match(line)) for line in lines)
