"""The sign of life of the workers of one archive folder: `$ARCHIVE_DIR/workers/<holder>.alive`, touched while a worker moves."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from archive.folder import private_folder


def sign(archive_dir: Path, holder: object) -> None:
    """This worker moved just now. To be called by the loop that does the work: a thread would go on where that loop hangs."""
    (private_folder(archive_dir / "workers") / f"{holder}.alive").touch()


def farewell(archive_dir: Path, holder: object) -> None:
    """This worker ends in good order."""
    (archive_dir / "workers" / f"{holder}.alive").unlink(missing_ok=True)


def last_sign(archive_dir: Path) -> timedelta | None:
    """How long ago a worker of this folder moved last; None where none has left a sign. Signs older than a day are swept."""
    newest: float | None = None
    for path in (archive_dir / "workers").glob("*.alive"):
        try:
            moved = path.stat().st_mtime
            if time.time() - moved > 86_400:
                path.unlink(missing_ok=True)
                continue
        except FileNotFoundError:  # it said farewell meanwhile
            continue
        newest = moved if newest is None else max(newest, moved)
    return None if newest is None else timedelta(seconds=max(0.0, time.time() - newest))
