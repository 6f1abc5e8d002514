"""`About X`: the paragraph with which an issuer introduces itself under each release."""

from __future__ import annotations

import re

from press.grammar.places import is_country

_HEADING = re.compile(
    r"^\W{0,3}(?:About(?: the)?|À propos (?:du|de la|de l[’']|des|de|d[’'])|A propos (?:du|de la|de l[’']|des|de"
    r"|d[’'])|Acerca del?|Sobre(?: el| la| o| a)?|Über(?: die| das| den)?|Informazioni su|(?:نبذة عن|حول|عن)(?=\s)|关于|關於)"
    r"\s?(?P<name>[^\n]{2,100}?)\s?[:：]?$",
    re.IGNORECASE,
)
#: In German every noun has a capital, in Arabic and Chinese none has, and these words open headings of every kind: the name must
#: say that it is an institution's.
_COMMON_WORD = re.compile(r"^\W{0,3}(?:Über|حول|عن|关于|關於)", re.IGNORECASE)
_INSTITUTION = re.compile(
    r"\b(?:GmbH|g?AG|SE|KG|OHG|UG|mbH|e\.\s?V|eG|Inc|Ltd|LLC|Stiftung|Verein|Gruppe|Group|Holding|Institut|Universität|Hochschule|Bank)\b"
    r"|(?:verband|ministerium|gesellschaft|verein|stiftung|institut|bank|werke|agentur|kammer)\b|\b[A-ZÄÖÜ]{2,}\b"
    r"|شركة|وزارة|مجموعة|مؤسسة|بنك|البنك|مصرف|هيئة|جامعة|وكالة|مركز|منظمة|صندوق|الاتحاد|جمعية|معهد|مجلس|شبكة|منصة|المكتب"
    r"|公司|集团|集團|银行|銀行|大学|大學|基金|协会|協會|研究院|研究所"
)
#: Korean and Japanese put the word behind the name; `について` heads any subject, so the name must say that it is a company's.
_HEADING_BEHIND = re.compile(
    r"^\W{0,3}(?:(?P<name>[^\n.。]{0,40}(?:株式会社|会社|法人|財団|グループ)[^\n.。]{0,30})について"
    r"|(?P<korean>[^\n.。]{0,30}(?:회사|기업|기관)) ?소개)\W{0,2}$"
)
#: `About us` and the like head a site's own pages and authors' notes, not an issuer's.
_NO_NAME = re.compile(
    r"^(?:us|me|this|(?:the )?(?:authors?|writers?)|l[’']auteure?|nous|nosotros|nós|el autor|o autor|it|you|your|how|what|why)\b",
    re.IGNORECASE,
)
#: What a release is about, rather than who gives it out: the text under such a heading is the release's own.
_MATTER = re.compile(
    r"^(?:stud(?:y|ies)|survey|reports?|research|events?|programme?s?|projects?|awards?|conference|books?|index|data|polls?|exhibition"
    r"|initiative|campaign|case|bill|act|agreement|transaction|merger|offer(?:ing)?|methodology|tournament|festival|exhibit|job|position"
    r"|role|product|film|show|series|competition|contest|scholarship|grant|fund|summit|trial|course|tour|album|article|photos?|story"
    r"|l[’'](?:étude|enquête|événement)|étude|enquête|encuesta|estudio|estudo|proyecto|projeto|الدراسة|المشروع|البرنامج)\b",
    re.IGNORECASE,
)
_MATTER_BEHIND = re.compile(
    r"\b(?:summit|conference|festival|congress|forum|index|report|survey|awards?|prize|games|cup|programme?|exhibition|expo|fair|week"
    r"|book|film|album|study|project|initiative|campaign|sommet|salon|cumbre|feria)(?: \d{4})?$",
    re.IGNORECASE,
)
#: What institutions are called in languages that write it small, with a capital further on (`À propos du ministère de
#: l'Intérieur`).
_OFFICE = re.compile(
    r"^(?:minist|secr[ée]t|gouvern|gobiern|govern|agen|conse|direc|dire[çc]|soci[ée]|fonda|funda|banqu|banco|offic|institut|universi"
    r"|associa|asocia|commiss|comiss|comis|union|uni[óã]|organisa|organiza|compa|entrepri|empresa|group|grup|programm|program|fonds"
    r"|fondo|fundo|cent|comit|parlement|parlament|cour|autorit|autorid|observatoire|pr[ée]siden|réseau|red |r[ée]gi|ville|cámara"
    r"|c[âa]mara|chambre)\w*\s[^\n]*[A-ZÀ-Ý]",
)
#: `About Example Corp.: Example Corp. is …`   `About Example CorpExample Corp is …`, where software dropped the break
_NAME_AGAIN = re.compile(
    r"^(?:About|À propos de|Acerca de|Sobre)(?: [Tt]he)?\s(?P<name>[^\W_][^\n]{2,80}?)"
    r"(?:,? (?:Inc|Ltd|LLC|Corp|Co|plc|PLC|L\.?P|S\.?A|AG|SE)\.?)?\s?[®™:.–—-]{0,3}\s{0,2}(?:The )?(?P=name)"
)
_WITH_COLON = re.compile(r"^(?:About|À propos de|Acerca de|Sobre)\s(?P<name>[^\n:.?!]{2,80})\s?:\s{0,2}(?=[A-Z])")
#: `ABOUT EXAMPLE CORP Founded in …`: in capitals the heading ends where they end.
_IN_CAPITALS = re.compile(r"^ABOUT (?P<name>[A-Z0-9][A-Z0-9 &,.'’-]{2,80}) (?=[A-Z][a-z])")
_LEGAL_FORMS = ("Inc.", "Ltd.", "Co.", "Corp.", "S.A.", "L.P.", "plc.", "N.V.")
_LONGEST = 120


def is_issuer(name: str) -> bool:
    """Whether one who is portrayed can issue a release: an event, a prize and a publication cannot."""
    return not _MATTER_BEHIND.search(name)


def boilerplate_heading(line: str) -> str | None:
    """The name in a heading such as `About Example Corp`, or None."""
    line = line.strip()
    if len(line) > _LONGEST or (
        line.endswith((".", "?", "!", ","))
        and not line.endswith(("Inc.", "Ltd.", "Co.", "Corp.", "S.A.", "L.P.", "plc.", "N.V."))
    ):
        return None
    if match := _HEADING.match(line):
        is_any = _COMMON_WORD.match(line) and not line.startswith("نبذة") and not _INSTITUTION.search(match["name"])
        return None if is_any else _name(match["name"])
    behind = _HEADING_BEHIND.match(line)
    return _name(behind["name"] or behind["korean"]) if behind else None


def boilerplate_of(paragraph: str) -> str | None:
    """The name where a paragraph opens an issuer's portrait: the heading alone, or heading and text in one."""
    first, _, below = paragraph.strip().partition("\n")
    if name := boilerplate_heading(first):
        return name
    if below or len(first) <= _LONGEST // 2:
        return None
    if match := _NAME_AGAIN.match(first) or _WITH_COLON.match(first) or _IN_CAPITALS.match(first):
        return _name(match["name"])
    return None


def _name(text: str) -> str | None:
    name = text.strip(" :®™")
    # Names are capitalised; Arabic and the scripts of East Asia have no capitals.
    # A title in quotation marks is a work that the text is about.
    if (
        not name
        or not name[0].isalnum()
        or _NO_NAME.match(name)
        or _MATTER.match(name)
        or len(name.split()) > 12
        or is_country(name)
    ):
        return None
    return None if name[0].islower() and not _OFFICE.match(name) else name
