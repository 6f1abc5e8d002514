"""The lines of a file that somebody hands in: plain or gzipped, from a path or from standard input, one in memory at a time."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from scrapy.exceptions import UsageError

from press.errors import Unreadable

#: No release is longer; a file without line ends must not fill the memory.
LONGEST = 64_000_000

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The file, or standard input for `-`, decompressed where it is gzipped. Raises UsageError where there is none."""
    if path == "-":
        yield _plain(cast(io.BufferedReader, sys.stdin.buffer))
        return
    with ExitStack() as stack:
        try:
            file = stack.enter_context(Path(path).open("rb"))
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror}") from error
        yield _plain(file)


def lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Number and content of each line that is not blank; None for one that is longer than LONGEST.

    Raises Unreadable where the file breaks off or is damaged: what came before it has been given out.
    """
    number = 0
    try:
        while line := file.readline(LONGEST + 1):
            number += 1
            if len(line) > LONGEST and not line.endswith(b"\n"):
                while line and not line.endswith(b"\n"):
                    line = file.readline(LONGEST)
                yield number, None
            elif stripped := (line.removeprefix(_BOM) if number == 1 else line).strip():
                yield number, stripped
    except (EOFError, OSError, zlib.error) as error:
        raise Unreadable(f"after line {number} it cannot be read on: {error}") from error


def _plain(file: io.BufferedReader) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=file)) if file.peek(2)[:2] == _GZIP else file
