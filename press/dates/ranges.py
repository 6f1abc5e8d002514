"""Whether the day before a month's name is the last of several: `10 to 12 May 2026` is when a thing takes place."""

from __future__ import annotations

import re
from functools import lru_cache

_JOINT = (
    r"(?:-|–|—|‐|‑|−|~|/|&|to|until|through|till|til|tot|bis|und|and|au|et|al?|e|y|do|i|до|по|и|та|ate|och|og|en|ja|ve|dan|ile|sampai"
    r"|الي|الى|حتى|حتي|و|تا)"
)
# The first of two days, no part of a longer number or a time: `10`, `10th`, `10.`, `1er`.
_DAY = r"(?<![\d.,:/-])(\d{1,2})\.?(?:st|nd|rd|th|er|º|°)?"
_DAYS = re.compile(rf"{_DAY}\s?{_JOINT}\s?(?:the\s|le\s|el\s|den\s|o\s)?$")
_TO = re.compile(r"\s?(?:[-–—~]|(?:to|until|au|al?|bis|до|الي|الى|حتى|ate|tot|t/m)(?![^\W\d_]))\s?(?=\w)")
_DAY_AND_MONTH = re.compile(r"(?<![\d.,:/-])\d{1,2}(?:\.\s?\d{1,2}\.?|/\d{1,2})\s?(?:[-–—]|bis|to|au|al|до|do)\s?$")
_NUMBER = re.compile(r"(?<![\d.,:/-])(\d{1,2})(?:\.\s?(?:[-–—]|bis|und|u\.)|\s?(?:bis|au|al|to|до))\s?$")
#: Before such a number, the number before the joint is no day: `No. 5 - 12 May 2026`, `Page 5 / 12 May 2026`.
_COUNTED = re.compile(r"(?:\bno|\bnr|\bn|№|#|\bnum|\bnumero|\bissue|\bpage|\bvol|\brelease|\bcomunicado|رقم|عدد)[.:°º]?\s?$")


def ends_a_range(plain: str, start: int, day: int, names: re.Pattern[str]) -> bool:
    """Whether the day that begins at `start` is joined to an earlier one of the same month, or to one with a month of its own."""
    before = plain[max(0, start - 32) : start]
    if (match := _DAYS.search(before)) and 0 < int(match[1]) < day:
        return not _COUNTED.search(before[: match.start()])
    return bool(_other_month(names).search(before))


def ends_a_range_of_numbers(plain: str, start: int, day: int) -> bool:
    """The same where the months are numbers: `18.01. – 15.02.2023`, `10. - 12.05.2026`."""
    before = plain[max(0, start - 16) : start]
    if _DAY_AND_MONTH.search(before):
        return True
    match = _NUMBER.search(before)
    return match is not None and 0 < int(match[1]) < day and not _COUNTED.search(before[: match.start()])


def begins_a_range(plain: str, end: int) -> int | None:
    """Where the second of two whole days may begin, if a joint stands behind the first: `1.5.2026 - 3.5.2026`."""
    joint = _TO.match(plain, end)
    return joint.end() if joint else None


@lru_cache(maxsize=128)
def _other_month(names: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_DAY}\s{{0,2}}(?:de\s|of\s)?{names.pattern}|{names.pattern}\s{_DAY})\.?,?\s?(?:-|–|—|to|au|al?|bis|до|الي|الى)\s?$"
    )
