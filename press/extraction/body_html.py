"""The body as HTML that is safe to show: the same paragraphs as the text, nothing executable, links absolute."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

import nh3

from press.extraction.blocks import Block
from press.extraction.document import Document
from press.extraction.paragraphs import Paragraph

_TAGS = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "li", "blockquote", "pre", "table", "tbody", "tr", "td", "a", "abbr", "b",
"strong", "i", "em", "u", "s",
         "sub", "sup", "small", "code", "br", "cite", "q", "mark", "bdi", "bdo", "time"}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title", "hreflang"}, "time": {"datetime"}, "*": {"dir", "lang"}}
_MOST_MARKUP = 4000
_KEPT = {
    "h2": "h2",
    "h3": "h3",
    "h4": "h4",
    "h5": "h5",
    "h6": "h6",
    "h1": "h2",
    "li": "li",
    "dd": "li",
    "dt": "li",
    "blockquote": "blockquote",
    "pre": "pre",
}


def body_html(document: Document, paragraphs: Sequence[Paragraph]) -> str | None:
    """The paragraphs as sanitised HTML; None where there are none."""
    if not paragraphs:
        return None
    parts: list[str] = []
    for kind, group in groupby(paragraphs, key=_kind):
        inner = [_cells(document, p) if kind == "tr" else f"<{kind}>{_inner(document, p)}</{kind}>" for p in group]
        around = {"li": ("<ul>", "</ul>"), "tr": ("<table><tbody>", "</tbody></table>")}.get(kind, ("", ""))
        parts.append(around[0] + "".join(inner) + around[1])
    return nh3.clean(
        "\n".join(parts),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener nofollow",
    )


def _kind(paragraph: Paragraph) -> str:
    if len(paragraph.blocks) > 1:
        return "tr"
    return _KEPT.get(paragraph.blocks[0].tag, "p") if paragraph.blocks else "p"


def _cells(document: Document, paragraph: Paragraph) -> str:
    return "<tr>" + "".join(f"<td>{_markup(document, block)}</td>" for block in paragraph.blocks) + "</tr>"


def _inner(document: Document, paragraph: Paragraph) -> str:
    return _markup(document, paragraph.blocks[0]) if paragraph.blocks else escape(paragraph.text, quote=False)


def _markup(document: Document, block: Block) -> str:
    """The block's own inline markup with absolute links; its plain text where it holds other blocks too."""
    if block.nodes is None or (not block.anchors and all(node.tag == "-text" for node in block.nodes)):
        return escape(block.text, quote=False).replace("\n", "<br>")
    if block.anchors:
        for node in block.nodes:
            for link in [node] if node.tag == "a" else node.css("a[href]") if node.tag != "-text" else []:
                target = link.attributes.get("href")
                if target and not target.startswith(("mailto:", "tel:")):
                    link.attrs["href"] = document.link_to(target) or "#"
    markup = "".join(
        escape(node.text_content or "", quote=False) if node.tag == "-text" else node.html or "" for node in block.nodes
    )
    # Thousands of nested elements around a few words are no emphasis, and a sanitiser takes seconds over them.
    return markup if len(markup) <= _MOST_MARKUP + 20 * len(block.text) else escape(block.text, quote=False)
