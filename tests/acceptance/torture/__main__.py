"""`make torture`: many faults over `scrapy work` and `scrapy harvest`, by a number. Exit code 1 where anything differed.

A seed repeats a trial's faults and, as far as a machine's haste allows, their instants.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from tests.acceptance.torture.database import Database, small_disk
from tests.acceptance.torture.faults import FAULTS
from tests.acceptance.torture.processes import Starter
from tests.acceptance.torture.sites import Town
from tests.acceptance.torture.suffering import A_ROUND, Suffering
from tests.quick_folder import quick_folder

#: Room for the server of a trial on a small disk: its files and its log.
DISK = "1g"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.acceptance.torture", description=__doc__)
    parser.add_argument("--faults", type=int, default=1000, help="how many must meet a process at work")
    parser.add_argument(
        "--kinds", default="kill,kill,kill,stop", help=f"of {', '.join(FAULTS)}; one named twice comes twice as often"
    )
    parser.add_argument("--seed", type=int, default=1, help="the first trial's; the next has the next")
    parser.add_argument("--small", action="store_true", help="a third of the sites and pages")
    parser.add_argument("--town", type=int, default=1, help="what the invented newsrooms publish")
    parser.add_argument("--go-on", action="store_true", help="also after a trial that differed")
    given = parser.parse_args()
    kinds = Counter(given.kinds.split(","))
    met, trials, differed, seed = Counter[str](), 0, 0, given.seed
    with ExitStack() as stack:
        folder = stack.enter_context(quick_folder())
        if "database" in given.kinds and not stack.enter_context(small_disk(folder / "server", DISK)):
            parser.error("a full disk is mounted for `database`, which only root may do")
        town = stack.enter_context(Town(given.town, small=given.small))
        starter = stack.enter_context(Starter())
        database = stack.enter_context(Database(folder / "server"))
        suffering = Suffering(folder / "trials", database, town, starter)
        while met.total() < given.faults:
            one, found = suffering.suffer(kinds, seed, min(2 * A_ROUND, given.faults - met.total()))
            met, trials = met + one, trials + 1
            told = ", ".join(f"{count} × {kind}" for kind, count in sorted(one.items()))
            print(f"seed {seed}: {told or 'nothing met'}: {len(found)} differences; {met.total()} so far", flush=True)
            if found:
                differed += 1
                print("\n".join(f"  {line}" for line in found[:40]), flush=True)
                log = Path(f"torture-{seed}.log")
                log.write_text((suffering.folder / f"seed-{seed}.log").read_text("utf-8"), "utf-8")
                print(f"  what was said: {log}; again: --town {given.town} --kinds {given.kinds} --seed {seed}", flush=True)
                if not given.go_on:
                    break
            seed += 1
    total = ", ".join(f"{count} × {kind}" for kind, count in sorted(met.items()))
    print(f"{trials} trials, {met.total()} faults ({total}), {differed} trials differed")
    return 1 if differed else 0


if __name__ == "__main__":
    sys.exit(main())
