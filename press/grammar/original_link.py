"""`View original content: URL` and its kin: a wire's pointer to its own copy."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PHRASE = re.compile(
    r"^\W{0,3}(?:(?:View|Read|See) (?:the )?(?:original|source) (?:content|version|press release|release|article)"
    r"|(?:View|Read) (?:the )?(?:full|original) (?:press )?release on\b"
    r"|(?:Voir|Consulte[rz]) (?:le contenu original|la version (?:originale|source)|le communiqué original)"
    r"|(?:Ver|Vea|Consulte) (?:el |la |o |a )?(?:contenido|conteúdo|versión|versão|comunicado) (?:original|fuente|original)"
    r"|(?:شاهد|عرض|اطلع على) (?:المحتوى|النسخة|البيان) (?:الأصلي|الأصلية))",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"')\]]{4,2000}")


@dataclass(frozen=True, slots=True)
class OriginalLink:
    """The line's address, where the line has it in its text."""

    url: str | None


def original_link_of(line: str) -> OriginalLink | None:
    """What a line such as `View original content to download multimedia: URL` points to; None for other lines."""
    if len(line) > 2600 or not _PHRASE.match(line.strip()):
        return None
    match = _URL.search(line)
    return OriginalLink(match[0].rstrip(".,;") if match else None)
