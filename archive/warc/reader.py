"""Read one record back from where the database says it is, and prove that it is what was written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

from isal import isal_zlib
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader

from archive.warc import coding
from archive.warc.exchange import Headers
from archive.warc.names import find
from press.capture import RecordType
from press.errors import CaptureLost

#: Above any payload the crawler takes; a damaged member could otherwise inflate a thousandfold.
_LARGEST_RECORD = 1 << 30

_GZIP = 16 + isal_zlib.MAX_WBITS
_TYPES: dict[str, RecordType] = {"response": "response", "revisit": "revisit", "resource": "resource"}


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as it lies in the archive.

    `body` is the payload as stored, still content-coded; a revisit has none, and `refers_to` names the capture that has it.
    `url` is that of the capture: a resource's without `urn:dom:`. A resource has no status and no headers but its media type;
    `concurrent_to` are the captures it was made from, its document first.
    """

    record_id: UUID
    record_type: RecordType
    url: str
    fetched_at: datetime
    http_status: int | None
    reason: str
    headers: Headers
    body: bytes
    payload_digest: str
    refers_to: UUID | None
    concurrent_to: tuple[UUID, ...] = ()

    def header(self, name: str) -> str | None:
        """A header's value, several lines of it joined by `, ` (RFC 9110, 5.3); UTF-8 where it is that, else Latin-1."""
        wanted = name.lower().encode()
        values = [value for line, value in self.headers if line.lower() == wanted]
        if not values:
            return None
        joined = b", ".join(values)
        try:
            return joined.decode()
        except UnicodeDecodeError:
            return joined.decode("latin-1")

    def decoded(self, bound: int) -> bytes:
        """The payload without its content codings, at most `bound` bytes. Raises Unreadable (see `archive.warc.coding`)."""
        return coding.decoded(self.body, self.header("content-encoding"), bound)


def read(
    folder: Path, warc_file: str, offset: int, length: int, *, record_id: UUID | None = None, payload_digest: str | None = None
) -> StoredRecord:
    """The record whose gzip member lies at `offset` (bytes) in the file, which may be closed or still being written.

    Its digests are checked against its bytes, and `record_id` and `payload_digest` (lowercase hex), where given, against what
    the record says. Raises CaptureLost. It blocks: call it in a thread where an event loop runs.
    """
    place = f"{warc_file} at {offset}"
    try:
        path = find(folder, warc_file)
        if path is None:
            raise CaptureLost(f"{warc_file} is not in {folder}: bring it back from where it was moved to, or from a back-up")
        with path.open("rb") as file:
            file.seek(offset)
            member = file.read(length)
    except (OSError, ValueError) as error:
        raise CaptureLost(f"{place} cannot be read ({error}): mend the disk, or bring the file back from a back-up") from error
    try:
        record = _parse(member, length)
    except _Damaged as error:
        raise CaptureLost(f"{place}: {error}; bring the file back from a back-up (press.warc has its sha-256)") from error
    if record_id is not None and record.record_id != record_id:
        raise CaptureLost(f"{place} is the record of {record.record_id}, not of {record_id}: the database is not of this file")
    if payload_digest is not None and record.payload_digest != payload_digest:
        raise CaptureLost(
            f"{place} has another payload than the database says: bring the file or the database back from a back-up"
        )
    return record


class _Damaged(Exception):
    """What is wrong with the bytes."""


def _parse(member: bytes, length: int) -> StoredRecord:
    if len(member) < length or not member:
        raise _Damaged(f"the file ends after {len(member)} of {length} bytes")
    stream = isal_zlib.decompressobj(wbits=_GZIP)
    try:
        data = stream.decompress(member, _LARGEST_RECORD)
    except isal_zlib.error as error:  # type: ignore[misc]  # the stub has an instance for the class
        raise _Damaged(f"no whole gzip member ({error})") from error
    if not stream.eof or stream.unused_data:
        raise _Damaged(f"no gzip member of {length} bytes")
    try:
        block = ArcWarcRecordLoader().parse_record_stream(BytesIO(data), known_format="warc", no_record_parse=True)
        return _record(block)
    except (ArchiveLoadFailed, EOFError, ValueError, KeyError) as error:
        raise _Damaged(f"no WARC record ({error})") from error


def _record(record: ArcWarcRecord) -> StoredRecord:
    block = record.raw_stream.read()
    fields = {name.lower(): value for name, value in record.rec_headers.headers}
    kind = _TYPES.get(fields["warc-type"])
    if kind is None:
        raise _Damaged(f"a {fields['warc-type']} record, which is no capture")
    if len(block) != int(fields["content-length"]) or _sha256(block) != fields["warc-block-digest"]:
        raise _Damaged("its block is not what its digest says")
    if kind == "resource":
        status, reason, body = None, "", block
        headers: Headers = ((b"Content-Type", fields["content-type"].encode()),)
    elif kind == "revisit" and not block:  # of a resource, which has no headers
        status, reason, headers, body = None, "", (), b""
    else:
        status, reason, headers, body = _http(block)
    if kind != "revisit" and _sha256(body) != fields["warc-payload-digest"]:
        raise _Damaged("its payload is not what its digest says")
    refers_to = fields.get("warc-refers-to")
    return StoredRecord(
        record_id=_uuid(fields["warc-record-id"]),
        record_type=kind,
        url=fields["warc-target-uri"].removeprefix("urn:dom:"),
        fetched_at=datetime.fromisoformat(fields["warc-date"]),
        http_status=status,
        reason=reason,
        headers=headers,
        body=body,
        payload_digest=fields["warc-payload-digest"].removeprefix("sha256:"),
        refers_to=_uuid(refers_to) if refers_to else None,
        concurrent_to=tuple(_uuid(value) for name, value in record.rec_headers.headers if name.lower() == "warc-concurrent-to"),
    )


def _http(block: bytes) -> tuple[int, str, Headers, bytes]:
    """Status, reason, headers and body of a block that `archive.warc.record` wrote: its head has no folded lines."""
    head, _, body = block.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    _, status, *reason = first.split(b" ", 2)
    pairs = tuple((name, value) for name, _, value in (line.partition(b": ") for line in lines))
    return int(status), reason[0].decode("utf-8", "replace") if reason else "", pairs, body


def _sha256(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _uuid(urn: str) -> UUID:
    return UUID(urn.strip("<>").removeprefix("urn:uuid:"))
