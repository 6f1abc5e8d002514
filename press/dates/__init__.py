"""Dates and times as pages, feeds and people write them, to `Instant`: the publisher's wall clock, zone and precision kept.

`parse_iso` and `parse_rfc822` read the two machine formats; `parse` reads those and localised dates in any language; `find` looks
for a date inside a longer line. `relative` reads a weekday's name, today and yesterday by the day of publication; `ago` reads how
long ago something was published by when the page was seen.
"""

from press.dates.ago import ago
from press.dates.iso import parse_iso
from press.dates.localised import find, parse
from press.dates.relative import relative
from press.dates.rfc822 import parse_rfc822

__all__ = ["ago", "find", "parse", "parse_iso", "parse_rfc822", "relative"]
