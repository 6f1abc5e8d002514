"""Notices that a release must not be used: `/DISREGARD RELEASE`, `MANDATORY KILL`, `This press release has been withdrawn`.

Only the forms that wires and press offices use for a release of their own. A release about a withdrawal
has other words beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from press.text import word_count

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


#: A notice about a release of another address is no longer than this, in words: what has the release's text beside it is the
#: release itself, killed in its place.
_SHORT = 150
#: What is read of a notice for what it names, in characters.
_READ = 3000
_MARK = re.compile(r"\W{0,4}[A-Z. ]{4,40}?\s?(?::|[-–—]{1,3}|/)\s?(?=\S)")
_QUOTED = re.compile(r"[“\"«„‘]\s?([^“”\"«»„‘\n]{12,300})\s?[”\"»“’]")
_NAMED = re.compile(
    r"\brelease,? (?:entitled |titled |headed )?([^\W\d_][^\n]{12,250}?),? (?:which )?(?:was )?"
    r"(?:issued|distributed|published|sent)\b"
)
_ID = re.compile(r"(?<![\w.,/-])\d{6,14}(?![\w.,]\d|\w)")


@dataclass(frozen=True, slots=True)
class Named:
    """What a notice says of the release that it is about: what may be its headline, and what may be its wire's number."""

    titles: tuple[str, ...]
    ids: tuple[str, ...]


def about_another(headline: str | None, body: str) -> Named | None:
    """What a kill notice names that stands at an address of its own; None where the page is no such notice."""
    if not is_kill_notice(headline, body) or word_count(body) > _SHORT:
        return None
    said = f"{headline or ''}\n{body}"[:_READ]
    titles = [match[1] for form in (_QUOTED, _NAMED) for match in form.finditer(said)]
    if headline and (mark := _MARK.match(headline)) and _SIGNAL.match(headline):
        titles.append(headline[mark.end() :].strip(" /"))
    named = Named(tuple(dict.fromkeys(titles)), tuple(dict.fromkeys(_ID.findall(said))))
    return named if named.titles or named.ids else None
