"""What a page says of all its clocks: “All times are GMT +1”, as forums and stations write at the foot of their pages."""

from __future__ import annotations

import re

from press.dates.zones import zone_after
from press.extraction.deciding.wall_clocks import SHOWING, is_day_alone
from press.extraction.document import Document
from press.extraction.hearing import Hearing

#: It begins its element, or a part of a line: in a sentence it speaks of a programme.
_ALL_TIMES = re.compile(
    r"[>|(·.]\s{0,9}(?:all times|alle (?:uhr)?zeit(?:en|angaben)|toutes les heures|todas las horas|todos os horários"
    r"|tutti gli orari|alle tijden)"
    r"(?:\s{1,3}(?:are|is|in|shown|listed|given|stated|displayed|sind|der|zeitzone|sont|au|format|en|son|são|no|fuso|sono|nel|zijn))"
    r"{0,4}\s{0,3}:?\s{0,3}(?:<[^<>]{1,80}>\s{0,3})?",
    re.IGNORECASE,
)
_SIGNS = (
    "ll times",
    "lle Zeit",
    "lle Uhrzeit",
    "outes les heures",
    "odas las horas",
    "odos os hor",
    "utti gli orari",
    "lle tijden",
)
_MOST = 20
_NAME = re.compile(r"\(?([A-Z]{3,4})(?![^\W\d_]|\s?[+-])")
#: What is said of every clock was not written for one season: these are the clocks of a place in summer and in winter.
_ALL_YEAR = {
    "EST": "America/New_York", "EDT": "America/New_York", "CST": "America/Chicago", "CDT": "America/Chicago",
    "MST": "America/Denver", "MDT": "America/Denver", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "BST": "Europe/London", "CET": "Europe/Paris", "CEST": "Europe/Paris", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin",
    "EET": "Europe/Athens", "EEST": "Europe/Athens", "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney",
}  # fmt: skip


def hear(document: Document, hearing: Hearing) -> None:
    """Adds the zone of all clocks that the page shows, where it names one and no other, and shows a clock without one."""
    told = [t for field in ("published", "modified") for t in hearing.of(field) if t.witness in SHOWING]
    if all(t.value.zone is not None or is_day_alone(t.value) for t in told) or not document.mentions(*_SIGNS):
        return
    text = document.text
    zones = {
        zone
        for number, said in enumerate(_ALL_TIMES.finditer(text))
        if number < _MOST and (zone := _zone(text[said.end() : said.end() + 60]))
    }
    if len(zones) == 1:
        hearing.add("zone", "page-words", zones.pop(), 0.8)


def _zone(text: str) -> str | None:
    name = _NAME.match(text)
    return (_ALL_YEAR.get(name[1]) if name else None) or zone_after(f" {text}", False)
