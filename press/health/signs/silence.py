"""The sign that nobody sees: nothing new comes, and every answer is a good one. A feed that a cache has frozen looks like that.

How long a source may be silent follows from its rhythm (`press.rhythm.silence`). A silence that was ended by a release before is
ordinary, and so is one half as long again.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from press.rhythm import Rhythm, longest_silence

#: The chance of a silence that is no longer ordinary. A source that publishes daily ends a thousand silences in three years, and
#: a catalogue has thousands of sources.
RARE = 1e-7
#: A long weekend and a holiday beside it are ordinary everywhere.
LEAST = timedelta(days=4)
#: A silence may be this much longer than any before.
LONGER = 1.5


def ordinary_until(new_at: datetime, rhythm: Rhythm, *, longest: timedelta, most_days: int | None = None) -> datetime:
    """Until when silence since `new_at` is nothing to remark.

    `longest`: the longest silence that the source broke itself. `most_days`: what its file says (`healthy.max_days_quiet`), which
    then counts alone.
    """
    if most_days is not None:
        return new_at + timedelta(days=most_days)
    return max(longest_silence(rhythm, new_at, RARE), new_at + LEAST, new_at + longest * LONGER)
