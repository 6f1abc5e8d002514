"""Cuts: a text that says of itself that it goes on elsewhere, or that ends within a sentence."""

from __future__ import annotations

import re

#: A line that leads on is short, and among the last ones: a site's own lines may follow it.
_LAST, _LONGEST = 3, 80
#: A line of fewer words that ends without a stop is a name or a place, no broken sentence.
_FEWEST = 8

_LEADS_ON = re.compile(
    r"\W{0,4}(?:(?:click (?:here )?to )?(?:read|learn|see) (?:more|on|the (?:full|whole|rest))|(?:continue|keep) reading"
    r"|full (?:story|text|release)\b|(?:lire|voir) (?:la suite|plus|l[’']int[ée]gralit[ée])|en savoir plus|weiterlesen|mehr lesen"
    r"|(?:leer|ver) más|seguir leyendo|leia mais|ler mais|continue lendo|leggi (?:tutto|di più)|continua a leggere"
    r"|lees (?:meer|verder)|läs mer|les mer|læs mere|czytaj (?:więcej|dalej)|читать (?:далее|дальше|полностью)|devamını oku"
    r"|اقرأ المزيد|قراءة المزيد|تابع القراءة|阅读(?:全文|更多)|閱讀(?:全文|更多)|続きを読む|もっと読む|और पढ़ें)",
    re.IGNORECASE,
)
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.)[\])]?\s*$")


def is_cut(body: str) -> bool:
    """Whether a page's words say that they are not all: "Read more" at the end, three dots, or a sentence that breaks off."""
    lines = [line.strip() for line in body[-2_000:].split("\n") if line.strip()][-_LAST:]
    if not lines:
        return False
    if any(len(line) <= _LONGEST and _LEADS_ON.match(line) for line in lines) or any(map(_BREAKS_OFF.search, lines)):
        return True
    last = lines[-1]
    return last[-1].isalpha() and last[-1].islower() and len(last.split()) >= _FEWEST
