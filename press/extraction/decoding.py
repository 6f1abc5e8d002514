"""Bytes to text: which charset a page is really in."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,4}=\s{0,4}["']?\s{0,4}([\w.:-]{2,40})|^\s{0,40}<\?xml[^>]{0,120}encoding\s?=\s?["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_META_WITHIN = 4096  # HTML asks for 1024; real pages put scripts before it
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)

#: What a label means on the web (WHATWG Encoding §4.2): older names for supersets that pages really use.
_WEB_MEANING = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}


def decode(body: bytes, charset: str | None = None, content_type: str | None = None) -> str:
    """`body` as text, never failing: BOM, then strict UTF-8, then the transport's charset, the page's own, then a guess.

    UTF-8 comes before what header and page say, for bytes above 127 that happen to be valid UTF-8 are nothing else,
    and labels are often older than the pages.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body.decode(name, "replace").removeprefix("\ufeff")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_off = error.end >= len(body) - 3 and error.start >= len(body) - 4
    labels = [_codec(label) for label in (charset, _said_by_header(content_type), _said_by_page(body))]
    if cut_off or "utf-8" in labels or _is_almost_utf8(body):
        return body.decode("utf-8", "replace")
    for label in (label for label in labels if label):
        text = body.decode(label, "replace")
        # A label that makes one sign in 500 unreadable is a wrong one.
        if text.count("\ufffd") * 500 <= len(text):
            return text
    return body.decode(_guessed(body), "replace")


def _said_by_header(content_type: str | None) -> str | None:
    match = _HEADER.search(content_type or "")
    return match[1] if match else None


def _said_by_page(body: bytes) -> str | None:
    match = _META.search(body[:_META_WITHIN])
    return (match[1] or match[2]).decode("ascii", "ignore") if match else None


def _is_almost_utf8(body: bytes) -> bool:
    """Whether a few broken bytes stand in a text that is else UTF-8 (a cut sequence, a pasted Latin-1 quote)."""
    text = body.decode("utf-8", "replace")
    broken, beyond_ascii = text.count("\ufffd"), sum(1 for sign in text if sign > "\x7f")
    return beyond_ascii > 10 * broken


def _codec(label: str | None) -> str | None:
    try:
        name = codecs.lookup(label or "").name
        b"".decode(name)  # some codecs (base64, rot13) are not for text
    except (LookupError, ValueError):
        return None
    return _WEB_MEANING.get(name, name)


def _guessed(body: bytes) -> str:
    from resiliparse.parse.encoding import detect_encoding

    return _codec(detect_encoding(body[:200_000])) or "cp1252"
