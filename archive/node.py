"""Who this archive folder is, and who works in it: the node's id, and a locked file for each live process.

    $ARCHIVE_DIR/node                    the id, made once; WARC files and leases carry it
    $ARCHIVE_DIR/holders/<uuid>.lock     held (flock) by one process for as long as it lives

A lease whose holder is of this node and is seen to be dead needs no waiting for; of another node's nothing can be seen.
"""

from __future__ import annotations

import os
import re
import uuid
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from archive.flock import is_held, lock_new_file, remove_if_unheld, unlock
from archive.folder import private_folder, sync_folder
from press.errors import CannotStart

_NODE = re.compile(r"[0-9a-f]{32}")


def node_of(archive_dir: Path) -> str:
    """The id of this archive folder: 32 lowercase hex digits, made at the first call and the same ever after.

    Of processes that make it at the same instant one wins, and all return its id. Raises CannotStart.
    """
    path = private_folder(archive_dir) / "node"
    try:
        if not path.exists():
            _make(path)
        node = path.read_text(encoding="ascii", errors="replace").strip()
    except OSError as error:
        raise CannotStart(f"{path} cannot be used: {error.strerror}; the archive folder must be readable and writable") from error
    if not _NODE.fullmatch(node):
        raise CannotStart(
            f"{path} is damaged: restore it from a back-up, or write the node into it that press.warc has for this machine"
        )
    return node


def _make(path: Path) -> None:
    """Write the id beside its place and link it there: the name appears with its content or not at all, and never twice."""
    draft = path.with_name(f".node.{uuid.uuid4().hex}")
    try:
        with draft.open("x", encoding="ascii") as file:
            file.write(uuid.uuid4().hex + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first: its id is the one
            path.hardlink_to(draft)
        sync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def lives(archive_dir: Path, holder_id: UUID) -> bool:
    """Whether the process that has this id as a holder of leases lives, and is one of this folder's."""
    return is_held(_lock_of(archive_dir / "holders", holder_id))


def _lock_of(folder: Path, holder_id: UUID) -> Path:
    return folder / f"{holder_id}.lock"


class Holder:
    """This process as a holder of leases: alive for as long as its file is locked.

    `holder_id` and `node` go into the rows that it leases. The kernel lets the lock go when the process ends, SIGKILL included.
    """

    def __init__(self, archive_dir: Path) -> None:
        """Take an id and its lock, and sweep the files that dead holders left. Raises CannotStart."""
        self.node = node_of(archive_dir)
        self._folder = private_folder(archive_dir / "holders")
        self._descriptor: int | None = None
        try:
            while self._descriptor is None:
                self.holder_id = uuid.uuid4()
                self._descriptor = lock_new_file(self._path(self.holder_id))
            self._sweep()
        except OSError as error:
            self.release()
            raise CannotStart(f"no file can be locked in {self._folder}: {error.strerror}; see to its file system") from error

    def is_dead(self, holder_id: UUID, node: str) -> bool:
        """Whether that holder is seen to be dead: it is of this node, and nobody holds its file (or there is none any more).

        False of every other node's: its processes cannot be seen from here.
        """
        return node == self.node and not is_held(self._path(holder_id))

    def release(self) -> None:
        """Stop being a holder: for a process that goes on without its leases, and for an orderly end."""
        if self._descriptor is not None:
            self._path(self.holder_id).unlink(missing_ok=True)  # before the lock goes: after it the file may be swept
            unlock(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()

    def _path(self, holder_id: UUID) -> Path:
        return _lock_of(self._folder, holder_id)

    def _sweep(self) -> None:
        for path in self._folder.glob("*.lock"):
            remove_if_unheld(path)
