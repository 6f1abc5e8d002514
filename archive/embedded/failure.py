"""Why PostgreSQL did not start: one line from many, with the remedy where it is known."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from press.errors import CannotStart

#: Below this much free space PostgreSQL cannot be trusted to start: it may need two WAL segments of 16 MB.
_NEEDED = 32 * 1024 * 1024

_REASON = re.compile(r"(?:(?:FATAL|PANIC): |error: |could not ).*")


def server_failure(what: str, said: str, log: Path) -> CannotStart:
    """`what` failed; `said` is what PostgreSQL's programs wrote, and `log` where more may stand, in the archive's folder."""
    folder = log.parent
    found = _REASON.search(said)
    reason = " ".join(found[0].split()) if found else "it gave no reason"
    # A server on a full disk cannot even say so in its log.
    if "No space left" in said or "Disk quota" in said or shutil.disk_usage(folder).free < _NEEDED:
        return CannotStart(f"{what}: the disk that holds {folder} is full; make room, or name another with ARCHIVE_DIR")
    if "Read-only" in said or "Permission denied" in said:
        return CannotStart(f"{what}: {folder} cannot be written ({reason}); make it writable, or name another with ARCHIVE_DIR")
    return CannotStart(f"{what}: {reason}; see {log}, or set DATABASE_URL to a PostgreSQL server, version 15 or later")
