"""Locks on files (flock(2)) that end with the process that holds them, whichever way it ends.

An flock belongs to the open file, and a forked child inherits that: without care a pool's child that outlives its killed
parent would keep the parent's locks. So every descriptor here is closed in forked children, and on exec (PEP 446).
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

_kept: set[int] = set()


def _forget_in_child() -> None:
    while _kept:
        os.close(_kept.pop())


os.register_at_fork(after_in_child=_forget_in_child)


def lock_new_file(path: Path) -> int | None:
    """Make the file (0600), open it for reading and writing, and lock it; its descriptor.

    None where the name is taken, or where a sweeper got the lock first: choose another name.
    """
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    except FileExistsError:
        return None
    return _locked(path, descriptor)


def lock_file(path: Path) -> int | None:
    """Open the file that stands there for reading and writing, and lock it; its descriptor.

    None where it is missing, or where a live process holds it.
    """
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return None
    return _locked(path, descriptor)


def unlock(descriptor: int) -> None:
    """Close the file, and with it the lock."""
    _kept.discard(descriptor)
    os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether a live process holds the file. A missing file is held by nobody."""
    return _try(path, remove=False)


def remove_if_unheld(path: Path) -> None:
    """Remove the file unless a live process holds it.

    It goes while it is locked here, so one that is just being made is not taken from under its maker: `lock_new_file` sees it.
    """
    _try(path, remove=True)


def _try(path: Path, *, remove: bool) -> bool:
    """Ask with a shared lock, so that two who ask at once do not take each other for the holder."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if remove:
            path.unlink(missing_ok=True)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _locked(path: Path, descriptor: int) -> int | None:
    """The descriptor, locked, if the name still means this file: between open and lock another may have renamed or removed it."""
    _kept.add(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass
    except OSError:
        unlock(descriptor)
        raise
    unlock(descriptor)
    return None
