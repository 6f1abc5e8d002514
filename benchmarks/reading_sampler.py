"""Pages read one after the other under the sampler: what a reading process does.

python -m benchmarks.reading_sampler FILE LIST        LIST has lines of `path TAB url`
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import sampler
from press.page import Page


def main() -> None:
    target, listed = map(Path, sys.argv[1:])
    lines = [line.split("\t") for line in listed.read_text(encoding="utf-8").splitlines()]
    with sampler.sampling(target):
        from press.extraction import extract  # loading it is part of what a reading process does

        for path, url in lines:
            extract(Page(url, Path(path).read_bytes(), "text/html"))


if __name__ == "__main__":
    main()
