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


def find_browser(named: str, own: str | None, environment: Mapping[str, str] | None = None) -> str:
    """The program to start: the one `named`, else the system's browser, else Playwright's own (its place, if it were there).

    Raises NoBrowser with the remedy where there is none, or not the one that was named.
    """
    if named:
        if found := shutil.which(named):
            return found
        raise NoBrowser(f"PRESS_BROWSER is {named}, which is no program: name one, or leave it empty and {REMEDY}")
    path = (os.environ if environment is None else environment).get("PATH", os.defpath)
    looked_through = os.pathsep.join((path, *FOLDERS))
    for name in NAMES:
        if found := shutil.which(name, path=looked_through):
            return found
    if own and Path(own).is_file():
        return own
    raise NoBrowser(f"this source's pages are built by scripts, and no browser is here to run them: {REMEDY}")
