"""`View original content: URL` and its kin: a wire's pointer to its own copy."""

from __future__ import annotations

import re
from dataclasses import dataclass

from press.grammar.wires import wire_at

_PHRASE = re.compile(
    r"^\W{0,3}(?:(?:View|Read|See) (?:the )?(?:original|source) (?:content|version|press release|release|article)"
    r"|(?:View|Read) (?:the )?(?:full|original) (?:press )?release on\b"
    r"|(?:Voir|Consulte[rz]) (?:le contenu original|la version (?:originale|source)|le communiqué original)"
    r"|(?:Ver|Vea|Consulte) (?:el |la |o |a )?(?:contenido|conteúdo|versión|versão|comunicado) (?:original|fuente|original)"
    r"|(?:شاهد|عرض|اطلع على) (?:المحتوى|النسخة|البيان) (?:الأصلي|الأصلية))",
    re.IGNORECASE,
)
_SITE = re.compile(r"(?<![\w@.])(?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,6}\b")
_URL = re.compile(r"https?://[^\s<>\"')\]]{4,2000}")


@dataclass(frozen=True, slots=True)
class OriginalLink:
    """The line's address, where the line has it in its text, and the wire on whose site it stands."""

    url: str | None
    wire: str | None = None


def original_link_of(line: str) -> OriginalLink | None:
    """What a line such as `View original content to download multimedia: URL` points to; None for other lines."""
    if len(line) > 2600 or not _PHRASE.match(line.strip()):
        return None
    match = _URL.search(line)
    if match:
        return OriginalLink(match[0].rstrip(".,;"), wire_at(match[0]))
    named = _SITE.search(line[:200])
    return OriginalLink(None, wire_at(f"https://{named[0]}/") if named else None)
