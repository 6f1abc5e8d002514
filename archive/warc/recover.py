"""Close the WARC files that dead processes left open, so that every record that was acknowledged stays readable.

A killed writer leaves whole gzip members and at most one torn member after them, which nobody was told of. Only that tail is
cut. Damage before the last whole member is no torn write but a fault of the disk: it stays where it is, counted.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from isal import isal_zlib

from archive.flock import lock_file, unlock
from archive.folder import sync_folder
from archive.warc.exchange import ClosedFile
from archive.warc.names import OPEN, SUFFIX, is_bare
from press.errors import CannotStart

_CHUNK = 1 << 17
_LARGEST_WARCINFO = 4096
_GZIP = 16 + isal_zlib.MAX_WBITS
_RECORD = b"WARC/"
_RECORD_ID = re.compile(rb"WARC-Record-ID: (<urn:uuid:[0-9a-f-]{36}>)")
_BEGUN = 1024  # bytes: our records name themselves and their file's warcinfo in the first 300

#: How a member of ours begins: gzip, deflate, no flags, no time.
_MEMBER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00"


def recover(folder: Path, unclosed: Iterable[str] = ()) -> list[ClosedFile]:
    """Finish each `*.warc.gz.open` whose lock can be had; those of live processes are not touched. Returns what rows must learn.

    `unclosed` are the files whose rows of this node are still open: one that has its final name already (its writer died between
    renaming and telling) is measured and returned as well. A file that ends within its warcinfo had its writer killed before its
    row could be written: it is removed. Blocks: some 5 s for a gigabyte (220 MB/s measured). Raises CannotStart.
    """
    try:
        closed = [file for path in sorted(folder.glob(f"*{SUFFIX}{OPEN}")) if (file := _finish(path))]
        finished = {file.name for file in closed}
        renamed = (name for name in unclosed if name not in finished and is_bare(name) and (folder / name).exists())
        return closed + [_measure(folder / name) for name in renamed]
    except OSError as error:
        raise CannotStart(
            f"a WARC file that was left open cannot be closed: {error}; its folder must be readable and writable for this user"
        ) from error


def _finish(path: Path) -> ClosedFile | None:
    descriptor = lock_file(path)
    if descriptor is None:
        return None
    try:
        return _finish_locked(descriptor, path)
    finally:
        unlock(descriptor)


def _finish_locked(descriptor: int, path: Path) -> ClosedFile | None:
    size = os.fstat(descriptor).st_size
    end, damaged = _whole(descriptor, size)
    if end == 0 and size > _LARGEST_WARCINFO:  # once it had whole members: what is left is somebody's to look at
        end = damaged = size
    if end == 0:
        path.unlink()
        sync_folder(path.parent)
        return None
    if end < size:
        os.ftruncate(descriptor, end)
    os.fsync(descriptor)
    final = path.with_name(path.name.removesuffix(OPEN))
    path.rename(final)
    sync_folder(final.parent)
    return ClosedFile(final.name, end, _sha256(descriptor), cut_bytes=size - end, damaged_bytes=damaged)


def _measure(path: Path) -> ClosedFile:
    with path.open("rb") as file:
        return ClosedFile(path.name, os.fstat(file.fileno()).st_size, _sha256(file.fileno()))


def _whole(descriptor: int, size: int) -> tuple[int, int]:
    """Where the last whole member ends, and how many bytes before that belong to none.

    After damage only records that name this file's warcinfo count: a page may itself carry WARC members, and those of a page in
    the torn tail are none of this file's.
    """
    at = end = damaged = 0
    warcinfo = b""
    while at < size:
        after, begun = _member(descriptor, at)
        if after is not None and (at == end or warcinfo in begun):
            if at == 0 and (found := _RECORD_ID.search(begun)):
                warcinfo = found[1]
            damaged += at - end
            at = end = after
        else:
            at = _next_start(descriptor, at + 1, size)
    return end, damaged


def _member(descriptor: int, at: int) -> tuple[int | None, bytes]:
    """Where the member that begins at `at` ends (None: there is none, not a whole one, or no WARC record), and how it begins."""
    stream = isal_zlib.decompressobj(wbits=_GZIP)
    begun = b""
    while chunk := os.pread(descriptor, _CHUNK, at):
        at += len(chunk)
        while chunk and not stream.eof:
            try:
                data = stream.decompress(chunk, _CHUNK)
            except isal_zlib.error:  # type: ignore[misc]  # the stub has an instance for the class
                return None, begun
            begun += data[: _BEGUN - len(begun)]
            if not begun.startswith(_RECORD[: len(begun)]):
                return None, begun
            chunk = stream.unconsumed_tail
        if stream.eof:
            return at - len(stream.unused_data), begun
    return None, begun


def _next_start(descriptor: int, at: int, size: int) -> int:
    """The next place where a member may begin; `size` if there is none."""
    while chunk := os.pread(descriptor, _CHUNK, at):
        found = chunk.find(_MEMBER)
        if found >= 0:
            return at + found
        if len(chunk) < len(_MEMBER):
            break
        at += len(chunk) - len(_MEMBER) + 1
    return size


def _sha256(descriptor: int) -> str:
    with open(descriptor, "rb", closefd=False) as file:
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest()
