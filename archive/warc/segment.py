"""One WARC file while it is written. Everything here blocks; the writer calls it in its thread.

Appending ends durable or leaves no trace: the file then ends where it ended before, at the last whole member.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from archive.flock import lock_new_file, unlock
from archive.folder import private_folder, sync_folder
from archive.warc.exchange import ClosedFile, EarlierCapture, Exchange, Placed, Resource
from archive.warc.names import OPEN, new_name
from archive.warc.record import Member, request_member, resource_member, response_member, warcinfo_member
from press.capture import RecordType

Entry = tuple[Exchange, EarlierCapture | None] | Resource


class Segment:
    """`NAME.warc.gz.open`, locked, with its size and sha-256 as far as it is durable.

    `usable` turns false when the file system fails in a way that leaves the file's state unknown: no more is written to it.
    """

    def __init__(self, folder: Path, node: str) -> None:
        """Make the file and write its warcinfo; both are durable on return. OSError leaves no file behind."""
        private_folder(folder)
        descriptor = None
        while descriptor is None:
            self.name = new_name(node)
            self._path = folder / (self.name + OPEN)
            descriptor = lock_new_file(self._path)
        self._descriptor: int = descriptor
        self.size = 0
        self._digest = hashlib.sha256()
        self.usable = True
        try:
            info = warcinfo_member(self.name)
            self._warcinfo_id = info.record_id
            self._pwrite(info.data, 0)
            os.fsync(self._descriptor)
            sync_folder(folder)
        except BaseException:
            self._path.unlink(missing_ok=True)
            unlock(self._descriptor)
            raise
        self._digest.update(info.data)
        self.size = len(info.data)

    def append(self, entries: list[Entry], limit: int) -> list[Placed]:
        """Append entries and make them durable with one fdatasync; where the first of them lie.

        Stops after the entry that brings the file to `limit` bytes: the rest are the next file's.
        Raises OSError with nothing appended.
        """
        at, digest, placed = self.size, self._digest.copy(), list[Placed]()
        synced = False
        try:
            for entry in entries:
                for member, captured_as in _members(entry, self._warcinfo_id):
                    self._pwrite(member.data, at)
                    digest.update(member.data)
                    if captured_as is not None:
                        placed.append(self._placed(member, captured_as, at, entry))
                    at += len(member.data)
                if at >= limit:
                    break
            synced = True
            os.fdatasync(self._descriptor)
        except BaseException:
            # After a failed fdatasync the kernel may hold dropped pages for written ones: that file is left as it is.
            self.usable = not synced and self._roll_back()
            raise
        self.size, self._digest = at, digest
        return placed

    def finish(self) -> ClosedFile:
        """Give the file its final name, durably; then the lock goes. On OSError the next start's recovery finishes it."""
        final = self._path.with_name(self.name)
        try:
            self._path.rename(final)  # while the lock is held: no recovery may take it in between
            sync_folder(final.parent)
        finally:
            self.leave()
        return ClosedFile(self.name, self.size, self._digest.hexdigest())

    def leave(self) -> None:
        """Let go of the file as it is, for recovery."""
        self.usable = False
        unlock(self._descriptor)

    def _placed(self, member: Member, captured_as: RecordType, at: int, entry: Entry) -> Placed:
        earlier = entry.refers_to if isinstance(entry, Resource) else entry[1]
        refers_to = earlier.capture_id if captured_as == "revisit" and earlier is not None else None
        return Placed(self.name, at, len(member.data), member.payload_digest, captured_as, member.record_id, refers_to)

    def _pwrite(self, data: bytes, at: int) -> None:
        rest = memoryview(data)
        while rest:
            written = os.pwrite(self._descriptor, rest, at)
            rest, at = rest[written:], at + written

    def _roll_back(self) -> bool:
        with suppress(OSError):
            os.ftruncate(self._descriptor, self.size)
            return True
        return False


def _members(entry: Entry, warcinfo_id: UUID) -> list[tuple[Member, RecordType | None]]:
    """An entry's records; the one that is named as its capture comes with its type."""
    if isinstance(entry, Resource):
        made = resource_member(entry, warcinfo_id=warcinfo_id)
        return [(made, "revisit" if made.record_type == "revisit" else "resource")]
    exchange, refers_to = entry
    answer = response_member(exchange, refers_to=refers_to, warcinfo_id=warcinfo_id)
    request = request_member(exchange, response_id=answer.record_id, warcinfo_id=warcinfo_id)
    return [(answer, "revisit" if answer.record_type == "revisit" else "response"), (request, None)]
