"""Zones as people write them (`EST`, `GMT+1`, `+0200`) to the names that `Instant` knows."""

from __future__ import annotations

import re

#: What may follow a clock: `GMT+3`, `(UTC+05:30)`, `+0200`, `WIB`, `heure GMT`; a name of letters is in capitals, for French has
#: `14h05 cet été` and `14:05 est`. After `am` and `pm`, which are English, small ones are heard too.
_AFTER = re.compile(
    r"^[\s,;]{0,3}[(\[]?\s?(?:heure\s|hora\s|время\s|по\s)?((?:GMT|UTC|UT|gmt|utc)\s?[+\-\u2212\u2013]\s?\d{1,2}(?::?\d{2})?"
    r"|[+\u2212-]\d{2}:?\d{2}(?!\d)|[A-Z]{1,4}(?![^\W\d_])|МСК|мск|gmt|utc)"
)
_SMALL_AFTER = re.compile(r"^\s?\(?([a-z]{2,4})(?![^\W\d_])")
#: Zones that are said in words, and are of one offset or place.
_WORDED = (
    (
        re.compile(r"^[\s,(]{0,3}Eastern(?: Time)?(?![^\W\d_])(?! (?:Standard|Daylight|Europe|Africa|Australia))"),
        "America/New_York",
    ),
    (re.compile(r"^[\s,(]{0,3}Pacific(?: Time)?(?![^\W\d_])(?! (?:Standard|Daylight))"), "America/Los_Angeles"),
    (re.compile(r"^[\s,(]{0,3}Central Time"), "America/Chicago"),
    (re.compile(r"^[\s,(]{0,3}Mountain Time"), "America/Denver"),
    (re.compile(r"^[\s,(]{0,3}Central European Time"), "+01:00"),
    (re.compile(r"^[\s,(]{0,3}Central European Summer Time"), "+02:00"),
    (re.compile(r"^[\s,(]{0,3}Greenwich Mean Time"), "+00:00"),
    (re.compile(r"^[\s,(]{0,3}(?:بتوقيت|توقيت)\s(?:غرينت?ش|جرينت?ش|غرينيتش)"), "+00:00"),
    (re.compile(r"^[\s,(]{0,3}(?:по московскому времени|московского времени|Moscow time)"), "+03:00"),
    (re.compile(r"^[\s(（]{0,3}(?:北京时间|北京時間)"), "Asia/Shanghai"),
    (re.compile(r"^[\s(（]{0,3}日本時間"), "Asia/Tokyo"),
)

_OFFSET = re.compile(r"^(?:GMT|UTC|UT)?\s*([+\-\u2212\u2013])\s*(\d{1,2})(?::?(\d{2}))?$", re.IGNORECASE)

#: RFC 822 §5.1 names the North American ones. The others are the civil zones that releases state; names that two
#: countries use for different offsets (IST, CST outside North America, AST) are read as RFC 822 has them or not at all.
_NAMED = {
    "Z": "+00:00", "UT": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "WET": "+00:00",
    "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00",
    "PDT": "-07:00",
    "AKST": "-09:00", "AKDT": "-08:00", "HST": "-10:00",
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "BST": "+01:00", "WEST": "+01:00", "CET": "+01:00", "MEZ": "+01:00", "CEST": "+02:00", "MESZ": "+02:00", "EET": "+02:00",
    "EEST": "+03:00", "MSK": "+03:00", "МСК": "+03:00", "KSA": "+03:00", "TRT": "+03:00", "IRST": "+03:30", "AZT": "+04:00",
    "UZT": "+05:00", "NPT": "+05:45", "WITA": "+08:00", "WIT": "+09:00", "PHT": "+08:00", "COT": "-05:00", "PET": "-05:00",
    "WAT": "+01:00", "CAT": "+02:00", "SAST": "+02:00", "EAT": "+03:00", "GST": "+04:00", "PKT": "+05:00", "WIB": "+07:00",
    "ICT": "+07:00",
    "HKT": "+08:00", "SGT": "+08:00", "MYT": "+08:00", "AWST": "+08:00", "JST": "+09:00", "KST": "+09:00", "AEST": "+10:00",
    "AEDT": "+11:00",
    "NZST": "+12:00", "NZDT": "+13:00", "BRT": "-03:00", "ART": "-03:00",
}  # fmt: skip


def zone_from(text: str | None) -> str | None:
    """The offset or IANA name for what a publisher wrote after a time; None where it is none, or names two zones."""
    if not text:
        return None
    text = text.strip()
    if match := _OFFSET.match(text):
        hours, minutes = int(match[2]), int(match[3] or 0)
        if hours > 14 or minutes > 59:  # UTC+14 is the furthest there is
            return None
        sign = "+" if match[1] == "+" or (hours, minutes) == (0, 0) else "-"
        return f"{sign}{hours:02d}:{minutes:02d}"
    return _NAMED.get(text.upper().replace(".", ""))


def zone_after(text: str, is_of_twelve: bool) -> str | None:
    """The zone at the beginning of what follows a clock; `is_of_twelve`: the clock had its half of the day."""
    if worded := next((zone for words, zone in _WORDED if words.match(text)), None):
        return worded
    match = _AFTER.match(text) or (_SMALL_AFTER.match(text) if is_of_twelve else None)
    return zone_from(match[1]) if match else None
