"""How a PDF is read: the order of the steps. No rule of its own."""

from __future__ import annotations

from press.extraction.pdf.bidi import is_rtl
from press.extraction.pdf.characters import open_pdf
from press.extraction.pdf.columns import in_order
from press.extraction.pdf.furniture import without_furniture
from press.extraction.pdf.paragraphs import paragraphs_of
from press.extraction.pdf.rows import Row, rows_of
from press.extraction.pdf.text import PdfText


def read_pdf(body: bytes) -> PdfText:
    """The PDF as text. Never raises for any bytes: what cannot be read has its reason in `unread`."""
    opened = open_pdf(body)
    if opened.unread is not None:
        return PdfText(unread=opened.unread, pages=opened.count)
    stretches: list[list[Row]] = []
    for page in without_furniture(opened.pages):
        rtl = is_rtl(" ".join(fragment.text for fragment in page.fragments))
        stretches += [rows_of(column, page.number) for column in in_order(page.fragments, rtl=rtl)]
    lines = tuple(paragraphs_of(stretches))
    wide = sum(page.width > page.height for page in opened.pages)
    return PdfText(
        lines, None if lines else "scanned", opened.count, opened.cut, opened.title, opened.created, opened.fields,
        landscape=2 * wide > len(opened.pages),
    )  # fmt: skip
