"""`python -m benchmarks.extraction`: the figures of `scrapy extract` over the recorded pages, beside other extractors.

`--part open|held-out|all`, `--with NAME` (a rival, or `all`; may be given again), `--learned` (what learning brings),
`--worst N`, `--keep FILE`, `--no-time`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.extraction.learned import Compared, compared
from benchmarks.extraction.recorded import CORPUS, pages
from benchmarks.extraction.running import RIVALS, our_milliseconds, ours, rival
from benchmarks.extraction.scoring import scored


def main() -> None:
    given = _arguments()
    if not CORPUS.is_dir():
        sys.exit(f"no recorded pages at {CORPUS}: they are not part of the project")
    chosen = pages(given.part)
    predictions = ours(chosen)
    if given.keep:
        given.keep.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in predictions), encoding="utf-8")
    print(f"— press-archive, {given.part} pages")
    print(scored(predictions, chosen, worst=given.worst), end="")
    if not given.no_time:
        _print_time("generic", our_milliseconds(chosen))
    if given.learned:
        _print_learned(compared(chosen))
    names = RIVALS if "all" in given.rivals else given.rivals
    for name in names:
        ran = rival(name, chosen)
        print(f"— {name}" + (f", which raised on {ran.faults} pages" if ran.faults else ""))
        print(scored(ran.predictions, chosen), end="")
        _print_time(name, ran.milliseconds)


def _print_learned(found: Compared) -> None:
    print(
        f"— read by a layout that the other pages of the site teach: {len(found.pages)} of {found.of} pages of sites with several"
    )
    if len(found.pages) < 2:
        return
    for name, said, spent in (
        ("generic", found.generic, found.generic_milliseconds),
        ("learned", found.learned, found.learned_milliseconds),
    ):
        print(f"— the same pages, {name}")
        try:
            print(scored(said, found.pages), end="")
        except subprocess.CalledProcessError:
            print("not scored: the script needs a page of every set of truths, and one has none among these")
        _print_time(name, spent)


def _print_time(name: str, spent: list[float]) -> None:
    p95 = statistics.quantiles(spent, n=20)[-1]
    named = f"CPU ms a page, {name}"
    print(f"{named:34s} median {statistics.median(spent):.2f}  mean {statistics.mean(spent):.2f}  p95 {p95:.1f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction")
    parser.add_argument("--part", choices=["open", "held-out", "all"], default="open")
    parser.add_argument(
        "--with", dest="rivals", action="append", default=[], choices=[*RIVALS, "all"], help="another extractor in the same run"
    )
    parser.add_argument("--learned", action="store_true", help="also pages read by what the other pages of their site teach")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="also the N worst pages of each set")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep the predictions there")
    parser.add_argument("--no-time", action="store_true", help="leave the milliseconds out")
    return parser.parse_args()


if __name__ == "__main__":
    main()
