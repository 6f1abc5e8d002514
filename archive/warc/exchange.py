"""What goes into a WARC file, and what comes back from writing it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit
from uuid import UUID

from press.capture import RecordType

#: Header lines as (name, value), in the order they are known in; bytes, since HTTP names no charset for them.
Headers = tuple[tuple[bytes, bytes], ...]

_NOT_IN_A_URL = re.compile(r"[\x00-\x20\x7f\ud800-\udfff]")
_METHOD = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+[\x20-\x7e]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it was asked for. The machinery below may have added lines of its own (`warcinfo` says so)."""

    method: str = "GET"
    headers: Headers = ()
    body: bytes = b""

    def __post_init__(self) -> None:
        if not _METHOD.fullmatch(self.method):
            raise ValueError(f"Request.method is no token (RFC 9110, 9.1): {self.method[:40]!r}")


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: `body` is still content-coded; the transfer coding is gone. An empty `reason` is filled from the status."""

    status: int
    headers: Headers = ()
    body: bytes = b""
    reason: str = ""

    def __post_init__(self) -> None:
        if not 100 <= self.status <= 999:
            raise ValueError(f"Response.status has three digits (RFC 9110, 15), not {self.status}")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer. `url` is as fetched, `fetched_at` when the answer was there, `ip_address` who gave it."""

    url: str
    fetched_at: datetime
    request: Request
    response: Response
    ip_address: str | None = None

    def __post_init__(self) -> None:
        _check("Exchange", self.url, self.fetched_at)
        if self.ip_address is not None:
            ip_address(self.ip_address)  # ValueError where it is none


@dataclass(frozen=True, slots=True)
class Resource:
    """Something made from answers, not received: a rendered page's DOM under `urn:dom:<url>`.

    `concurrent_to` is the capture_id of the page's main document, `also` has those of what its scripts were answered.
    `refers_to` is an earlier DOM of the page with the same bytes, which are not written again.
    """

    url: str
    fetched_at: datetime
    media_type: str
    body: bytes
    concurrent_to: UUID
    also: tuple[UUID, ...] = ()
    refers_to: EarlierCapture | None = None

    def __post_init__(self) -> None:
        _check("Resource", self.url, self.fetched_at)
        if not _MEDIA_TYPE.fullmatch(self.media_type):
            raise ValueError(f"Resource.media_type is no media type: {self.media_type[:200]!r}")


@dataclass(frozen=True, slots=True)
class EarlierCapture:
    """The response or resource record that a revisit refers to: never itself a revisit. Digest in lowercase hex."""

    capture_id: UUID
    url: str
    fetched_at: datetime
    payload_digest: str

    def __post_init__(self) -> None:
        _check("EarlierCapture", self.url, self.fetched_at)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a record lies, durably. `warc_file` is the file's name once closed; offset and length (bytes) are of its gzip member.

    `record_id` is the record's WARC-Record-ID (the capture_id), `payload_digest` the sha-256 of the payload as stored.
    """

    warc_file: str
    offset: int
    length: int
    payload_digest: str
    record_type: RecordType
    record_id: UUID
    refers_to: UUID | None = None


@dataclass(frozen=True, slots=True)
class ClosedFile:
    """A file that will not change any more: sizes in bytes, sha-256 of the whole file in lowercase hex.

    `cut_bytes` were taken off its end by recovery (a torn last member, nobody's capture); `damaged_bytes` within it belong
    to no whole member: bit rot, since what is written there was once whole. A sound file has 0 and 0.
    """

    name: str
    byte_size: int
    sha256: str
    cut_bytes: int = 0
    damaged_bytes: int = 0


def _check(what: str, url: str, fetched_at: datetime) -> None:
    if fetched_at.tzinfo is None:
        raise ValueError(f"{what}.fetched_at needs a zone")
    if not url or _NOT_IN_A_URL.search(url):
        raise ValueError(f"{what}.url has a character that no address has: {url[:200]!r}")
    urlsplit(url)  # ValueError where its parts cannot be told apart
