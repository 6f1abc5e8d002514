"""The names of WARC files: unique in the world, `NAME.warc.gz.open` while written and `NAME.warc.gz` after.

What is recorded anywhere is the latter name, bare: it stays true when the file is closed, moved or copied.
"""

from __future__ import annotations

import os
import re
import secrets
from datetime import UTC, datetime
from pathlib import Path

SUFFIX = ".warc.gz"
OPEN = ".open"

_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.warc\.gz")


def new_name(node: str) -> str:
    """A name that no other file in the world has: second, node, process, and 32 random bits for what those may share."""
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{node}-{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
    if not is_bare(name):
        raise ValueError(f"a node's name goes into file names: {node!r} cannot")
    return name


def is_bare(name: str) -> bool:
    """Whether this is a closed file's name without any folder."""
    return bool(_BARE.fullmatch(name))


def find(folder: Path, warc_file: str) -> Path | None:
    """Where the file lies in this folder, closed or still being written; None where it is not here."""
    if not is_bare(warc_file):
        return None
    closed = folder / warc_file
    for path in (closed, folder / (warc_file + OPEN), closed):  # it may be renamed between two looks
        if path.exists():
            return path
    return None
