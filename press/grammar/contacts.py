"""Whom to ask: the block of names, telephones and addresses under `Contact`."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADING = re.compile(
    r"^\W{0,3}(?:(?:(?:for )?(?:more|further) (?:information|details)(?:,? (?:please )?contact)?|(?:media|press"
    r"|investor|news|company|editorial|public|general)(?: (?:relations|and|&|media|investor|inquiries"
    r"|enquiries)){0,3} contacts?(?: details| information)?"
    r"|contacts?(?: details| information| (?:media|press|presse|prensa|médias|for media))?|media (?:inquiries"
    r"|enquiries|relations)|press office"
    r"|(?:contacts?|relations) (?:presse|médias)|contactos? (?:de )?(?:prensa|medios)|contatos?(?: (?:de|para"
    r"|com a) imprensa)?|assessoria de imprensa"
    r"|(?:للاتصال|للتواصل)(?: (?:الصحفي|الإعلامي|بالصحافة))?"
    r"|جهات الاتصال|للمزيد من المعلومات|الاتصال الإعلامي))"
    r"(?!\w)\W{0,3}(?P<rest>[^\n]{0,200})$",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,120}\.[A-Za-z]{2,12}")
_PHONE = re.compile(r"(?<![\w/.=-])(?:\+|00|\()?\d[\d\s().\-/]{6,22}\d(?![\w/])")
_LONGEST_BELOW = 600
_NAME = re.compile(r"^[^\W\d_][\w.’'\-]{0,30}(?: [^\W\d_][\w.’'\-]{0,30}){1,4}$")


def contact_heading(line: str) -> bool:
    """Whether a line opens a block of contacts (`Media Contact:`, `Contact presse`, `للتواصل`), also with the name glued to
    it.
    """
    first, _, below = line.strip().partition("\n")  # `Contacts<br>Name<br>telephone` is one paragraph
    if len(first) > 200 or len(below) > _LONGEST_BELOW:
        return False
    match = _HEADING.match(first)
    if not match:
        return False
    if below:
        return bool(_EMAIL.search(below) or _PHONE.search(below))
    rest = match["rest"].strip()
    return not rest or bool(_EMAIL.search(rest) or _PHONE.search(rest)) or bool(_NAME.match(rest.split(",")[0]))


def is_contact_line(line: str) -> bool:
    """Whether a line goes on with a block of contacts: a name, a telephone, an address, a title."""
    return len(line) <= 160 and (
        bool(_EMAIL.search(line) or _PHONE.search(line)) or not line.rstrip().endswith((".", "!", "?", "…"))
    )


def contacts_of(lines: Sequence[str]) -> tuple[dict[str, str], ...]:
    """The contacts in the lines of such a block: `name`, `email`, `phone`, `text` (the line as it stands), where they are
    said.
    """
    out: list[dict[str, str]] = []
    current: dict[str, str] = {}
    for line in (part.strip() for whole in lines for part in whole.split("\n")):
        if not line:
            continue
        found: dict[str, str] = {}
        if match := _EMAIL.search(line):
            found["email"] = match[0]
        if match := _PHONE.search(line):
            found["phone"] = " ".join(match[0].split())
        heading = _HEADING.match(line)
        name = (heading["rest"] if heading else line).split(",")[0].strip()
        if not found and _NAME.match(name) and "name" not in current and not (heading and not heading["rest"]):
            found["name"] = name
        if any(key in current for key in found):
            out.append(current)
            current = {}
        current.update(found)
    if current:
        out.append(current)
    return tuple(entry for entry in out if "email" in entry or "phone" in entry)
