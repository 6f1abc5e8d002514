"""Where this machine has a browser that can be driven: Chromium or a browser made from it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from press.errors import NoBrowser

#: Debian and Ubuntu, Fedora and Arch, then the vendors' own.
NAMES = (
    "chromium", "chromium-browser", "chromium-freeworld", "google-chrome-stable", "google-chrome", "chrome",
    "microsoft-edge-stable", "brave-browser",
)  # fmt: skip

#: Looked through after PATH: cron and service managers start programs with a short one.
FOLDERS = ("/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome", "/usr/lib/chromium")

REMEDY = "install one with `apt-get install chromium`, or with `.venv/bin/playwright install chromium`"


def find_browser(own: str | None, environment: Mapping[str, str] | None = None) -> str:
    """The program to start: the system's browser, else Playwright's own (`own`, its place whether it is there or not).

    Raises NoBrowser with the remedy where there is neither.
    """
    path = (os.environ if environment is None else environment).get("PATH", os.defpath)
    looked_through = os.pathsep.join((path, *FOLDERS))
    for name in NAMES:
        if found := shutil.which(name, path=looked_through):
            return found
    if own and Path(own).is_file():
        return own
    raise NoBrowser(f"this source's pages are built by scripts, and no browser is here to run them: {REMEDY}")
