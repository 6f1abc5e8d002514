"""Where the embedded server's socket lies: a folder that only its owner may enter, with a path that fits into sun_path."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from archive.embedded.privileges import RunAs
from press.errors import CannotStart

PORT = 5432
#: The name that PostgreSQL gives it.
SOCKET = f".s.PGSQL.{PORT}"
#: sockaddr_un.sun_path with its closing NUL: unix(7) on Linux, 104 on the BSDs and macOS.
_SUN_PATH = 108 if sys.platform == "linux" else 104


def socket_folders(archive_dir: Path) -> tuple[Path, ...]:
    """The folders that may hold the socket, the first for choice; the same for every process that names this archive folder.

    Inside the archive folder, where it moves with the data and no cleaner of temporary files comes; else, its path being too
    long, a short one named by its digest. XDG_RUNTIME_DIR comes last: it vanishes with the login. Raises CannotStart.
    """
    real = archive_dir.resolve()
    name = f"press-archive-{hashlib.sha256(os.fsencode(real)).hexdigest()[:16]}"
    short = [Path(tempfile.gettempdir())]
    if runtime := os.environ.get("XDG_RUNTIME_DIR"):
        short.append(Path(runtime))
    fitting = tuple(folder for folder in (real / "socket", *(parent / name for parent in short)) if _fits(folder))
    if not fitting:
        raise CannotStart(
            f"the path of {real} is too long for a socket, and so is that of the folder for temporary files: "
            "set TMPDIR or XDG_RUNTIME_DIR to a folder with a short path, or ARCHIVE_DIR to a shorter one"
        )
    return fitting


def _fits(folder: Path) -> bool:
    # A comma separates folders for the server and hosts for libpq, which knows no quoting.
    return len(os.fsencode(folder / SOCKET)) < _SUN_PATH and "," not in str(folder)


def is_trusted(folder: Path, owner: int) -> bool:
    """Whether nobody but the owner and root can have put the socket there: in /tmp anybody may take a name first."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid in (owner, os.geteuid()) and not found.st_mode & 0o077


def make_socket_folder(archive_dir: Path, run_as: RunAs) -> Path:
    """The first of the folders that is there or can be made, and is trusted. Raises CannotStart."""
    folders = socket_folders(archive_dir)
    for folder in folders:
        try:
            folder.mkdir(mode=0o700)
            run_as.give(folder)
        except FileExistsError:
            pass
        except OSError:
            continue
        if is_trusted(folder, run_as.owner):
            return folder
    raise CannotStart(
        f"no private folder for the server's socket can be made: {' and '.join(map(str, folders))} cannot be made, or belong to "
        "others or are open to them; remove them, or set TMPDIR to a folder of your own"
    )
