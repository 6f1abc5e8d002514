"""Scrapy imports every file in commands/ before it runs one: what is heavy is imported by the command that needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

#: Each costs a command's start .05 s or more.
HEAVY = {
    "psycopg",
    "pydantic",
    "rich.console",
    "selectolax",
    "trafilatura",
    "py3langid",
    "twisted.internet.reactor",
    "pyarrow",
}

LOAD = """
import sys
from scrapy.utils.misc import walk_modules
before = set(sys.modules)
walk_modules("commands")
print("\\n".join(set(sys.modules) - before))
"""


def test_no_commands_file_imports_what_is_heavy() -> None:
    ended = subprocess.run([sys.executable, "-c", LOAD], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    loaded = set(ended.stdout.split())
    assert "commands.show" in loaded
    assert loaded & HEAVY == set()
