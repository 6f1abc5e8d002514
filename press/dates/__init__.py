"""Dates and times as pages, feeds and people write them, to `Instant`: the publisher's wall clock, zone and precision kept.

`parse_iso` and `parse_rfc822` read the two machine formats; `parse` reads those and localised dates in any language; `find`
looks for a date
inside a longer line.
"""

from press.dates.iso import parse_iso
from press.dates.localised import find, parse
from press.dates.rfc822 import parse_rfc822

__all__ = ["find", "parse", "parse_iso", "parse_rfc822"]
