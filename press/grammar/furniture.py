"""Lines that publishing software and wires put around a release: end marks, sharing, plug-ins' remains. They say nothing."""

from __future__ import annotations

import re

from press.dates import parse

_LONGEST = 160
_END_MARK = re.compile(
    r"^\W{0,4}(?:(?:#\s?){2,}|[-–—*•\s]{0,6}(?:ends?|fin|fim|final|fine|30|انتهى)[-–—*•\s]{0,6}|\*{3,}|/{2,})\W{0,4}$",
    re.IGNORECASE,
)
_LINES = re.compile(
    r"^\W{0,4}(?:"
    r"exit mobile version|quitter la version mobile|salir de la versión móvil|sair da versão mobile|الخروج من نسخة الهاتف المحمول"
    r"|for immediate release|not for immediate release|pour (?:diffusion|publication) immédiate|à diffusion immédiate"
    r"|para (?:su )?(?:publicación|difusión|divulgación) inmediata|para (?:divulgação|publicação) imediata|للنشر الفوري"
    r"|check against delivery|seul le prononcé fait foi"
    r"|the issuer is solely responsible for the content of this announcement"
    r"|share this (?:article|release|page|post|story|news)(?: on)?|partager (?:cet article|ce communiqué|cette page)"
    r"|compartir (?:este artículo|esta noticia)|compartilhar?"
    r"|print(?: this)?(?: page| article)?|imprimer|imprimir|download (?:as )?pdf|télécharger (?:le )?pdf"
    r"|skip to (?:main )?content"
    r"|news provided by|nouvelles fournies par|noticias proporcionadas por"
    r"|logo ?[-–—:] ?https?://\S{4,300}|photo ?[-–—:] ?https?://\S{4,300}|video ?[-–—:] ?https?://\S{4,300}"
    r"|related links?|multimedia assets?|media files|download (?:logo|images?|photos?)"
    r")\W{0,4}$",
    re.IGNORECASE,
)
#: WordPress' last paragraph in feeds.
_APPEARED = re.compile(
    r"^(?:The post .{1,300} (?:first appeared|appeared first) on|L[’']article .{1,300} est apparu en premier sur"
    r"|La entrada .{1,300} (?:se publicó primero en|apareció primero en)|O post .{1,300} apareceu primeiro em"
    r"|Der Beitrag .{1,300} erschien zuerst auf"
    r"|ظهرت المقالة .{1,300} أولاً على|L[’']articolo .{1,300} proviene da) .{1,100}$"
)
_FOR_RELEASE = re.compile(
    r"^\W{0,4}(?:for immediate release|for release|pour diffusion immédiate|para (?:su )?(?:publicación|difusión) inmediata"
    r"|para divulgação imediata|للنشر الفوري)\s{0,2}[-–—:|,]?\s{0,2}(?P<date>[^\n]{6,40})$",
    re.IGNORECASE,
)
_HASHTAGS = re.compile(r"^(?:Hashtags?|الوسم)\s?[:：]\s?(?:[#＃][\w-]{1,60}[\s,،]{0,3}){1,20}$")
_PROVIDED_BY = re.compile(
    r"^\W{0,3}(?:News provided by|Nouvelles fournies par|Noticias proporcionadas por)"
    r"\s{0,3}[:：]?\s{0,3}(?P<name>[^\n]{2,120})?$",
    re.IGNORECASE,
)


def is_end_mark(line: str) -> bool:
    """`###`, `# # #`, `-ends-`, `-30-`, `ENDS`, `***`: nothing of the release's own text comes after it."""
    line = line.strip()
    if len(line) > 24 or not _END_MARK.match(line):
        return False
    # A bare word "End" or "Final" in ordinary case may be a heading: marks have dashes, hashes or capitals.
    return not line.isalnum() or line.isupper() or line == "انتهى"


def is_furniture(line: str) -> bool:
    """Whether the whole line is one of the phrases that are never a release's own words."""
    line = line.strip()
    if line and not line[0].isalnum() and len(set(line) - {" "}) == 1:
        return True  # a rule of stars or dashes
    if len(line) > _LONGEST * 3:
        return False
    return bool(_LINES.match(line) or _HASHTAGS.match(line) or _APPEARED.match(line) or is_end_mark(line)) or _is_for_release(
        line
    )


def _is_for_release(line: str) -> bool:
    """`FOR IMMEDIATE RELEASE` with nothing beside it but the day. A headline behind it is text."""
    match = _FOR_RELEASE.match(line)
    return bool(match) and parse(match["date"] if match else None) is not None and len(line) <= 90


def provided_by(line: str) -> str | None:
    """The name in `News provided by X`; '' where the name stands in the next line; None for other lines."""
    match = _PROVIDED_BY.match(line.strip()) if len(line) <= _LONGEST else None
    return (match["name"] or "").strip() if match else None
