"""The environment in which another program finds the archive's database, and the tools that fit it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from psycopg.pq import Conninfo


def client_environment(url: str, environ: Mapping[str, str], tools: Path | None) -> dict[str, str]:
    """`environ` with DATABASE_URL, libpq's variables (PGHOST, PGUSER, …) for all that the URL says, and `tools` first on PATH.

    What the URL leaves open keeps its variable, as it does for this program: libpq reads them for both.
    """
    said = {
        option.envvar.decode(): option.val.decode() for option in Conninfo.parse(url.encode()) if option.val and option.envvar
    }
    path = environ.get("PATH", os.defpath)
    return {**environ, **said, "DATABASE_URL": url, "PATH": f"{tools}{os.pathsep}{path}" if tools else path}
