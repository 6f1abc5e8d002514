"""`python -m benchmarks.grammar`: what the grammar reads in the texts of real releases, by wire and data set.

`--part open|held-out|all`, `--group PREFIX`, `--sample N --seed S` (openings and endings of N texts with what was read, to be
checked by eye), `--least N` (the N texts of which least was kept, with what was cut).
"""

from __future__ import annotations

import argparse
import random
import sys

from benchmarks.grammar.counting import Read, read_all, table
from benchmarks.grammar.texts import CORPUS, texts

_HEAD, _TAIL, _WIDTH = 4, 9, 240


def main() -> None:
    given = _arguments()
    if not CORPUS.is_dir():
        sys.exit(f"no recorded texts at {CORPUS}: they are not part of the project")
    if given.part != "open" and (given.sample or given.least):
        sys.exit("held-out texts are not shown: leave --part out, or --sample and --least")
    read = read_all(text for text in texts(given.part) if text.group.startswith(given.group))
    print(table(read))
    chance = random.Random(given.seed)
    for one in chance.sample(read, min(given.sample, len(read))):
        _print(one)
    for one in sorted(read, key=lambda one: one.share)[: given.least]:
        _print_cut(one)


def _print(one: Read) -> None:
    lines = one.text.paragraphs
    print(f"\n=== {one.text.name}  kept {one.share:.2f}  day {one.text.day}")
    shown = range(len(lines)) if len(lines) <= _HEAD + _TAIL else (*range(_HEAD), *range(len(lines) - _TAIL, len(lines)))
    for number in shown:
        mark = " " if number in one.reading.kept else "-"
        line = lines[number].replace("\n", " ⏎ ")
        print(f"  {mark} {line if len(line) <= _WIDTH else f'{line[: _WIDTH - 40]} … {line[-40:]}'}")
    for name, value in one.fields.items():
        print(f"    {name}: {' '.join(str(value).split())[:200]}")


def _print_cut(one: Read) -> None:
    print(f"\n=== {one.text.name}  kept {one.share:.2f}")
    for number, line in enumerate(one.text.paragraphs):
        if number not in one.reading.kept:
            print(f"  - {number + 1}/{len(one.text.paragraphs)} {line[:160]}".replace("\n", " ⏎ "))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grammar")
    parser.add_argument("--part", choices=["open", "held-out", "all"], default="open")
    parser.add_argument("--group", default="", metavar="PREFIX", help="only the groups whose names begin so")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="also N texts, to be checked by eye")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="which sample (default 1)")
    parser.add_argument("--least", type=int, default=0, metavar="N", help="also the N texts of which least was kept")
    return parser.parse_args()


if __name__ == "__main__":
    main()
