"""Lines to paragraphs, headings, list items and table rows; words that a line's end parted are whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from press.extraction.pdf.rows import Row
from press.extraction.pdf.text import PdfLine

#: Line spacing, in ems, beyond which a line begins another paragraph; within a paragraph 1.15 to 1.5 is usual.
_LOOSE = 1.25
#: A line that ends this share of the column's width before its edge is the last of its paragraph, if a sentence ends there.
_SHORT = 0.12
_INDENT = 0.8
#: A heading is larger than the text by this much, or bolder by half.
_LARGER = 1.12
_BOLDER = 1.4
_LONGEST_HEADING = 300
_BULLET = re.compile(r"^(?:[•‣◦▪▫●○■□◆◇➢➤✓✔»·∙*–—-]|\(?\d{1,2}[.)]|\(?[a-zа-я][.)])\s+(?=\S)", re.IGNORECASE)
_SIGN = re.compile(r"^[•‣◦▪▫●○■□◆◇➢➤✓✔·∙]\s*")
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "۔", "။", "።", ":", ";", "؛")
_CLOSING = " \"'”’»)]"
_HYPHENS = "-\u2010\u00ad"
#: Scripts that put no space between words, with their punctuation.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_COMPOUND = re.compile(r"\w+-\w+")


@dataclass
class _Paragraph:
    tag: Literal["h1", "h2", "p", "li", "tr"]
    rows: list[Row] = field(default_factory=list)
    text: str = ""
    edge: float = 0.0


def paragraphs_of(stretches: Sequence[Sequence[Row]]) -> list[PdfLine]:
    """The document's text. `stretches` are columns or parts of them, in reading order over all pages."""
    rows = [row for stretch in stretches for row in stretch]
    body_size, body_weight = _usual(rows)
    compounds = {word.casefold() for row in rows for word in _COMPOUND.findall(row.text[:-1])}
    found: list[_Paragraph] = []
    for stretch in stretches:
        if not stretch:
            continue
        lead = _leading(stretch)
        edge = (min(row.x0 for row in stretch), max(row.x1 for row in stretch))
        first = True
        for row in stretch:
            rank = _rank(row, body_size, body_weight)
            last = found[-1] if found else None
            goes_on = last is not None and (_continues(last, row, rank, lead, edge) or (first and _resumes(last, row, rank)))
            first = False
            if last is not None and goes_on:
                last.text = _joined(last.text, row.text, compounds)
                last.rows.append(row)
                continue
            tag = "tr" if len(row.cells) > 1 else "li" if rank == "p" and _BULLET.match(row.text) else rank
            text = " | ".join(row.cells) if tag == "tr" else row.text
            found.append(_Paragraph(tag, [row], text, edge[0] if row.rtl else edge[1]))
    return [_line(paragraph) for paragraph in found if paragraph.text.strip()]


def _usual(rows: Sequence[Row]) -> tuple[float, float]:
    """Size and weight of most of the text."""
    sizes: Counter[float] = Counter()
    weights: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size * 2) / 2] += len(row.text)
        weights[row.weight] += len(row.text)
    return (sizes.most_common(1)[0][0], weights.most_common(1)[0][0]) if rows else (0.0, 0.0)


def _leading(rows: Sequence[Row]) -> float:
    """The usual distance of two lines in ems of the first."""
    apart = [
        (one.y - other.y) / one.size for one, other in pairwise(rows)
        if one.size > 0 and 0.8 <= (one.y - other.y) / one.size <= 2.5 and abs(one.size - other.size) < 0.1 * one.size
    ]  # fmt: skip
    return min(1.7, max(1.0, sorted(apart)[len(apart) // 3])) if apart else 1.2


def _rank(row: Row, body_size: float, body_weight: float) -> Literal["h1", "h2", "p"]:
    """What the line would be if it stood alone: by size, then by weight."""
    if len(row.cells) > 1:
        return "p"
    if row.size >= _LARGER * body_size:
        return "h1" if row.size >= 1.3 * body_size else "h2"
    bold = row.weight >= 600 or (row.weight > 0 and body_weight > 0 and row.weight >= _BOLDER * body_weight)
    return "h2" if bold and body_weight < 600 and row.size >= 0.95 * body_size else "p"


def _continues(last: _Paragraph, row: Row, rank: str, lead: float, edge: tuple[float, float]) -> bool:
    """Whether a line goes on with the paragraph above it."""
    above = last.rows[-1]
    if last.tag == "tr" or len(row.cells) > 1 or above.page != row.page or above.rtl != row.rtl:
        return False
    if _BULLET.match(row.text) or abs(above.size - row.size) > 0.08 * max(above.size, row.size):
        return False
    was_heading, is_heading = last.tag in ("h1", "h2"), rank in ("h1", "h2")
    if was_heading != is_heading:
        return False
    apart = (above.y - row.y) / max(above.size, 1.0)
    if not 0 < apart <= max(lead * _LOOSE, lead + 0.25):
        return False
    if is_heading:
        return len(last.text) + len(row.text) <= _LONGEST_HEADING
    width = max(edge[1] - edge[0], 1.0)
    ended = last.text.rstrip(_CLOSING).endswith(_ENDS)
    short = ((above.x0 - edge[0]) if row.rtl else (edge[1] - above.x1)) > _SHORT * width
    indent = (above.x1 - row.x1) if row.rtl else (row.x0 - above.x0)
    if last.tag == "li":
        return indent > -0.3 * row.size or not ended
    if short and (ended or _first_word_fits(above, row, edge)):
        return False
    return not (indent > _INDENT * row.size and ended and len(last.rows) > 0)


def _first_word_fits(above: Row, row: Row, edge: tuple[float, float]) -> bool:
    """Whether the next line's first word had room on the line above: then the break was meant."""
    word = row.text.split(" ", 1)[0]
    per_sign = (row.x1 - row.x0) / max(len(row.text), 1)
    room = (above.x0 - edge[0]) if row.rtl else (edge[1] - above.x1)
    return room > 1.6 * per_sign * (len(word) + 1) + 3 * row.size


def _resumes(last: _Paragraph, row: Row, rank: str) -> bool:
    """Whether the first line of a column or page goes on with the text before it."""
    if last.tag not in ("p", "li") or rank != "p" or len(row.cells) > 1 or _BULLET.match(row.text):
        return False
    above = last.rows[-1]
    if abs(above.size - row.size) > 0.08 * max(above.size, row.size) or last.text.rstrip(_CLOSING).endswith(_ENDS):
        return False
    first = row.text.lstrip("\"'“‘«(")[:1]
    return (
        first.islower() or (first.isalpha() and not first.isupper() and len(last.rows) > 1) or last.text.endswith(tuple(_HYPHENS))
    )


def _joined(text: str, more: str, compounds: set[str]) -> str:
    """Two lines as one. A hyphen between small letters parted a word, unless the document writes that word with it elsewhere."""
    if not text or text[-1] not in _HYPHENS:
        return f"{text}{'' if _UNSPACED.match(text[-1:]) and _UNSPACED.match(more) else ' '}{more}"
    before, after = text[-2:-1], more[:1]
    if not before or before.isspace():
        return f"{text} {more}"  # a dash
    if before.islower() and after.islower():
        word = f"{text.rsplit(' ', 1)[-1][:-1]}-{more.split(' ', 1)[0]}".strip(".,;:!?\"'()“”«»").casefold()
        return f"{text[:-1]}-{more}" if word in compounds else text[:-1] + more
    return f"{text[:-1]}-{more}"


def _line(paragraph: _Paragraph) -> PdfLine:
    text = re.sub("\u00ad$", "-", paragraph.text).replace("\u00ad", "")  # pdfium gives any hyphen at a line's end so
    if paragraph.tag == "li":
        text = _SIGN.sub("", text)
    first = paragraph.rows[0]
    return PdfLine(" ".join(text.split()), paragraph.tag, first.page, round(first.size, 1))
