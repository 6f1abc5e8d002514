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

#: What a label means on the web (WHATWG Encoding §4.2): supersets that pages with older names really use.
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
#: Where markup begins; HTML itself is ASCII, so that in UTF-16 every second byte of it is zero.
_START = 256
_WIDE = ("utf-16", "utf-32")
_ESCAPES = b"\x1b$"  # ISO-2022-JP turns to two bytes a sign with it
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
#: Signs of two bytes as in Big5 and Shift_JIS, whose second byte may be ASCII.
_PAIRS = re.compile(rb"(?:[\x81-\xfe][\x40-\xfe]){3,}")
_EVERY_BYTE = bytes(range(256))
_LETTER = re.compile(rb"[\xc0-\xff]")
#: Hangul in KS X 1001: rows 0xB0 to 0xC8.
_HANGUL = re.compile(rb"(?:[\xb0-\xc8][\xa1-\xfe])+")
_RUN = re.compile("[^\x00-\x7f]+")
#: The signs of windows-1252 by their bytes; bytes that it leaves out are themselves.
_BYTES_OF_1252 = {ord(sign): byte for byte in range(0x80, 0xA0) if (sign := bytes([byte]).decode("cp1252", "ignore"))}
#: So many runs of signs that are UTF-8 read as windows-1252, and none that is not, are no chance and no quotation.
_FEWEST_TWICE = 3


def decode(body: bytes, charset: str | None = None, content_type: str | None = None) -> str:
    """`body` as text: see `decoded`."""
    return decoded(body, charset, content_type)[0]


def decoded(body: bytes, charset: str | None = None, content_type: str | None = None) -> tuple[str, bool]:
    """`body` as text, and whether `body` is that text in UTF-8, byte by byte.

    Never fails: BOM, then strict UTF-8, then the transport's charset, the page's own, then a guess.

    UTF-8 comes before what header and page say, for bytes above 127 that happen to be valid UTF-8 are nothing else,
    and labels are often older than the pages. A label that the bytes belie is passed over.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body.decode(name, "replace").removeprefix("\ufeff"), False
    if wide := _wide(body):
        return body.decode(wide, "replace"), False
    if b"\x1b" in body and _ESCAPES in body and "iso2022_jp" in _labels(body, charset, content_type):
        return body.decode("iso2022_jp", "replace"), False
    try:
        plain = body.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_off = error.end >= len(body) - 3 and error.start >= len(body) - 4
    else:
        once = _once(plain) if _may_be_twice(body) else plain
        return once, once is plain
    labels = _labels(body, charset, content_type)
    if cut_off or _is_utf8(body, expected="utf-8" in labels):
        return body.decode("utf-8", "replace"), False
    for label in labels:
        if label and label != "utf-8" and (text := _readable(body, label)) is not None:
            return text, False
    return _guessed(body), False


def _labels(body: bytes, charset: str | None, content_type: str | None) -> list[str | None]:
    return [_codec(label) for label in (charset, _said_by_header(content_type), _said_by_page(body))]


def _said_by_header(content_type: str | None) -> str | None:
    match = _HEADER.search(content_type or "")
    return match[1] if match else None


def _said_by_page(body: bytes) -> str | None:
    match = _META.search(body[:_META_WITHIN])
    return (match[1] or match[2]).decode("ascii", "ignore") if match else None


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark of its order: where bytes of one parity are zero in a third and more, and of the other seldom."""
    start = body[:_START]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 6 <= len(start) or min(even, odd) * 8 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _may_be_twice(body: bytes) -> bool:
    """Whether the first sign from U+00C0 to U+00FF is followed by another beyond ASCII. In a text that was encoded twice these
    are the bytes that began a sign of several: there is one in each run, and none ends it. Most texts are told by this look.
    """
    lead = body.find(b"\xc3")
    return lead >= 0 and body[lead + 2 : lead + 3] >= b"\x80"


def _once(text: str) -> str:
    """`text`, or what it was before it was taken for windows-1252 and encoded a second time."""
    runs = 0
    for run in _RUN.finditer(text):
        try:
            run[0].translate(_BYTES_OF_1252).encode("latin-1").decode("utf-8")
        except UnicodeError:
            return text
        runs += 1
    return text.translate(_BYTES_OF_1252).encode("latin-1").decode("utf-8") if runs >= _FEWEST_TWICE else text


def _is_utf8(body: bytes, *, expected: bool) -> bool:
    """Whether broken bytes stand in a text that is else UTF-8 (a cut sequence, a pasted Latin-1 quote): few of them, or, where
    a label says UTF-8, fewer than the sound ones.
    """
    text = body.decode("utf-8", "replace")
    broken, beyond_ascii = text.count("\ufffd"), sum(1 for sign in text if sign > "\x7f")
    return beyond_ascii > (2 if expected else 10) * broken


def _codec(label: str | None) -> str | None:
    """Python's codec for a label of the web; None for labels that name none, and where the bytes have shown it to be wrong."""
    if not label:
        return None
    from resiliparse.parse.encoding import map_encoding_to_html5

    try:
        name = codecs.lookup(map_encoding_to_html5(label.lower(), False) or label).name
        _EVERY_BYTE.decode(name, "replace")  # some codecs (base64, idna) are not for text
    except (LookupError, ValueError):
        return None
    return None if name.startswith(_WIDE) else _WEB_MEANING.get(name, name)


def _readable(body: bytes, label: str) -> str | None:
    """`body` by a label; None where that makes one sign in 500 unreadable, or a Latin text of words without a Latin letter."""
    text = body.decode(label, "replace")
    # The default of many servers, and so said of everything.
    if label == "cp1252" and _is_not_western(body):
        return None
    return text if text.count("\ufffd") * 500 <= len(text) else None


def _is_not_western(body: bytes) -> bool:
    """Whether most bytes beyond ASCII stand in runs, alone or in pairs: Western languages strew them among ASCII letters."""
    runs = _BEYOND_ASCII.findall(body)
    long = sum(len(run) for run in runs if len(run) > 3 and len(set(run)) > 2)  # a line of dashes is no word
    paired = sum(len(b"".join(_BEYOND_ASCII.findall(pairs))) for pairs in _PAIRS.findall(body) if len(set(pairs)) > 2)
    return max(long, paired) * 2 > sum(map(len, runs))


def _guessed(body: bytes) -> str:
    from resiliparse.parse.encoding import detect_encoding

    if not _LETTER.search(body):
        return body.decode("cp1252", "replace")  # quotation marks and dashes tell nothing of languages
    guess = _codec(detect_encoding(body[:200_000]))
    # The detector takes Korean for UTF-8, which it is not here.
    if guess in (None, "utf-8"):
        hangul = sum(map(len, _HANGUL.findall(body)))
        guess = "cp949" if hangul * 2 > sum(map(len, _BEYOND_ASCII.findall(body))) else "cp1252"
    return body.decode(guess or "cp1252", "replace")
