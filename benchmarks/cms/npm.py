"""A package from npm, of exactly one version, in a folder of its own under .tools/."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from benchmarks.cms.processes import execute
from benchmarks.cms.site import TOOLS, Missing


def install(
    package: str, version: str, folder: str, *options: str, rebuild: tuple[str, ...] = (), extra: tuple[str, ...] = ()
) -> Path:
    """The folder that has it in node_modules. `rebuild` names packages to compile where npm's `--ignore-scripts` left them out;
    `extra` names more to install beside it, as NAME@VERSION.

    Raises Missing where npm cannot bring it.
    """
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise Missing("it needs Node.js 20 or newer with npm on PATH")
    at = TOOLS / "npm" / folder
    done = at / "installed"
    wanted = "\n".join((version, *extra))
    if done.is_file() and done.read_text(encoding="utf-8") == wanted:
        return at
    shutil.rmtree(at, ignore_errors=True)
    at.mkdir(parents=True)
    (at / "package.json").write_text(json.dumps({"name": "sites", "private": True}), encoding="utf-8")
    try:
        execute(["npm", "install", "--no-audit", "--no-fund", *options, f"{package}@{version}", *extra], at / "log", folder=at)
        if rebuild:
            execute(["npm", "rebuild", *rebuild], at / "log", folder=at)
    except RuntimeError as error:
        raise Missing(f"npm cannot install {package}@{version}: {str(error).splitlines()[-1]}") from error
    done.write_text(wanted, encoding="utf-8")
    return at
