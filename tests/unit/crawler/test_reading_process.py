"""A reading process starts without the program's main module, and leaves the parent's in its place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# Started by its path, as `scrapy` itself is. It says so each time that it is loaded.
PROGRAM = """
import sys, time
from multiprocessing import get_context
from crawler.reading_process import ReadingContext

print("loaded", flush=True)
if __name__ == "__main__":
    main = sys.modules["__main__"]
    context = ReadingContext() if sys.argv[1] == "ours" else get_context("spawn")
    process = context.Process(target=time.sleep, args=(0,))
    process.start()
    process.join(60)
    assert process.exitcode == 0 and sys.modules["__main__"] is main
"""


@pytest.mark.parametrize(("context", "times"), [("ours", 1), ("spawn", 2)])
def test_the_main_module_is_not_loaded_again(tmp_path: Path, context: str, times: int) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    project = Path(__file__).parents[3]
    ended = subprocess.run(
        [sys.executable, str(program), context], capture_output=True, text=True, timeout=60,
        env={"PYTHONPATH": str(project)}, check=True,
    )  # fmt: skip
    assert ended.stdout.count("loaded") == times
