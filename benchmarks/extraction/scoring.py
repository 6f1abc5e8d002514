"""The figures of a set of predictions, by the scoring script that stands beside the corpus."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.extraction.recorded import CORPUS, Recorded

SCRIPT = CORPUS.parent / "tools" / "score_extraction.py"


def scored(predictions: Iterable[Mapping[str, Any]], pages: list[Recorded], *, worst: int = 0) -> str:
    """What the script prints of these pages alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "GT").symlink_to(CORPUS / "GT")
        with (folder / "INDEX.tsv").open("w", encoding="utf-8", newline="") as index:
            writer = csv.DictWriter(index, list(pages[0].row), delimiter="\t")
            writer.writeheader()
            writer.writerows(page.row for page in pages)
        file = folder / "predictions.jsonl"
        file.write_text("\n".join(json.dumps(one) for one in predictions), encoding="utf-8")
        asked = [sys.executable, str(SCRIPT), str(file), "--corpus", str(folder), "--worst", str(worst)]
        return subprocess.run(asked, check=True, capture_output=True, text=True).stdout
