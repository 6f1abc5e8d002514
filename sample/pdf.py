"""PDFs with text, written by hand from ISO 32000-1: enough for readers that extract text, and small.

`pdf` is a page with a title and a few lines; `paper` takes words at their places, in any script, on any number of pages;
`wrapped` breaks a text into lines as wide as a column.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

#: A4 in points.
WIDTH, HEIGHT = 595, 842

#: Advance widths of Helvetica, in thousandths of an em, from the space to the tilde (Adobe's font metrics).
_HELVETICA = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip


#: Codes of the font for other scripts.
_MOST_OTHERS = 255
_LINE = "\n"


@dataclass(frozen=True, slots=True)
class Words:
    """Words drawn from (x, y) in points, y from below. Letters outside Latin-1 are half an em wide, in the order given."""

    x: float
    y: float
    text: str
    size: float = 11
    bold: bool = False


def pdf(title: str, lines: tuple[str, ...]) -> bytes:
    """A page with a title and lines below each other."""
    words = [Words(56, 780, title, 16)]
    words += [Words(56, 740 - 20 * number, line) for number, line in enumerate(lines)]
    return paper([words])


def paper(
    pages: Sequence[Sequence[Words]], *, title: str | None = None, created: str | None = None, fields: int = 0, rotate: int = 0,
    width: float = WIDTH, height: float = HEIGHT,
) -> bytes:  # fmt: skip
    """The document. `title` and `created` (`D:20260310090000Z`) are its information, `fields` empty fields on its first page.

    `rotate`: degrees, clockwise, by which the pages are shown turned; the words' places are those before.
    """
    objects = _Objects()
    catalog, tree, info = objects.reserve(), objects.reserve(), objects.reserve()
    others = sorted({sign for page in pages for words in page for sign in words.text if not _is_latin(sign)})
    fonts = _fonts(objects, others)
    kids = []
    for number, page in enumerate(pages):
        content = objects.add(_stream("\n".join(_shown(words, others) for words in page).encode("latin-1")))
        widgets = [
            objects.add(
                b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f%d) /Rect [56 %d 300 %d] >>" % (field, 40 + field, 52 + field)
            )
            for field in range(fields if number == 0 else 0)
        ]
        annotations = f"/Annots [{' '.join(f'{one} 0 R' for one in widgets)}] " if widgets else ""
        kids.append(objects.add(
            f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {width:g} {height:g}] /Rotate {rotate} /Contents {content} 0 R "
            f"{annotations}/Resources << /Font << {fonts} >> >> >>".encode()
        ))  # fmt: skip
    objects.put(catalog, f"<< /Type /Catalog /Pages {tree} 0 R >>".encode())
    objects.put(tree, f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>".encode())
    said = f"/Title {_string(title)} " if title else ""
    objects.put(info, f"<< {said}{f'/CreationDate ({created}) ' if created else ''}>>".encode())
    return objects.file(catalog, info)


def wrapped(
    text: str, x: float, y: float, width: float, *, size: float = 11, leading: float = 1.25, bold: bool = False,
    justified: bool = False,
) -> list[Words]:  # fmt: skip
    """The text as lines of at most this width, from `y` down; `justified` ones are drawn word by word to fill it."""
    lines: list[list[str]] = [[]]
    for word in text.split():
        if lines[-1] and width_of(" ".join([*lines[-1], word]), size) > width:
            lines.append([])
        lines[-1].append(word)
    found = []
    for number, line in enumerate(lines):
        height = y - number * leading * size
        if not justified or number == len(lines) - 1 or len(line) < 2:
            found.append(Words(x, height, " ".join(line), size, bold))
            continue
        gap = (width - sum(width_of(word, size) for word in line)) / (len(line) - 1)
        at = x
        for word in line:
            found.append(Words(at, height, word, size, bold))
            at += width_of(word, size) + gap
    return found


def width_of(text: str, size: float) -> float:
    """The width of a text in points."""
    return (
        sum(_HELVETICA[ord(sign) - 32] if 32 <= ord(sign) < 127 else 556 if _is_latin(sign) else 500 for sign in text)
        * size
        / 1000
    )


class _Objects:
    """The document's objects, numbered from 1."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def reserve(self) -> int:
        return self.add(b"")

    def add(self, body: bytes) -> int:
        self._bodies.append(body)
        return len(self._bodies)

    def put(self, number: int, body: bytes) -> None:
        self._bodies[number - 1] = body

    def file(self, catalog: int, info: int) -> bytes:
        """Header, objects, table of their places, trailer."""
        out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
        offsets = []
        for number, body in enumerate(self._bodies, start=1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\n" % (len(offsets) + 1, catalog, info)
        out += b"startxref\n%d\n%%%%EOF\n" % table
        return bytes(out)


def _fonts(objects: _Objects, others: Sequence[str]) -> str:
    """Helvetica, its bold, and for all other scripts a font of boxes that says which letters they stand for."""
    plain, bold = (
        objects.add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode())
        for name in ("Helvetica", "Helvetica-Bold")
    )
    named = f"/F1 {plain} 0 R /F2 {bold} 0 R"
    if not others:
        return named
    if len(others) > _MOST_OTHERS:
        raise ValueError(f"{len(others)} letters outside Latin-1; a document may have {_MOST_OTHERS}")
    codes = [f"<{number:02x}> <{sign.encode('utf-16-be').hex()}>" for number, sign in enumerate(others, 1)]
    table = objects.add(_stream(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Letters def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <ff>\nendcodespacerange\n{_blocks(codes)}\nendcmap\nend\nend".encode()
    ))  # fmt: skip
    glyph = objects.add(_stream(b"500 0 0 -200 500 700 d1 0 0 400 500 re f"))
    names = " ".join(["/g"] * len(others))
    own = objects.add(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 500 700] /FontMatrix [.001 0 0 .001 0 0] /Resources << >> "
        f"/CharProcs << /g {glyph} 0 R >> /Encoding << /Type /Encoding /Differences [1 {names}] >> /FirstChar 1 "
        f"/LastChar {len(others)} /Widths [{' '.join(['500'] * len(others))}] /ToUnicode {table} 0 R >>".encode()
    )
    return f"{named} /F3 {own} 0 R"


def _blocks(codes: Sequence[str]) -> str:
    """The map from codes to letters, at most a hundred of them in a block."""
    parts = [codes[start : start + 100] for start in range(0, len(codes), 100)]
    return "\n".join(f"{len(part)} beginbfchar\n{_LINE.join(part)}\nendbfchar" for part in parts)


def _shown(words: Words, others: Sequence[str]) -> str:
    """The operators that draw the words, in stretches of one font."""
    parts = []
    start = 0
    for end in range(1, len(words.text) + 1):
        if end < len(words.text) and _is_latin(words.text[end]) == _is_latin(words.text[start]):
            continue
        stretch = words.text[start:end]
        if _is_latin(stretch[0]):
            shown = stretch.encode("cp1252").decode("latin-1")
            parts.append(f"/{'F2' if words.bold else 'F1'} {words.size:g} Tf {_literal(shown)} Tj")
        else:
            parts.append(f"/F3 {words.size:g} Tf <{''.join(f'{others.index(sign) + 1:02x}' for sign in stretch)}> Tj")
        start = end
    return f"BT {words.x:g} {words.y:g} Td {' '.join(parts)} ET"


def _is_latin(sign: str) -> bool:
    """Whether the standard fonts have it."""
    try:
        sign.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _string(text: str) -> str:
    """A text string (ISO 32000-1, 7.9.2.2): UTF-16 with a byte order mark."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


def _literal(text: str) -> str:
    return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
