"""Corrections and repeats: a headline that says that its release was sent before, and now stands corrected.

Wires write `/C O R R E C T I O N -- Acme/`, `CORRECTING and REPLACING …`, `CORRECTED AND REPEATED: …`, `/REPEAT -- …/`; offices
put a word of their language and a sign before the headline, or behind it in brackets. A headline about a correction has neither.
"""

from __future__ import annotations

import re
from typing import Literal

Mark = Literal["correction", "repeat"]

_WORDS = (
    r"correction|corrected(?: version| release)?|rectificatif|rectification|errat(?:um|a)(?: corrige)?|corrigendum|berichtigung"
    r"|korrektur|corrección|fe de erratas|correção|rettifica|rectificatie|correctie|rättelse|korrigering|rettelse|sprostowanie"
    r"|oprava|исправление|поправка|düzeltme|تصحيح|تصويب|更正|訂正|정정"
)
_REPEATS = r"repeat(?:ed|ing)?|reissued?|resend|répétition|wiederholung|repetición"
#: What parts a mark from the headline that follows it.
_SIGN = r"\s{0,2}(?::|：|/|\||\)|\]|】|）|》|-{1,2}\s|[–—―])"

_SPACED = re.compile(r"\W{0,4}C ?O ?R ?R ?E ?C ?T ?I ?O ?N(?: OF SOURCE)?(?=\W{0,3}(?:--|[-–—:/|]|$))")
_REPLACING = re.compile(
    r"\W{0,4}(?:CORRECT(?:ING|ED|ION)|Correct(?:ing|ed|ion)) (?:and|AND|&) (?:REPLAC|REPEAT|REISSU|replac|repeat|reissu)\w{2,3}\b"
)
_BEFORE = re.compile(rf"\W{{0,4}}(?:(?P<correction>{_WORDS})|(?:{_REPEATS})){_SIGN}", re.IGNORECASE)
_BEHIND = re.compile(rf"[(\[【（]\s?(?:(?P<correction>{_WORDS})|(?:{_REPEATS}))\s?[)\]】）]\s?$", re.IGNORECASE)
#: Headlines are read so far, in characters.
_LONGEST = 500


def marked(headline: str | None) -> tuple[Mark | None, str]:
    """Which mark a headline bears, and the headline without it. None: none."""
    said = (headline or "")[:_LONGEST]
    for form in (_REPLACING, _SPACED):
        if match := form.match(said):
            return "correction", said[match.end() :].strip(" -–—:/|.")
    if match := _BEFORE.match(said):
        return ("correction" if match["correction"] else "repeat"), said[match.end() :].strip(" -–—:/|)]】")
    if match := _BEHIND.search(said):
        return ("correction" if match["correction"] else "repeat"), said[: match.start()].strip()
    return None, said
