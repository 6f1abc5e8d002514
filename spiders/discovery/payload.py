"""From bytes as received to bytes that a parser may have: unpacked within a bound, UTF-8, without declarations of entities."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from w3lib.encoding import resolve_encoding

from spiders.discovery.document import Document

Shape = Literal["empty", "html", "json", "text", "xml"]

#: The largest sitemap that sitemaps.org allows, uncompressed. What lies beyond is not read.
MAX_BYTES = 52_428_800

#: Tags in one document. Ten times what 50,000 addresses with every usual element have; 50 MB of `<a/>` would need gigabytes.
MAX_TAGS = 4_000_000

# A feed saved as gzip and served by a server that compresses by itself is packed twice. Nobody packs three times.
_MAX_LAYERS = 2

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"))
_BOMS_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_SEVEN_BIT = ("iso-2022", "iso2022", "hz", "utf-7")  # stateful: their bytes are all ASCII, so they pass as UTF-8
_NEVER = frozenset(
    {"utf-7", "utf-8", "utf8", "idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "mbcs", "oem"}
)

# What may stand before the root element. Atomic, so that no document makes it slow.
_PROLOG = rb"(?>(?:\s+|<\?(?>.*?\?>)|<!--(?>.*?-->))*)"
_BEFORE_DOCTYPE = re.compile(_PROLOG + rb"(?=<!DOCTYPE)", re.DOTALL | re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE\s*(?P<name>\w*)[^\[>]*(?:\[(?P<inner>(?>.*?\]\s*>))|>)", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(_PROLOG + rb"<([A-Za-z_][\w.:-]*)", re.DOTALL)
_XML_START = re.compile(rb"<\?xml\s|<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]", re.IGNORECASE)
_FEED_IN_HTML = re.compile(rb"<(?:rss\s[^>]*version=|feed\s[^>]*xmlns=)", re.IGNORECASE)  # a template put round a feed
_KNOWN_ROOTS = frozenset({"rss", "feed", "rdf", "channel", "urlset", "sitemapindex", "sitemap", "url"})
_JUNK_WINDOW = 8192  # warnings of a broken server are a few lines


@dataclass(frozen=True, slots=True)
class Payload:
    """A document's content: `body` in UTF-8 without a byte order mark, `root` its first element's name."""

    body: bytes
    shape: Shape
    root: str | None


def unpack(document: Document, faults: Counter[str]) -> Payload:
    """The document's content, ready to be parsed; what had to be left out is counted in `faults`."""
    body = unpack_text(document, faults)
    if not body:
        return Payload(b"", "empty", None)
    body, doctype = _without_doctype(body, faults)
    while body.count(b"<") > MAX_TAGS:
        faults["more than 4 million tags: the rest was not read"] = 1
        body = body[: len(body) // 2]
    root = _root(body)
    if doctype == "html" or root == "html":
        inner = _FEED_IN_HTML.search(body, 0, _JUNK_WINDOW)
        if inner is None:
            return Payload(body, "html", "html")
        faults["text before the document"] += 1
        return Payload(body[inner.start() :], "xml", _root(body[inner.start() :]))
    if body.startswith(b"{"):
        return Payload(body, "json", None)
    if root not in _KNOWN_ROOTS and (match := _XML_START.search(body, 0, _JUNK_WINDOW)) and match.start():
        faults["text before the document"] += 1
        body, _ = _without_doctype(body[match.start() :], faults)
        root = _root(body)
    return Payload(body, "text" if root is None else "xml", root)


def unpack_text(document: Document, faults: Counter[str]) -> bytes:
    """The document's text in UTF-8 without a byte order mark, unpacked within the bound, blanks around it taken off."""
    body = document.body
    for _ in range(_MAX_LAYERS):
        if not body.startswith(b"\x1f\x8b"):
            break
        body = _gunzip(body, faults)
    if len(body) > MAX_BYTES:
        faults["larger than 50 MB: the rest was not read"] += 1
        body = body[:MAX_BYTES]
    return _utf8(body, document.charset, faults).strip(b" \t\r\n\x00")


def _gunzip(packed: bytes, faults: Counter[str]) -> bytes:
    """All members of a gzip file, up to the bound. A file cut short yields what can be read."""
    parts: list[bytes] = []
    room = MAX_BYTES + 1  # one byte more than is read, so that the caller sees that there is more
    while packed.startswith(b"\x1f\x8b") and room > 0:
        member = zlib.decompressobj(wbits=31)
        try:
            part = member.decompress(packed, room)
        except zlib.error:
            faults["gzip payload broken"] += 1
            parts.append(_until_broken(packed, room))
            break
        parts.append(part)
        room -= len(part)
        if not member.eof:
            if room > 0:
                faults["gzip payload cut short"] += 1
            break
        packed = member.unused_data.lstrip(b"\x00")  # tape padding, as gzip(1) ignores it
    return b"".join(parts)


def _until_broken(packed: bytes, room: int) -> bytes:
    """What decompresses before the damage: in small steps, since an error loses the whole step's output."""
    member = zlib.decompressobj(wbits=31)
    parts: list[bytes] = []
    try:
        for start in range(0, len(packed), 1024):
            part = member.decompress(packed[start : start + 1024], room)
            parts.append(part)
            room -= len(part)
            if room <= 0 or member.eof:
                break
    except zlib.error:
        pass  # counted by the caller; the parts before it stand
    return b"".join(parts)


def _utf8(body: bytes, transport: str | None, faults: Counter[str]) -> bytes:
    """The same text in UTF-8.

    A byte order mark decides (RFC 7303, section 3). Then whatever is valid UTF-8 is UTF-8: servers and generators state
    the wrong charset more often than text of another one happens to be valid. Then the transport, then the document.
    """
    for mark, encoding in _BOMS + _BOMS_16:
        if body.startswith(mark):
            return body[3:] if encoding == "utf-8" and _is_utf8(body) else _transcoded(body, encoding, faults)
    if body[:2] in (b"<\x00", b"\x00<"):
        return _transcoded(body, "utf-16-le" if body[0] else "utf-16-be", faults)
    declared = _DECLARED.search(body, 0, 512)
    named = [name.lower() for name in (transport, declared and declared[1].decode("ascii")) if name]
    if not any(name.startswith(_SEVEN_BIT) for name in named) and _is_utf8(body):
        return body
    for name in named:
        encoding_name = resolve_encoding(name)  # None for what Python does not know
        if encoding_name and encoding_name not in _NEVER and not encoding_name.startswith("utf-16"):
            return _transcoded(body, encoding_name, faults)
    return _transcoded(body, "utf-8", faults)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _transcoded(body: bytes, encoding: str, faults: Counter[str]) -> bytes:
    try:
        text = body.decode(encoding)
    except (UnicodeError, LookupError):
        try:
            text = body.decode(encoding, "replace")
        except (UnicodeError, LookupError):  # a codec that cannot replace, or is no text codec
            text = body.decode("utf-8", "replace")
        faults["characters not in the document's charset"] += 1
    return text.removeprefix("\ufeff").encode("utf-8", "replace")


def _without_doctype(body: bytes, faults: Counter[str]) -> tuple[bytes, str]:
    """The document without its DOCTYPE, and the DOCTYPE's name in lower case (empty if there is none).

    No feed or sitemap needs one, and its declarations are how entities grow a kilobyte to gigabytes or read a file.
    """
    before = _BEFORE_DOCTYPE.match(body)
    if before is None:
        return body, ""
    doctype = _DOCTYPE.match(body, before.end())
    if doctype is None:
        faults["broken DOCTYPE"] += 1
        start = _XML_START.search(body, before.end())
        return (body[start.start() :] if start else b""), ""
    if b"<!ENTITY" in (doctype["inner"] or b"").upper():
        faults["entity declarations left out"] += 1
    return body[: before.end()] + body[doctype.end() :], doctype["name"].lower().decode("ascii", "replace")


def _root(body: bytes) -> str | None:
    match = _ROOT.match(body)
    return match[1].decode("ascii", "replace").rpartition(":")[2].lower() if match else None
