"""Folders of the archive: private to its owner (0700), and durable once made."""

from __future__ import annotations

import os
from pathlib import Path

from press.errors import CannotStart


def sync_folder(folder: Path) -> None:
    """Make the folder's own entries durable: files made, renamed or removed in it are so after a power cut too.

    A file's fsync says nothing of its name (fsync(2): that needs an fsync of the directory).
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def private_folder(folder: Path) -> Path:
    """The folder, made with mode 0700 where it is missing, parents likewise. One that stands keeps the mode its owner gave it.

    Raises CannotStart where it cannot be made, or is no folder that can be written.
    """
    missing: list[Path] = []
    at = folder.absolute()
    while not at.exists():
        missing.append(at)
        at = at.parent
    try:
        for path in reversed(missing):
            path.mkdir(mode=0o700, exist_ok=True)  # another process may be making the same one
            sync_folder(path.parent)
    except OSError as error:
        raise CannotStart(
            f"the folder {folder} cannot be made: {error.strerror}; name another with ARCHIVE_DIR or give this user the right to"
        ) from error
    if not folder.is_dir():
        raise CannotStart(f"{folder} is not a folder; move it away or name another with ARCHIVE_DIR")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise CannotStart(f"the folder {folder} is not writable for this user; name another with ARCHIVE_DIR or change its owner")
    return folder
