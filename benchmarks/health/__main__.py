"""`python -m benchmarks.health`: 1,000 quiet source-months and every breakage on thirty sources."""

from __future__ import annotations

import sys
from statistics import median

from benchmarks.health.breakages import BREAKAGES
from benchmarks.health.playing import alarms, found, silence_found


def main(sources: int = 250, days: float = 120.0, broken: int = 30) -> int:
    said = [(seed, *alarm) for seed in range(sources) for alarm in alarms(seed, days)]
    print(f"false alarms in {sources * days / 30:.0f} source-months: {len(said)}")
    for seed, at, what in said:
        print(f"  source {seed}, {at:%Y-%m-%d}: {what}")
    print(f"\n{'breakage':38} found  of  visits (median, most)  rhythms (median, most)  after more than two   first sign")
    missed = 0
    for name, breakage in BREAKAGES.items():
        results = [found(seed, breakage) for seed in range(1000, 1000 + broken)]
        known = [result for result in results if result is not None]
        missed += broken - len(known)
        visits, rhythms = sorted(one.visits for one in known), sorted(one.rhythms for one in known)
        words = sorted({one.word for one in known}, key=[one.word for one in known].count, reverse=True)
        told = f"{median(visits):9.0f} {visits[-1]:6} {median(rhythms):12.2f} {rhythms[-1]:7.2f}"
        late = sum(one > 2 and known_visits > 2 for one, known_visits in ((one.rhythms, one.visits) for one in known))
        print(f"{name:38} {len(known):5} {broken:3} {told} {late:9}   {', '.join(words[:3])}")
    silent = sorted(one for seed in range(1000, 1000 + broken) if (one := silence_found(seed)) is not None)
    after = f"after {median(silent):.1f} of the longest silences before (most {silent[-1]:.1f})"
    print(f"{'feed frozen':38} {len(silent):5} {broken:3}   {after}")
    return 1 if said or missed else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
