"""The body as HTML that is safe to show: the same paragraphs as the text, nothing executable, links absolute.

Lists and quotations are nested as in the page and tables keep their columns. Pictures and their captions are not in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from html import escape

import nh3
from selectolax.lexbor import LexborNode

from press.extraction.blocks import INLINE, Block
from press.extraction.document import Document
from press.extraction.nesting import Level, Place, cell_of, item_place, place_of, table_level, table_of, without_wrapping
from press.extraction.paragraphs import Paragraph
from press.extraction.styled import hidden_in, part_lines, styled_in
from press.text import without_invisible

_TAGS = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "tbody", "tr", "th",
         "td", "a", "abbr", "b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "small", "code", "br", "cite", "q",
         "mark", "bdi", "bdo", "time", "ruby", "rb", "rt", "rp"}  # fmt: skip
_CELL = {"colspan", "rowspan"}
_ATTRIBUTES = {"a": {"href", "title", "hreflang"}, "abbr": {"title"}, "time": {"datetime"}, "ol": {"start"}, "td": _CELL,
               "th": _CELL, "*": {"dir", "lang"}}  # fmt: skip
_SANITISER = nh3.Cleaner(
    tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"}, link_rel="noopener nofollow"
)
_MOST_MARKUP = 4000
_LEAVES = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6", "pre": "pre"}
#: Items of a text that has no tree (a PDF's): one list for those that follow each other.
_LOOSE_LIST, _LOOSE_TABLE = Level(-1, "ul"), Level(-2, "table")
#: A start tag of an element that has an end tag.
_START_TAG = re.compile(r"<(?!br>|wbr>|img[ >]|source[ >])[a-z]")
#: Tags at the edges of a paragraph; deeper emphasis is nobody's.
_OPENING = re.compile(r"(?:<(?!br>|wbr>)[a-z]{1,10}(?: [^<>]{0,400})?>){0,6}")
_CLOSING = re.compile(r"(?:</[a-z]{1,10}>){0,6}\Z")
_TWO_BREAKS = re.compile(r"(?:<br>\s{0,20}){2,}")


def body_html(document: Document, paragraphs: Sequence[Paragraph]) -> str | None:
    """The paragraphs as sanitised HTML; None where there are none."""
    if not paragraphs:
        return None
    html = _SANITISER.clean(_Writer(document).written(paragraphs))
    if html.isascii():
        return html
    # Composed with a tag's end, this one sign would take the tag apart.
    return unicodedata.normalize("NFC", without_invisible(html).replace(">\u0338", ">&#824;"))


class _Writer:
    """Writes paragraph after paragraph, opening and closing what they stand in."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.known: dict[int, Place] = {}
        self.out: list[str] = []
        self.open: list[Level] = []
        self.loose = -1  # how much was written when an item's or a quotation's own words ended

    def written(self, paragraphs: Sequence[Paragraph]) -> str:
        rows = self._rows(paragraphs)
        places = without_wrapping([self._place(p, row, at) for at, (p, row) in enumerate(zip(paragraphs, rows, strict=True))])
        at = 0
        while at < len(paragraphs):
            paragraph, row, last = paragraphs[at], rows[at], at + 1
            self._move_to(places[at].levels)
            if self.open and self.open[-1].tag == "table":
                # What is prose in a cell and what is not are paragraphs of their own, and stay in one row.
                while last < len(paragraphs) and row is not None and (other := rows[last]) is not None:
                    if other.mem_id != row.mem_id:
                        break
                    last += 1
                self.out.append(self._cells([block for one in paragraphs[at:last] for block in one.blocks], row))
            else:
                self.out.append(self._leaf(paragraph, places[at]))
            at = last
        self._move_to(())
        return "".join(self.out)

    def _rows(self, paragraphs: Sequence[Paragraph]) -> list[LexborNode | None]:
        """The row that each paragraph is or stands in, of tables that have a row of several cells: others lay out the page."""
        rows = [self._row(paragraph) for paragraph in paragraphs]
        tables = {
            table.mem_id
            for paragraph, row in zip(paragraphs, rows, strict=True)
            if row is not None and len(paragraph.blocks) > 1 and (table := table_of(row)) is not None
        }
        return [row if row is not None and (t := table_of(row)) is not None and t.mem_id in tables else None for row in rows]

    def _row(self, paragraph: Paragraph) -> LexborNode | None:
        if not paragraph.blocks or (node := paragraph.blocks[0].node) is None:
            return None
        if not paragraph.is_row and paragraph.blocks[0].tag not in ("td", "th"):
            return None
        cell = cell_of(node)
        return cell.parent if cell is not None and cell.parent is not None and cell.parent.tag == "tr" else None

    def _place(self, paragraph: Paragraph, row: LexborNode | None, at: int) -> Place:
        if row is not None and (table := table_of(row)) is not None:
            levels = table_level(table, self.known)
            return Place(levels, levels[-1].direction, levels[-1].language)
        if len(paragraph.blocks) > 1:
            return Place((_LOOSE_TABLE,))
        if paragraph.blocks and (node := paragraph.blocks[0].node) is not None:
            return item_place(place_of(node, self.known))
        if paragraph.blocks and paragraph.blocks[0].tag in ("li", "dt", "dd"):
            return Place((_LOOSE_LIST, Level(-3 - at, "li")))
        return Place()

    def _move_to(self, levels: tuple[Level, ...]) -> None:
        shared = 0
        while shared < min(len(levels), len(self.open)) and levels[shared] == self.open[shared]:
            shared += 1
        while len(self.open) > shared:
            tag = self.open.pop().tag
            self.out.append("</tbody></table>" if tag == "table" else f"</{tag}>")
        for level in levels[shared:]:
            start = f' start="{level.start}"' if level.start is not None else ""
            opening = f"<{level.tag}{start}{self._saying(level.direction, level.language)}>"
            self.out.append(opening + "<tbody>" if level.tag == "table" else opening)
            self.open.append(level)

    def _saying(self, direction: str, language: str) -> str:
        """The attributes for what differs from the element around."""
        around = self.open[-1] if self.open else Level(0, "")
        said = f' dir="{direction}"' if direction and direction != around.direction else ""
        return said + (f' lang="{escape(language)}"' if language and language != around.language else "")

    def _leaf(self, paragraph: Paragraph, place: Place) -> str:
        block = paragraph.blocks[0] if paragraph.blocks else None
        inner = self._markup(block) if block else escape(paragraph.text, quote=False)
        is_own = block is not None and self.open and (block.node is None or block.node.mem_id == self.open[-1].key)
        if is_own and self.loose != len(self.out):
            self.loose = len(self.out) + 1
            return inner
        tag = _LEAVES.get(block.tag, "p") if block else "p"
        opening = f"<{tag}{self._saying(place.direction, place.language)}>"
        if tag == "p" and "<br>" in inner and (pieces := _parted(inner)):
            return "".join(f"{opening}{piece}</p>" for piece in pieces)
        return f"{opening}{inner}</{tag}>"

    def _cells(self, blocks: Sequence[Block], row: LexborNode | None) -> str:
        """The row with all its cells, so that columns stay columns; empty where the text has nothing of a cell."""
        if row is None:
            return "<tr>" + "".join(f"<td>{self._markup(block)}</td>" for block in blocks) + "</tr>"
        filled: dict[int, list[Block]] = {}
        for block in blocks:
            if (cell := cell_of(block.node)) is not None:
                filled.setdefault(cell.mem_id, []).append(block)
        cells = []
        node = row.first_child
        while node is not None:
            if node.tag in ("td", "th"):
                spans = "".join(
                    f' {name}="{value}"'
                    for name, value in node.attributes.items()
                    if name in _CELL and value and value.isascii() and value.isdigit() and len(value) < 4
                )
                inner = "<br>".join(self._markup(block) for block in filled.get(node.mem_id, []))
                cells.append(f"<{node.tag}{spans}>{inner}</{node.tag}>")
            node = node.next
        return "<tr>" + "".join(cells) + "</tr>"

    def _markup(self, block: Block) -> str:
        """The block's own inline markup with absolute links; its plain text where it holds other blocks too."""
        shown = block.text if block.shown is None else block.shown
        if block.nodes is None or (not block.anchors and all(node.tag == "-text" for node in block.nodes)):
            if block.tag == "pre":
                return escape(shown, quote=False)
            return escape(shown, quote=False).replace("\n", "<br>")
        elements = [node for node in block.nodes if node.tag != "-text" and node.first_child is not None]
        for node in elements:
            for hidden in hidden_in(node, INLINE) if block.shown is not None else []:
                if hidden.mem_id != node.mem_id:
                    hidden.decompose()
            if block.anchors:
                self._make_absolute([node] if node.tag == "a" else node.css("a[href]"))
            part_lines(node, INLINE)
        nodes = [n for n in block.nodes if block.shown is None or n.tag == "-text" or not styled_in(n, INLINE).get(n.mem_id)]
        markup = "".join(_serialised(node) for node in nodes).replace("\x0b", "<br>")
        # Thousands of nested elements around a few words are no emphasis, and a sanitiser takes seconds over them.
        if len(markup) > _MOST_MARKUP + 20 * len(block.text):
            return escape(shown, quote=False)
        return _trimmed(markup) if block.tag == "pre" else _trimmed_inside(_trimmed(markup))

    def _make_absolute(self, links: Sequence[LexborNode]) -> None:
        for link in links:
            target = link.attributes.get("href")
            if target and not target.startswith(("mailto:", "tel:")):
                absolute = self.document.link_to(target)
                if absolute:
                    link.attrs["href"] = absolute
                else:
                    del link.attrs["href"]


def _trimmed(markup: str) -> str:
    """`markup` without blanks and line breaks around it."""
    start, end = 0, len(markup)
    while start < end and (markup[start].isspace() or markup.startswith("<br>", start)):
        start += 1 if markup[start].isspace() else 4
    while start < end and (markup[end - 1].isspace() or markup.endswith("<br>", start, end)):
        end -= 1 if markup[end - 1].isspace() else 4
    return markup[start:end]


def _trimmed_inside(markup: str) -> str:
    """The same without blanks and line breaks where emphasis or a link around the first or last words begins or ends."""
    opening, closing = _OPENING.match(markup), _CLOSING.search(markup)
    start = opening.end() if opening else 0
    end = closing.start() if closing else len(markup)
    return markup[:start] + _trimmed(markup[start:end]) + markup[end:] if start < end else markup


def _serialised(node: LexborNode) -> str:
    if node.tag == "-text":
        return escape(node.text_content or "", quote=False)
    html = node.html or ""
    return f"<br>{html}<br>" if "display" in html and styled_in(node, INLINE).get(node.mem_id) is False else html


def _parted(markup: str) -> list[str] | None:
    """The paragraphs that two line breaks part; None where they part nothing. Breaks inside of emphasis stay breaks."""
    pieces: list[str] = []
    held: list[str] = []
    opened = 0
    for piece in (piece for piece in (piece.strip() for piece in _TWO_BREAKS.split(markup)) if piece):
        held.append(piece)
        opened += _left_open(piece)
        if not opened:
            pieces.append("<br><br>".join(held))
            held = []
    return pieces if len(pieces) > 1 and not held else None


def _left_open(piece: str) -> int:
    """How many elements go on beyond the piece: counted, for `markup` comes from a serialiser and is well formed."""
    return len(_START_TAG.findall(piece)) - piece.count("</")
