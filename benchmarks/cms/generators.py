"""Pelican and Nikola from PyPI, in an environment of their own."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.cms.processes import execute
from benchmarks.cms.site import TOOLS, Missing

_ROOT = Path(__file__).resolve().parents[2]
_LOCK = "requirements-generators.lock"


def program(name: str) -> Path:
    """The path of `pelican` or `nikola`, installed if need be. Raises Missing where PyPI cannot be reached."""
    environment = TOOLS / "generators"
    try:
        execute(
            ["sh", "setup/environment.sh", os.path.relpath(environment, _ROOT), _LOCK], TOOLS / "generators.log", folder=_ROOT
        )
    except RuntimeError as error:
        raise Missing(f"{_LOCK} cannot be installed: {str(error).splitlines()[-1]}") from error
    return environment / "bin" / name


def locked() -> str:
    """What the environment holds: a site is built anew when it changes."""
    return (_ROOT / _LOCK).read_text(encoding="utf-8")
