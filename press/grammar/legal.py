"""Notices that the law or lawyers put under a release: forward-looking statements, disclaimers, notes to editors and investors.

They are the issuer's words on this very release, and stay in its text; they end an issuer's self-portrait.
"""

from __future__ import annotations

import re

_NOTICE = re.compile(
    r"^\W{0,4}(?:(?:special |cautionary |legal )?(?:note|notes|notice|statement|language|disclosure|information)s? "
    r"(?:to|for|on|regarding|concerning|about|relating to) (?:the )?"
    r"(?:editors?|investors?|journalists|forward|media|readers|shareholders|safe)"
    r"|forward[- ]looking|cautionary|caution regarding|safe harbou?r|disclaimer|disclosures?\b|legal notice"
    r"|important (?:information|notice|additional)"
    r"|additional information|no offer or solicitation|participants in the solicitation|(?:use of )?non-(?:gaap|ifrs)"
    r"|(?:certain|some) (?:of the )?statements|this (?:press |news |media )?"
    r"(?:release|communication|announcement) (?:contains|includes|may contain"
    r"|does not)|private securities litigation|trademarks?\b|risk factors"
    r"|énoncés prospectifs|déclarations? prospectives?|avertissement"
    r"|note aux (?:rédacteurs|rédactions|éditeurs|journalistes)|notes? à l"
    r"|declaraciones prospectivas|aviso legal|advertencia|nota (?:a|para) (?:los )?(?:editores|redactores)|notas para"
    r"|declarações prospectivas|nota aos editores|ملاحظات? (?:للمحررين|إلى المحررين)|إخلاء (?:ال)?مسؤولية|بيانات تطلعية)",
    re.IGNORECASE,
)


def is_notice(line: str) -> bool:
    """Whether a paragraph opens such a notice, as a heading or with its text after it."""
    return bool(_NOTICE.match(line[:200]))
