"""Pages that stand in for the one that was asked for: errors, consent walls, proofs that a person reads."""

from __future__ import annotations

import re

_PARTS = re.compile(r"\s[-|–—·»•]+\s|\s*[|»]\s*|[\n:!]\s|[.!]+$")
_CODE = r"(?:(?:http|error|erreur|fehler|errore|erro|code|status|ошибка|خطأ)[\s#:°-]{0,3}){0,3}(?:40[0134]|410|50[0234])"
_THING = (
    r"(?:(?:oops|sorry|the|this|la|le|esta|a)\W{1,3})?"
    r"(?:page|file|document|url|article|content|resource|p[áa]gina|seite|contenu|صفحة|الصفحة|страница)"
)
_NOT_FOUND = (
    r"(?:(?:(?:was|is|could|can)\s?(?:not|n.t)(?: be)?|not) (?:found|available|exist)|introuvable|non trouvée?|no encontrad[ao]"
    r"|não encontrad[ao]|nicht gefunden|non trovat[ao]|غير موجودة|не найдена)"
)
_ERROR = re.compile(
    rf"(?:{_CODE}\W{{0,3}})?(?:{_THING} (?:(?:you|that|we|requested)\b[\w ,']{{0,50}} )?{_NOT_FOUND}|not found|access denied"
    r"|forbidden|accès refusé|service (?:temporarily )?unavailable|bad (?:request|gateway)|(?:internal )?server error"
    r"|gateway time-?out"
    rf"|unauthorized|error|erreur)\W{{0,3}}(?:{_CODE})?\W{{0,3}}|{_CODE}(?: (?:error|erreur|page))?\W{{0,3}}",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"captcha|verify (?:that )?you are (?:a )?human|enable javascript|checking your browser|before you continue"
    r"|we value your privacy|are you a robot|unusual traffic|avant de continuer",
    re.IGNORECASE,
)
_LOOKED_AT = 2000


def says_error(heading: str) -> bool:
    """Whether a heading, or a part of a title between its separators, is an error's name and nothing else.

    A number alone in a sentence is none: resolutions, bus lines and amounts have such numbers too.
    """
    return any(_ERROR.fullmatch(part.strip()) for part in _PARTS.split(heading[:300]) if part and part.strip())


def asks_for_consent(heading: str, body: str) -> bool:
    """Whether a short page asks for consent, or for a proof that a person reads it."""
    return bool(_CONSENT.search(f"{heading} {body[:_LOOKED_AT]}"))
