"""pdfium's side: bytes to the text fragments of each page. The only file that speaks with pdfium.

Everything is bounded: pages, characters, and by the reading processes time and memory; what a hostile document makes of pdfium's
own code ends its process, not the crawl.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from press.extraction.pdf.assembling import Run, assembled
from press.extraction.pdf.fragments import Glyph, PageText
from press.extraction.pdf.text import Unread
from press.text import one_line

#: Pages read. A longer document is no release, and of its text this is enough to be found by.
MOST_PAGES = 200
#: Characters read: 60 pages of close print, half a second's work.
MOST_CHARACTERS = 200_000
#: No document that people print has more pages; a page tree that says so is made to be walked for ever.
ENDLESS = 100_000
_MOST_FIELDS = 1000
#: Ends of lines, and what pdfium puts in place of a hyphen there.
_BREAKS = frozenset((10, 13))
_HYPHENS = frozenset((2, 0xFFFE, 0xAD))
_BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)
_DATE = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?\s*(?:([+-])(\d\d)'?(\d\d)?|(Z))?")


@dataclass(frozen=True, slots=True)
class Opened:
    """A PDF's pages, and what it says of itself; `unread` where it has none to give."""

    pages: tuple[PageText, ...] = ()
    unread: Unread | None = None
    count: int = 0
    cut: bool = False
    title: str | None = None
    created: datetime | None = None
    fields: int = 0


def open_pdf(body: bytes) -> Opened:
    """The text of a PDF as it stands on its pages. Never raises for any bytes."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        return Opened(unread="encrypted" if error.err_code == pdfium.FPDF_ERR_PASSWORD else "broken")
    try:
        return _opened(document)
    finally:
        document.close()


def _opened(document: Any) -> Opened:
    count = len(document)
    if count > ENDLESS:
        return Opened(unread="endless", count=count)
    pages: list[PageText] = []
    left, fields, broken = MOST_CHARACTERS, 0, 0
    for number in range(min(count, MOST_PAGES)):
        if left <= 0:
            break
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:  # one page of many: the others may be read
            broken += 1
            continue
        read, taken = _page(page, text, number, left)
        pages.append(read)
        left -= taken
        fields += _fields(page) if fields < _MOST_FIELDS else 0
        text.close()
        page.close()
    if not pages:
        return Opened(unread="broken", count=count)
    if not any(page.fragments for page in pages):
        return Opened(unread="scanned", count=count)
    return Opened(
        tuple(pages), None, count, count > len(pages) + broken or left <= 0, one_line(_said(document, "Title")),
        _instant(_said(document, "CreationDate")), fields,
    )  # fmt: skip


def _said(document: Any, key: str) -> str:
    """What the document says of itself under the key; '' where that is damaged, for its pages may be read all the same."""
    try:
        value: str = document.get_metadata_value(key)
    except UnicodeDecodeError:  # half a character
        return ""
    return value


def _page(page: Any, text: Any, number: int, most: int) -> tuple[PageText, int]:
    width, height = page.get_size()
    count = min(text.count_chars(), most)
    return PageText(number, width, height, tuple(assembled(list(_runs(text.raw, count))))), count


def _runs(text: Any, count: int) -> Iterator[Run]:
    """Runs of glyphs as pdfium parts them, each with the weight of its font and its angle."""
    unicode_of, font_size, box_of, origin_of = (
        pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetFontSize, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    )  # fmt: skip
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    run: list[Glyph] = []
    weight, angle, size, said = 0.0, 0, 0.0, -1.0
    high = ""
    for index in range(count):
        code = unicode_of(text, index)
        if code in _BREAKS:
            if run:
                yield run, min(weight, _weight(text, index - 1)), angle  # a bold word does not make its line bold
            run, said = [], -1.0
            continue
        if 0xD800 <= code < 0xDC00:  # pdfium speaks UTF-16
            high = chr(code)
            continue
        sign = "\u00ad" if code in _HYPHENS else chr(code)
        if high:
            sign, high = (high + sign).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore"), ""
        if not code or not sign or not box_of(text, index, box) or not origin_of(text, index, x, y):
            continue
        if sign == " " and box.right <= box.left:
            if run:  # made by pdfium, which saw a gap
                run.append(Glyph(" ", run[-1].x1, run[-1].x1, run[-1].y, size))
            continue
        if (told := font_size(text, index)) != said:
            said, size = told, _size(text, index, told)
            if not run:
                weight, angle = _weight(text, index), _quarter(text, index)
        run.append(_placed(sign, box, x.value, y.value, size, angle))
    if run:
        yield run, min(weight, _weight(text, count - 1)), angle


def _placed(sign: str, box: Any, x: float, y: float, size: float, angle: int) -> Glyph:
    """The glyph where it would stand if its line, turned by this many quarters to the right, were level."""
    match angle:
        case 3:
            return Glyph(sign, box.bottom, box.top, -x, size)
        case 2:
            return Glyph(sign, -box.right, -box.left, -y, size)
        case 1:
            return Glyph(sign, -box.top, -box.bottom, x, size)
        case _:
            return Glyph(sign, box.left, max(box.right, box.left), y, size)


def _size(text: Any, index: int, told: float) -> float:
    """The size in points as drawn: a font's own size times the scale of its matrix."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, matrix):
        return float(told)
    scale = (matrix.c**2 + matrix.d**2) ** 0.5
    return float(told * scale) or float(told)


def _weight(text: Any, index: int) -> float:
    """By the font's name, else by the thickness of its stems; 0 where nothing is known."""
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    if pdfium.FPDFText_GetFontInfo(text, index, name, 128, flags) and _BOLD.search(name.value.decode("utf-8", "replace")):
        return 700.0
    return float(max(0, pdfium.FPDFText_GetFontWeight(text, index)))


def _quarter(text: Any, index: int) -> int:
    turns = pdfium.FPDFText_GetCharAngle(text, index) / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < 0.06 else -1


def _fields(page: Any) -> int:
    """Form fields to be filled in: widget annotations (ISO 32000-1, 12.5.6.19)."""
    found = 0
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_FIELDS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        if annotation:
            found += pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET
            pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def _instant(text: str) -> datetime | None:
    """A date as PDFs write it (ISO 32000-1, 7.9.4): D:20240503142530+02'00'. None without a zone, or where it is none."""
    match = _DATE.match(text.strip())
    if not match or not (match[7] or match[10]):
        return None
    year, month, day, hour, minute, second = (
        int(part or default) for part, default in zip(match.groups()[:6], (0, 1, 1, 0, 0, 0), strict=True)
    )
    offset = timedelta(hours=int(match[8] or 0), minutes=int(match[9] or 0))
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=timezone(-offset if match[7] == "-" else offset))
    except ValueError:
        return None
