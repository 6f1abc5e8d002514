"""The time of day, and its zone, in a line that also holds a date."""

from __future__ import annotations

import re
from datetime import time

from press.dates.folding import traced
from press.dates.halves import half_pattern, hour_of, part_of
from press.dates.zones import zone_after

_ALONE = r"(?<![\d.:/,$€£¥-])"  # never a part of a longer number, nor a price
_HOUR = r"(?P<hour>[01]?\d|2[0-3])"
_ONE_HOUR = rf"{_HOUR}(?![\d:,/])(?!\.\d)"
_BEFORE = rf"(?:{half_pattern('before')}\s{{0,2}})?"
_AFTER = rf"(?:\s{{0,2}}{half_pattern('after')})?"
_O_CLOCK = r"(?:\s?(?:uhr|uur|hrs?|hours|hs|heures|h|uri|น|बजे|بجے|টা|mins?)(?![^\W\d_])\.?)?"
#: What a number with a point is where one of these follows: `2.45 MB`, `3.20 percent`, `1.15 million`.
_AMOUNT = r"(?!\s?(?:[%€$£¥°]|per\b|p\.c|perc|proz|pour|por|k[bmg]|[mg]o?b?\b|m[il]|mrd|bn|bil|tr|eur|dol|usd|ha\b|poin))"

_CLOCKS = (
    # 10:30, 10:30:15, 10h30, 14時5分, with the words of halves on either side
    re.compile(
        rf"{_BEFORE}{_ALONE}{_HOUR}(?:\s?[:h]\s?(?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d)(?:[.,]\d{{1,6}})?)?"
        rf"|\s?(?:[時时點点시]|gio)\s?(?P<minute_named>[0-5]?\d)(?:\s?[分분](?:\s?(?P<second_named>[0-5]?\d)\s?[秒초])?|(?![\d])))(?![\d/])(?!\.\d){_O_CLOCK}{_AFTER}"
    ),
    # 10.30 Uhr, kl. 10.30: no amount of anything
    re.compile(
        rf"{_BEFORE}{_ALONE}{_HOUR}\.(?P<minute>[0-5]\d)(?:\.(?P<second>[0-5]\d))?(?![\d/])(?!\.\d)(?!,\d){_AMOUNT}{_O_CLOCK}{_AFTER}"
    ),
    # 9 am, 2 p. m., 下午2時, 오후 2시, शाम 5 बजे
    re.compile(rf"{_ALONE}(?P<hour>1[0-2]|0?[1-9])(?:\s?(?:बजे|بجے|టా))?\s{{0,2}}{half_pattern('after')}"),
    re.compile(rf"{half_pattern('before')}\s{{0,2}}{_ALONE}(?P<hour>1[0-2]|0?[1-9])\s?(?:[時时點点시]|बजे|بجے|টা)"),
    # 14 h, 9 Uhr, 14時, 14 น., klo 14, kl. 9, godz. 14, a las 14 horas, в 14 часов
    re.compile(rf"{_ALONE}{_HOUR}\s?(?:h|uhr|uur|heures|น|[時时시]|gio)(?![^\W\d_])"),
    re.compile(rf"(?<![^\W\d_])(?:klo|kl|kello|godz|godzina|alle ore|ore|pukul|الساعه|الساعة|ساعت)\.?\s{_ONE_HOUR}"),
    re.compile(rf"(?<![^\W\d_])(?:a las|as|a)\s{_HOUR}\s(?:horas|hs)(?![^\W\d_])"),
    re.compile(rf"(?<![^\W\d_])[во]\s{_HOUR}\s(?:ч|час|часов|часа|год)(?![^\W\d_])"),
)
_UNTIL = re.compile(r"\s?[-–\u2212]\s?([01]?\d|2[0-4])[:.h]([0-5]\d)(?!\d)")
#: Clocks that begin at sunrise, six hours after others: the hour of such a line is left unknown.
_FROM_SUNRISE = re.compile(r"(?<![^\W\d_])saa\s|asubuhi|ጠዋት|ከሰዓት|ከቀኑ|ከምሽቱ|ከጠዋቱ")


def clock_in(text: str, language: str = "") -> tuple[time, str | None] | None:
    """The first time of day in `text` with its zone (None where none is said), or None.

    `language` is the primary subtag: a few short words for halves of the day count in their own language alone.
    """
    plain, where = traced(text)
    if not any(map(str.isdigit, plain)) or _FROM_SUNRISE.search(plain):
        return None
    for pattern in _CLOCKS:
        if match := pattern.search(plain):
            said = match.groupdict()
            part = part_of(match, "after", language) or part_of(match, "before", language)
            hour = hour_of(int(said["hour"]), part)
            minute = said.get("minute") or said.get("minute_named") or 0
            end = where[match.end() - 1] + 1
            moment = time(hour, int(minute), int(said.get("second") or said.get("second_named") or 0))
            # `10:00-11:30` is how long something lasts; an offset west of UTC looks the same, and comes earlier in the day.
            until = _UNTIL.match(text, end)
            lasts = until is not None and (int(until[1]), int(until[2])) > (moment.hour, moment.minute)
            return moment, None if lasts else zone_after(text[end : end + 60], part is not None)
    return None
