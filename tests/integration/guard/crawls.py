"""Run a guarded crawl in a process of its own and read what came of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def guarded_crawl(plan: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What guarded_crawl.py says of a plan; its docstring describes both."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("guarded_crawl.py"))],
        input=json.dumps(plan),
        text=True,
        capture_output=True,
        env={**os.environ, **(environment or {})},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
