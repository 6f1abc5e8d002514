"""When a source publishes, hour by hour of its own week, and what follows from it. Pure.

`prior` is what is believed of a source before it published anything, `memory` what is kept of its publications, `sightings` when
a page became public, `learning` how a memory takes that up, `rate` what follows for each hour, `learned` what a row holds of it.
`silence` says how long a source may be quiet, `plan` how its looks are spread over the week, `failing` when one that failed is
asked again; `week` has the clock of all of it.
"""

from press.rhythm.failing import back_off
from press.rhythm.learned import Learned, next_due, plan_at
from press.rhythm.memory import Memory, Publication
from press.rhythm.plan import next_look
from press.rhythm.rate import Rhythm, rhythm_of
from press.rhythm.silence import expected, longest_silence, quiet_probability

__all__ = [
    "Learned", "Memory", "Publication", "Rhythm", "back_off", "expected", "longest_silence", "next_due", "next_look",
    "plan_at", "quiet_probability", "rhythm_of",
]  # fmt: skip
