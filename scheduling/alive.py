"""The signs of life of the workers of one archive folder: `$ARCHIVE_DIR/workers/<holder>.alive`, touched while a worker moves.

A sign's text is the worker's name. One whose process has ended (`archive.node.lives`) says nothing any more: whoever started it
sees that it ended, and it may have been started again.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from archive.folder import private_folder
from archive.node import lives


@dataclass(frozen=True, slots=True)
class Sign:
    """A worker whose process lives, and how long ago it moved last."""

    name: str
    ago: timedelta


def sign(archive_dir: Path, holder: UUID, name: str) -> None:
    """This worker moved just now. To be called by the loop that does the work: a thread would go on where that loop hangs."""
    path = private_folder(archive_dir / "workers") / f"{holder}.alive"
    if path.exists():
        path.touch()
    else:
        path.write_text(name, "utf-8")


def farewell(archive_dir: Path, holder: UUID) -> None:
    """This worker ends in good order."""
    (archive_dir / "workers" / f"{holder}.alive").unlink(missing_ok=True)


def signs(archive_dir: Path) -> list[Sign]:
    """Of each worker of this folder whose process lives; the files of the others are swept."""
    found: list[Sign] = []
    for path in (archive_dir / "workers").glob("*.alive"):
        try:
            if not lives(archive_dir, UUID(path.stem)):
                path.unlink(missing_ok=True)
                continue
            name, moved = path.read_text("utf-8", "replace"), path.stat().st_mtime
        except FileNotFoundError:  # it said farewell meanwhile
            continue
        found.append(Sign(name, timedelta(seconds=max(0.0, time.time() - moved))))
    return sorted(found, key=lambda one: (one.name, one.ago))
