"""`python -m benchmarks.extraction [--part open|held-out|all] [--worst N] [--keep FILE]`."""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.extraction.recorded import CORPUS, Recorded, pages
from benchmarks.extraction.scoring import scored


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction")
    parser.add_argument("--part", choices=["open", "held-out", "all"], default="open")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="also the N worst pages of each set")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep the predictions there")
    parser.add_argument("--no-time", action="store_true", help="leave the milliseconds out")
    given = parser.parse_args()
    if not CORPUS.is_dir():
        sys.exit(f"no recorded pages at {CORPUS}: they are not part of the project")
    chosen = pages(given.part)
    predictions = predicted(chosen)
    if given.keep:
        given.keep.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in predictions), encoding="utf-8")
    print(scored(predictions, chosen, worst=given.worst), end="")
    if not given.no_time:
        spent = milliseconds(chosen)
        print(f"{'CPU ms a page, generic':34s} median {statistics.median(spent):.2f}  mean {statistics.mean(spent):.2f}")


def predicted(chosen: list[Recorded]) -> list[dict[str, object]]:
    """What `scrapy extract` says of the pages, each under its path within the corpus."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".tsv") as asked:
        asked.writelines(f"{CORPUS / page.path}\t{page.url}\n" for page in chosen)
        asked.flush()
        command = [sys.executable, "-m", "scrapy", "extract", "--list", asked.name]
        answer = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    if answer.returncode not in (0, 3):
        sys.exit(answer.stderr)
    lines = [json.loads(line) for line in answer.stdout.splitlines()]
    return [{**line, "path": str(Path(line["path"]).relative_to(CORPUS))} for line in lines]


def milliseconds(chosen: list[Recorded]) -> list[float]:
    """The CPU milliseconds of each page, read alone in this process, parsers loaded."""
    from press.extraction import extract
    from press.extraction.warming import warm_up
    from press.page import Page

    warm_up()
    spent = []
    for page in chosen:
        file = CORPUS / page.path
        body = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        given = Page(url=page.url, body=body)
        begun = time.process_time()
        extract(given)
        spent.append((time.process_time() - begun) * 1000)
    return spent


if __name__ == "__main__":
    main()
