"""The small markup that the sample's texts are written in: text to blocks, blocks to HTML and to plain paragraphs.

Blocks are parted by blank lines. `## ` begins a subheading, `- ` a list, `1. ` a numbered list, `> ` a quotation and `| ` a
table (its first row is the head). Inside a line, `**strong**` and `[words](address)`.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["paragraph", "subheading", "list", "numbered", "quotation", "table"]

_STRONG = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_MARKS: tuple[tuple[str, Kind], ...] = (("## ", "subheading"), ("- ", "list"), ("> ", "quotation"), ("| ", "table"))
_NUMBER = re.compile(r"\d+\. ")


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `lines`: one for a paragraph, one an item for a list, one a row for a table, its cells by ` | `."""

    kind: Kind
    lines: tuple[str, ...]


def parse(text: str) -> tuple[Block, ...]:
    """Blocks of a text in the sample's markup."""
    chunks = (chunk.strip("\n") for chunk in re.split(r"\n\s*\n", text.strip()))
    return tuple(_block(chunk.split("\n")) for chunk in chunks if chunk)


def _block(lines: list[str]) -> Block:
    for mark, kind in _MARKS:
        if lines[0].startswith(mark):
            parts = [line.removeprefix(mark.strip()).strip() for line in lines]
            if kind == "table":
                return Block(kind, tuple(part.removesuffix("|").strip() for part in parts))
            return Block(kind, tuple(parts) if kind == "list" else (" ".join(parts),))
    if _NUMBER.match(lines[0]):
        return Block("numbered", tuple(_NUMBER.sub("", line, count=1).strip() for line in lines))
    return Block("paragraph", (" ".join(line.strip() for line in lines),))


def plain(line: str) -> str:
    """A line's words without its marks."""
    return _STRONG.sub(r"\1", _LINK.sub(r"\1", line))


def paragraphs(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The words of all blocks as a reader sees them: one string a paragraph, list item or table row (cells parted by a blank)."""
    return tuple(plain(line).replace(" | ", " ") for block in blocks for line in block.lines)


def inline(line: str) -> str:
    """A line as HTML."""
    marked = _STRONG.sub(r"<strong>\1</strong>", html.escape(line, quote=False))
    return _LINK.sub(r'<a href="\2">\1</a>', marked)


def to_html(blocks: tuple[Block, ...], *, lead_in: str = "") -> str:
    """Blocks as HTML. `lead_in` is HTML that stands at the start of the first paragraph (a wire's dateline)."""
    parts = []
    for block in blocks:
        parts.append(_block_html(block, lead_in if block.kind == "paragraph" else ""))
        if block.kind == "paragraph":
            lead_in = ""
    return "\n".join(parts)


def _block_html(block: Block, lead_in: str) -> str:
    lines = [inline(line) for line in block.lines]
    match block.kind:
        case "paragraph":
            return f"<p>{lead_in}{lines[0]}</p>"
        case "subheading":
            return f"<h2>{lines[0]}</h2>"
        case "quotation":
            return f"<blockquote><p>{lines[0]}</p></blockquote>"
        case "list" | "numbered":
            tag = "ul" if block.kind == "list" else "ol"
            return f"<{tag}>\n" + "\n".join(f"<li>{line}</li>" for line in lines) + f"\n</{tag}>"
        case "table":
            head, *rows = (line.split(" | ") for line in lines)
            body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
            titles = "".join(f"<th>{cell}</th>" for cell in head)
            return f"<table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
