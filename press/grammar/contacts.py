"""Whom to ask: the block of names, telephones and addresses under `Contact`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from press.grammar.places import ends_in_region, is_country

_WORDS = (
    r"(?:(?:for )?(?:more|further|additional) (?:information|details)(?:,? (?:please )?contact)?"
    r"|(?:external |internal )?(?:media|press|investors?|news|company|corporate|editorial|public|general|agency|pr|ir)"
    r"(?: (?:relations|affairs|and|&|media|press|investor"
    r"|inquiries|enquiries)|/(?:media|press|investor|ir|pr)){0,3} contacts?(?: details| information| person)?"
    r"|contacts?(?: details| information| person| us"
    r"| (?:media|press|presse|prensa|médias?|for media|for press|name))?|media (?:inquiries"
    r"|enquiries|relations)|press (?:office|enquiries|inquiries)|investor relations(?: contacts?)?"
    r"|(?:contacts?|relations) (?:presse|médias?|investisseurs)|service (?:de )?presse"
    r"|(?:presse|medien)?kontakt|ansprechpartner(?:in)?|rückfragen(?: bitte)?(?: an)?"
    r"|contactos?(?: (?:de |para |con la )?(?:prensa|medios|los medios))?|contatos?(?: (?:de|para|com a) imprensa)?"
    r"|contatti(?: stampa)?|ufficio stampa|gabinete de (?:prensa|comunicación|comunicação)|assessoria de imprensa"
    r"|(?:للاتصال|للتواصل)(?: (?:الصحفي|الإعلامي|بالصحافة))?"
    r"|(?:(?:媒体|新闻|媒體|新聞)?(?:联系人|联系方式|聯絡人|聯繫人)|お問い?合わせ先?|本件に関する(?:お)?問い?合わせ先?|문\s?의(?:처)?|담당\s?(?:부서|자))"
    r"|جهات الاتصال|للمزيد من المعلومات|لمزيد من المعلومات|الاتصال الإعلامي|جهة الاتصال)"
)
_HEADING = re.compile(rf"^\W{{0,3}}{_WORDS}(?!\w)\W{{0,3}}(?P<rest>[^\n]{{0,300}})$", re.IGNORECASE)
#: `Media Contact:Jane`, `Contact DetailsJane`: the break between heading and name is lost.
_GLUED_HEADING = re.compile(
    r"^(?:Media |Press |Company |Investor |News )?(?:C(?:ontacts?|ONTACTS?)(?: Details| Information)?)"
    r"(?P<rest>[A-ZÀ-Ý][^\n]{2,300})$"
)
_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,120}\.[A-Za-z]{2,12}")
_PHONE = re.compile(r"(?<![\w/.=-])(?:\+|00|\()?\d[\d\s().\-/]{6,22}\d(?![\w/])")
_SIGN = re.compile(
    r"https?://|www\.|^(?:tel|phone|mobile|cell|fax|e-?mail|web ?(?:sites?)?|visit (?:our|us)|follow us|email us|address|twitter"
    r"|facebook|linkedin|instagram|tél|courriel|correo|teléfono|telefone|site)\b",
    re.IGNORECASE,
)
#: Where software drops breaks: before a label, a telephone number's bracket, and between a number and the address after it.
_LOST_BREAK = re.compile(
    r"(?<=[a-z.)\d])(?=Company Website|(?:Tel|Phone|Ph|E-?[Mm]ail|Website|Web|Mobile|Cell|Fax|Office|Direct)\s?:)"
    r"|(?<=[a-z.])(?=\(\d{3}\)\s?\d|\+\d)"
    r"|(?:(?<=\.com)|(?<=\.org)|(?<=\.net)|(?<=\.gov))(?=[A-Z]|www\.)|(?<=[a-z])(?=\d{3}[-.]\d{3}[-.]\d{4})"
    r"|(?:(?<=\d{4})|(?<=Inc\.)|(?<=Ltd\.))(?=[A-Za-z][\w.+-]{0,60}@)"
)
_LONGEST_GLUED = 90
_LONGEST_BELOW, _LONGEST_LINE, _LONGEST_SENTENCE = 600, 160, 60
_NAME = re.compile(
    r"^[^\W\d_][\w.’'\-]{0,30}(?: (?:de|da|do|dos|das|del|della|di|du|la|le|el|al|bin|ben|ibn|van|von|der|den|ter|zu|zur|of|y|e"
    r"|and|&|[^\W\d_a-z][\w.’'\-]{0,30})){0,4} [^\W\d_a-z][\w.’'\-]{0,30}$"
)
_GLUED_NAME = re.compile(r"(?<=[a-z]{3})(?=[A-Z][\w.’'-])|\b(?:Tel|Phone|E-?mail|Email Us Here)\b.{0,300}$")


def contact_heading(line: str) -> bool:
    """Whether a line opens a block of contacts (`Media Contact:`, `Contact presse`, `للتواصل`), also with the name glued to
    it.
    """
    first, _, below = line.strip().partition("\n")  # `Contacts<br>Name<br>telephone` is one paragraph
    if len(first) > 300 or len(below) > _LONGEST_BELOW:
        return False
    match = _HEADING.match(first) or _GLUED_HEADING.match(first)
    if not match:
        return False
    if below:
        return bool(_EMAIL.search(below) or _PHONE.search(below))
    rest = match["rest"].strip()
    if not rest or _EMAIL.search(rest) or _PHONE.search(rest) or _is_name(_name_in(rest)):
        return True
    is_glued = _GLUED_HEADING.match(first) is not None and len(rest) <= _LONGEST_GLUED
    return is_glued and not any(word[0].islower() and len(word) > 3 for word in rest.split())


def is_sentence(line: str) -> bool:
    """`For more information, contact Jane Example at jane@works.example.` states a contact, and is text all the same."""
    words = line.split()
    label = re.match(r"^[^.:]{2,40}:", line)
    return len(line) > _LONGEST_SENTENCE and len(words) >= 8 and not label and line.rstrip().endswith((".", "!", "。"))


def is_contact_line(line: str) -> bool:
    """Whether a line goes on with a block of contacts: a name, a telephone, an address, a title."""
    if is_sentence(line):
        return False
    return len(line) <= _LONGEST_LINE and (
        bool(_EMAIL.search(line) or _PHONE.search(line)) or not line.rstrip().endswith((".", "!", "?", "…"))
    )


def ends_contact(line: str) -> bool:
    """Whether a line has what only contacts have: a telephone, an address, a site. The last such line ends the block."""
    return bool(_EMAIL.search(line) or _PHONE.search(line) or _SIGN.search(line))


def contacts_of(lines: Sequence[str]) -> tuple[dict[str, str], ...]:
    """The contacts in the lines of such a block: `name`, `email`, `phone`, where they are said."""
    out: list[dict[str, str]] = []
    current: dict[str, str] = {}
    for line in (part.strip() for whole in lines for piece in whole.split("\n") for part in _LOST_BREAK.split(piece[:600])):
        if not line:
            continue
        found = _found_in(line, "name" in current and len(current) == 1)
        if any(key in current for key in found):
            out.append(current)
            current = {}
            found = _found_in(line, False)
        current.update(found)
    if current:
        out.append(current)
    return tuple(entry for entry in out if "email" in entry or "phone" in entry)


def _is_name(text: str) -> bool:
    return bool(_NAME.match(text)) and not text[0].islower()


def _found_in(line: str, is_named: bool) -> dict[str, str]:
    """What a line says; a second name after one without a telephone is its bearer's title or house."""
    found: dict[str, str] = {}
    if match := _EMAIL.search(line):
        found["email"] = match[0]
    if match := _PHONE.search(line):
        found["phone"] = " ".join(match[0].split())
    heading = _HEADING.match(line) or _GLUED_HEADING.match(line)
    is_glued = heading is not None and not _HEADING.match(line)
    said = str(heading["rest"]) if heading else line
    name = _name_in(_first_names(said) if is_glued else said)
    is_address = not heading and (_SIGN.search(line) or ends_in_region(line) or is_country(line))
    if _is_name(name) and not is_address and not (is_named and not found):
        found["name"] = name
    return found


def _first_names(text: str) -> str:
    """Of a name with a house's glued behind it, the two words that a person is called by, and a title before them."""
    words = text.split()
    most = 3 if words and words[0].endswith(".") else 2
    return text if len(words) <= 3 else " ".join(words[:most])


def _name_in(text: str) -> str:
    """The name that a line begins with: before the first comma, bracket, dash, telephone, address or lost break."""
    text = re.split(r"[,|(;]|\s[-–—]\s|\s(?:at|on)\s", text.strip(" :-–—"), maxsplit=1)[0]
    for form in (_EMAIL, _PHONE, _GLUED_NAME):
        if match := form.search(text):
            text = text[: match.start()]
    return text.strip(" :-–—,")
