"""Who uses the embedded server: two files in ARCHIVE_DIR, locked with flock(2).

    postgres.gate    held exclusively while somebody starts or stops the server: races end here
    postgres.users   held shared by each process that uses it; who gets it exclusively is the last, and stops the server

The kernel lets go of both when a process dies, however it dies, so no count can be wrong.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from press.errors import CannotStart

_open: set[int] = set()


def _forget_in_child() -> None:
    # A forked child shares its parent's flock: one that outlived its killed parent would count as a user for ever.
    while _open:
        with suppress(OSError):
            os.close(_open.pop())


os.register_at_fork(after_in_child=_forget_in_child)


@contextmanager
def gate(archive_dir: Path) -> Iterator[None]:
    """Alone at the server's start or stop. Waits for the other to be done. Raises CannotStart."""
    descriptor = _opened(archive_dir / "postgres.gate")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        _closed(descriptor)


class Use:
    """This process's share in the server. `end` tells whether it was the last; call both ends within the gate."""

    def __init__(self, archive_dir: Path) -> None:
        self._descriptor = _opened(archive_dir / "postgres.users")
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)  # never waits: the exclusive lock is only ever tried for, within the gate

    def end(self) -> bool:
        """Give the share back; True where nobody else holds one."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            return False
        finally:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            _closed(self._descriptor)


def _opened(path: Path) -> int:
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise CannotStart(
            f"{path} cannot be opened: {error.strerror}; make the folder writable or name another with ARCHIVE_DIR"
        ) from error
    _open.add(descriptor)
    return descriptor


def _closed(descriptor: int) -> None:
    _open.discard(descriptor)
    os.close(descriptor)
