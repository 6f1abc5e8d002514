"""When a source publishes, hour by hour of its own week, and what follows from it. Pure.

`memory` is what is kept of a source's publications, `prior` what is believed before there are any, `rate` the two together.
`silence` says how long a source may be quiet, `plan` how its looks are spread over the week, `week` has the clock of all of it.
"""

from press.rhythm.memory import Memory, Publication
from press.rhythm.rate import Rhythm, rhythm_of
from press.rhythm.silence import expected, longest_silence, quiet_probability

__all__ = ["Memory", "Publication", "Rhythm", "expected", "longest_silence", "quiet_probability", "rhythm_of"]
