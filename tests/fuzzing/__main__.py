"""`make fuzz`: 100,000 spoiled pages through `scrapy extract`. Exit code 1 where any of them showed a fault."""

from __future__ import annotations

import argparse
import sys

from tests.fuzzing.running import Outcome, run

#: Pages in one run of the command: enough that its start weighs little, few enough that they fit on any disk.
BATCH = 2_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz ARGS=", description=__doc__)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0, help="the first page's; each page has its own")
    parser.add_argument("--processes", type=int, default=2, help="reading processes")
    given = parser.parse_args()
    total = Outcome()
    for first in range(given.seed, given.seed + given.pages, BATCH):
        seeds = range(first, min(first + BATCH, given.seed + given.pages))
        outcome = run(seeds, processes=given.processes)
        total.add(outcome)
        print(
            f"{total.pages} pages, {len(total.faults)} faults, {len(total.late)} over the limit, {outcome.peak_megabytes:.0f} MB",
            flush=True,
        )
        for fault in outcome.faults:
            print(f"  {fault}", flush=True)
    print(f"kinds: {dict(total.kinds.most_common())}")
    print(f"unreadable: {dict(total.reasons.most_common(12))}")
    print(f"over the limit of time: seeds {total.late[:40]}")
    print(f"peak memory: {total.peak_megabytes:.0f} MB")
    return 1 if total.faults else 0


if __name__ == "__main__":
    sys.exit(main())
