"""`Distributed by X on behalf of Y`: who distributes the release, and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from press.grammar.source_line import with_point

_NAME = r"(?P<{}>[^\n]{{2,160}}?)"
_DISTRIBUTOR, _ISSUER = _NAME.format("distributor"), _NAME.format("issuer")
_END = r"\s*[.。]?\s*$"

_FORMS = tuple(
    re.compile(form.replace("DISTRIBUTOR", _DISTRIBUTOR).replace("ISSUER", _ISSUER) + _END, re.IGNORECASE)
    for form in (
        r"^\W{0,3}(?:this (?:press )?release (?:was|is) )?distributed by:? DISTRIBUTOR,? on behalf of ISSUER",
        r"^\W{0,3}(?:communiqu[ée] )?(?:distribu[ée]|diffus[ée])e? par DISTRIBUTOR,? (?:pour le compte (?:du |de la "
        r"|de l[’']|des |de |d[’'])|au nom (?:du |de la |de l[’']|des |de |d[’'])|pour )ISSUER",
        r"^\W{0,3}(?:تم التوزيع|تم توزيعه|تم توزيعها|وزعت|وُزعت|وزعته|التوزيع|توزيع) (?:بواسطة|من قبل|من طرف"
        r"|عبر) DISTRIBUTOR،? ?(?:بالنيابة عن|نيابة عن|نيابةً عن|باسم|لصالح) ISSUER",
        r"^original-content von:? ISSUER, übermittelt durch DISTRIBUTOR",
        r"^\W{0,3}distribuid[oa] por DISTRIBUTOR,? (?:en nombre (?:del |de la |de los |de las |de )|por cuenta (?:del "
        r"|de la |de )|para )ISSUER",
        r"^\W{0,3}distribu[ií]d[oa] (?:pel[oa] |por )DISTRIBUTOR,? (?:em nome (?:do |da |dos |das |de )"
        r"|por conta (?:do |da |de )|para )ISSUER",
    )
)
_ALONE = re.compile(r"^\W{0,3}distributed by\s?:?\s" + _DISTRIBUTOR + _END, re.IGNORECASE)
_LONGEST = 360


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution line, read: `issuer` is None where only the distributor is named."""

    distributor: str
    issuer: str | None


def distribution_of(line: str) -> Distribution | None:
    """What a line such as `Distributed by Example Wire on behalf of Ministry of Examples.` states."""
    if len(line) > _LONGEST:
        return None
    line = " ".join(line.split())
    for form in _FORMS:
        if match := form.match(line):
            return Distribution(_tidy(match["distributor"]), _tidy(match["issuer"]))
    match = _ALONE.match(line)
    # Without "on behalf of" the phrase is ordinary English; only a short capitalised name makes it a distributor's line.
    if match and len(match["distributor"]) <= 60 and _is_name(match["distributor"]):
        return Distribution(_tidy(match["distributor"]), None)
    return None


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) <= 7 and text[0].isupper() and sum(word[0].islower() for word in words) <= 1


def _tidy(name: str) -> str:
    return with_point(name.strip(' .,;:–—-«»"“”'))
