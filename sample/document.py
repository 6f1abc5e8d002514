"""What a site answers for a path: bytes with their type and age."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Document:
    """An answer. `content_type` includes the charset; `modified` is None for what has no age, such as an error page.

    `gzipped`: the site codes this document with gzip where the client accepts it.
    """

    body: bytes
    content_type: str
    modified: datetime | None = None
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    gzipped: bool = False
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "etag", hashlib.sha256(self.body).hexdigest()[:20])


def redirect(location: str, status: int = 301) -> Document:
    """An old address that has moved."""
    return Document(b"", "text/html; charset=utf-8", status=status, headers=(("Location", location),))
