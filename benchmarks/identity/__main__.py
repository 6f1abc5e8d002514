"""`python -m benchmarks.identity [--texts N] [--worst N]`: which pages are taken for copies, beside simpler rules."""

from __future__ import annotations

import argparse
import hashlib
import sys
import time

from benchmarks.identity.generated import Made, made_of
from benchmarks.identity.measuring import RULES, Tally, found
from benchmarks.identity.recorded import CORPUS, pairs_of, portrait_of, texts
from press.identity.likeness import compare
from press.identity.signature import sign


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=400, help="recorded texts of which pairs are made")
    parser.add_argument("--worst", type=int, default=0, help="print so many mistakes, of texts that are not held out")
    asked = parser.parse_args()
    if not CORPUS.is_dir():
        print("the recordings are not here: ../shared/corpus", file=sys.stderr)
        return 1
    for name in ("grimmer", "newsworthy"):
        _silver(name, asked.worst)
    chosen = sorted(texts(), key=lambda one: hashlib.sha256(one[0].encode()).digest())[: asked.texts]
    made = list(made_of(chosen))
    for part, held_out in (("open", False), ("held out", True)):
        _generated(part, [one for one in made if _is_held_out(one.name) == held_out], 0 if held_out else asked.worst)
    _time(made[:500])
    return 0


def _silver(name: str, worst: int) -> None:
    pairs = pairs_of(name)
    print(f"\n{name}: {len(pairs)} recorded pairs")
    for title, rule in RULES.items():
        tally = Tally()
        for pair in pairs:
            joined = rule(portrait_of(pair.first), portrait_of(pair.second))
            tally.add(pair.label, f"{pair.first} {pair.second}", pair.is_one, joined)
        _print(title, tally, worst if title == next(iter(RULES)) else 0)


def _generated(part: str, made: list[Made], worst: int) -> None:
    print(f"\nmade pairs, {part}: {len(made)}")
    for title, rule in RULES.items():
        tally = Tally()
        for one in made:
            tally.add(one.kind, one.name, one.is_one, rule(one.first, one.second))
        _print(title, tally, worst if title == next(iter(RULES)) else 0)
    missed = sum(one.is_one and not found(one.first, one.second) for one in made)
    print(f"  no shared band: {missed} of {sum(one.is_one for one in made)} copies")


def _print(title: str, tally: Tally, worst: int) -> None:
    print(f"  {title:<28} precision {tally.precision:.4f}  recall {tally.recall:.4f}")
    print("    " + ", ".join(f"{label} {right} of {all_}" for label, right, all_ in tally.shares()))
    for label, name in tally.mistakes[:worst]:
        print(f"      wrong: {label}: {name}")


def _time(made: list[Made]) -> None:
    began = time.process_time()
    for one in made:
        sign(one.second)
    signed = time.process_time()
    for one in made:
        compare(one.first, one.second)
    compared = time.process_time()
    each = 1000 / len(made)
    print(f"\nCPU ms: {(signed - began) * each:.2f} to sign a text, {(compared - signed) * each:.2f} to compare two")


def _is_held_out(name: str) -> bool:
    return hashlib.sha256(b"held out " + name.encode()).digest()[0] < 64


if __name__ == "__main__":
    raise SystemExit(main())
