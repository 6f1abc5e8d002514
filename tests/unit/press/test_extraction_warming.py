"""What a reading process has loaded before its first page."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from press.extraction.warming import warm_up
warm_up()
needed = "py3langid trafilatura htmldate babel nh3 json_repair".split()
print(*(name for name in needed if name not in sys.modules))
"""


def test_a_warm_process_has_loaded_all_that_a_page_may_need() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
