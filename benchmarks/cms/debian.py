"""Software from Debian's packages: there already, or installed where this program may do so."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence

from benchmarks.cms.processes import execute
from benchmarks.cms.site import TOOLS, Missing


def packages(names: Sequence[str], there: Callable[[], bool]) -> None:
    """Make sure that `there` holds, by apt-get if need be.

    Raises Missing, with the command to type, where this program is not root or there is no apt-get.
    """
    if there():
        return
    remedy = f"on Debian, as root: apt-get install {' '.join(names)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Missing(remedy)
    print(f"installing {', '.join(names)} ...", file=sys.stderr, flush=True)
    log = TOOLS / "apt.log"
    try:
        execute(["apt-get", "update"], log)
        execute(
            ["apt-get", "install", "-y", "--no-install-recommends", *names],
            log,
            environment={"DEBIAN_FRONTEND": "noninteractive"},
        )
    except RuntimeError as error:
        raise Missing(f"{remedy} ({str(error).splitlines()[-1]})") from error
    if not there():
        raise Missing(f"{remedy} (it did so, and something is missing still; see {log})")


def programs(*names: str) -> bool:
    """Whether all of them are on PATH."""
    return all(shutil.which(name) for name in names)
