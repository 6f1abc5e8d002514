"""A page as the list of its text blocks, in order, with the tree of containers they stand in.

One walk over the DOM makes it, without recursion; everything that looks for the main text works on these lists.
A block is a run of inline content (text, links, emphasis) directly inside one block-level element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from press.extraction.hints import TAGS_THAT_SAY, hint_of
from press.extraction.styled import styled_in

#: Elements without text of the page: code, controls, media, and the parts that HTML itself names as not the content.
SKIPPED = frozenset(
    [
        "script", "style", "title", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "video",
        "audio", "map", "head",
        "button", "select", "option", "datalist", "textarea", "input", "nav", "footer", "aside", "dialog", "menu", "progress",
        "meter",
        "-comment", "-doctype",
    ]
)  # fmt: skip
INLINE = frozenset(
    [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
        "kbd", "label",
        "mark", "picture", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub",
        "sup", "time",
        "tt", "u", "var", "wbr", "o:p", "nobr", "amp-img", "custom", "center-inline", "relative-time", "output", "slot",
    ]
)  # fmt: skip
#: Skipped without ending the run of text that they stand in.
_SILENT = frozenset(["-comment", "script", "style", "svg", "noscript", "input"])
_NAMING = frozenset(["class", "id", "role", "itemprop", "data-component"])
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
#: Signs that no text has, around the words of a hidden inline element.
_HIDDEN_FROM, _HIDDEN_TO = "\x0e\x0e", "\x0f\x0f"
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
#: Deeper than any page that a person made (the deepest recorded: 61); below it text is kept, structure is not.
_DEEPEST = 512


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item, cell or loose run of text. `links` counts the characters that stand in links."""

    text: str
    tag: str
    container: int
    links: int
    anchors: int
    nodes: list[LexborNode] | None = None  # the inline nodes it is made of; None where they hold other blocks too
    node: LexborNode | None = None  # the container's own; none where the text came from no tree
    shown: str | None = None  # the text without its hidden words, where others are shown: what is hidden whole scripts show later

    @property
    def is_heading(self) -> bool:
        return self.tag in _HEADINGS

    @property
    def link_share(self) -> float:
        return self.links / len(self.text) if self.text else 0.0


@dataclass(slots=True)
class Blocks:
    """The blocks and, as parallel lists by container number, the containers: preorder, so a subtree is a range."""

    blocks: list[Block] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    hint: list[int] = field(default_factory=list)  # -1 furniture by its names, 1 content, 0 says nothing
    names: list[str] = field(default_factory=list)
    first: list[int] = field(default_factory=list)  # the blocks of a container are first <= number < last
    last: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)  # its containers are number <= container < end
    node: list[LexborNode] = field(default_factory=list)  # their own; none where the lists came from another process

    def ancestors(self, container: int) -> list[int]:
        """`container` and what it stands in, inside out."""
        chain = []
        while container >= 0:
            chain.append(container)
            container = self.parent[container]
        return chain

    def inside(self, container: int) -> list[Block]:
        return self.blocks[self.first[container] : self.last[container]]


class _Run:
    """The run of inline content that is being gathered: it becomes a block where an element opens or closes."""

    __slots__ = ("anchors", "hides", "linked", "nodes", "out", "pieces")

    def __init__(self, out: Blocks) -> None:
        self.out = out
        self.pieces: list[str] = []
        self.linked: list[str] = []
        self.anchors = 0
        self.hides = False
        self.nodes: list[LexborNode] | None = []

    def end(self, container: int, inline_depth: int) -> None:
        if inline_depth:
            self.nodes = None  # the element that is open goes on behind this run
        raw = "".join(self.pieces)
        shown = None
        if self.hides:
            shown = _lines("".join(_unhidden(self.pieces))) or None
            raw = raw.replace(_HIDDEN_FROM, "").replace(_HIDDEN_TO, "")
            self.hides = False
        text = _lines(raw)
        if text:
            links = len(" ".join("".join(self.linked).split())) if self.linked else 0
            self.out.blocks.append(
                Block(
                    text,
                    self.out.tag[container],
                    container,
                    min(links, len(text)),
                    self.anchors,
                    self.nodes,
                    self.out.node[container],
                    shown,
                )
            )
        self.pieces, self.linked = [], []
        self.anchors, self.nodes = 0, None if inline_depth else []


def _unhidden(pieces: list[str]) -> Iterator[str]:
    depth = 0
    for piece in pieces:
        if piece == _HIDDEN_FROM:
            depth += 1
        elif piece == _HIDDEN_TO:
            depth = max(0, depth - 1)
        elif not depth:
            yield piece


def _names_of(attributes: dict[str, str | None], tag: str) -> str:
    """What authors call the element: class, id, role and the like in lower case; `hidden` where it is not shown at first."""
    parts = [tag] if "-" in tag else []
    for key, value in attributes.items():
        if value is None:
            if key == "hidden":
                parts.append("hidden")
        elif key in _NAMING:
            parts.append(value)
        elif key == "hidden" or (key == "style" and _NOT_SHOWN.search(value)):
            parts.append("hidden")  # furniture by name, not skipped: some sites show their text by script only
    return " ".join(parts).lower().strip() if parts else ""


def blocks_of(root: LexborNode) -> Blocks:
    """The blocks below `root`."""
    out = Blocks()
    run = _Run(out)
    styled = styled_in(root, INLINE)
    _open(out, root, root.tag or "body", -1)
    current = 0  # the innermost open container
    depth = inline_depth = in_link = in_pre = 0
    trail: list[tuple[LexborNode, str, bool]] = []  # open elements below the root, and whether each is a container
    node = root.first_child
    while True:
        if node is None:
            if not trail:
                break
            closing, tag, is_container = trail.pop()
            if is_container:
                if run.pieces:
                    run.end(current, inline_depth)
                elif run.anchors or run.nodes != []:
                    run.anchors, run.nodes = 0, []
                _close(out, current)
                current = out.parent[current]
                depth -= 1
                if tag == "pre":
                    in_pre -= 1
                if inline_depth:
                    run.nodes = None
            else:
                inline_depth -= 1
                if tag == "a":
                    in_link -= 1
                if styled and (hidden := styled.get(closing.mem_id)) is not None:
                    run.pieces.append(_HIDDEN_TO if hidden else "\x0b")
            node = closing.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            if in_pre:
                text = text.replace("\n", "\x0b")
            if run.pieces or not text.isspace():  # half of all text nodes are a line's indentation
                run.pieces.append(text)
                if in_link:
                    run.linked.append(text)
                if not inline_depth and run.nodes is not None:
                    run.nodes.append(node)
            node = node.next
            continue
        inline = tag in INLINE
        if not inline and tag in SKIPPED and (tag != "footer" or out.tag[current] != "blockquote"):
            if tag not in _SILENT and run.pieces:
                run.end(current, inline_depth)
        elif tag == "br":
            run.pieces.append("\x0b")
            if not inline_depth and run.nodes is not None:
                run.nodes.append(node)
        elif (child := node.first_child) is not None:
            if not inline and "-" in tag:
                inline = _is_in_a_sentence(node, child)
            elif inline and styled and (hidden := styled.get(node.mem_id)) is not None:
                # What is hidden counts where the text is looked for, as all that a site serves does, and is left out of it.
                run.hides = run.hides or hidden
                run.pieces.append(_HIDDEN_FROM if hidden else "\x0b")
            inline = inline or depth > _DEEPEST
            if inline:
                if not inline_depth and run.nodes is not None:
                    run.nodes.append(node)
                inline_depth += 1
                if tag == "a":
                    in_link += 1
                    run.anchors += 1
            else:
                if run.pieces:
                    run.end(current, inline_depth)
                elif run.anchors or run.nodes != []:
                    run.anchors, run.nodes = 0, []
                current = _open(out, node, tag, current)
                depth += 1
                if tag == "pre":
                    in_pre += 1
                if inline_depth:
                    run.nodes = None
            trail.append((node, tag, not inline))
            node = child
            continue
        elif not inline:
            if run.pieces:
                run.end(current, inline_depth)
            if inline_depth:
                run.nodes = None
        node = node.next
    if run.pieces:
        run.end(current, inline_depth)
    _close(out, 0)
    return out


def _is_in_a_sentence(node: LexborNode, child: LexborNode) -> bool:
    """Whether an element of the page's own making (`<my-term>`) marks words of a sentence. Most are containers, though a browser
    shows any as inline until scripts and styles say otherwise.
    """
    if child.tag != "-text" or child.next is not None:
        return False
    around = [beside.text_content or "" for beside in (node.prev, node.next) if beside is not None and beside.tag == "-text"]
    return any(not text.isspace() for text in around)


def _open(out: Blocks, node: LexborNode, tag: str, parent: int) -> int:
    attributes = node.attributes
    names = _names_of(attributes, tag) if attributes or "-" in tag else ""
    number = len(out.tag)
    out.tag.append(tag)
    out.parent.append(parent)
    out.names.append(names)
    out.node.append(node)
    out.hint.append(hint_of(tag, names) if names or tag in TAGS_THAT_SAY else 0)
    out.first.append(len(out.blocks))
    out.last.append(0)
    out.end.append(0)
    return number


def _close(out: Blocks, number: int) -> None:
    out.last[number] = len(out.blocks)
    out.end[number] = len(out.tag)


def _lines(raw: str) -> str:
    """`raw` with blanks collapsed; line breaks only where the page has `<br>`."""
    if "\x0b" not in raw:
        return " ".join(raw.split())
    return "\n".join(line for piece in raw.split("\x0b") if (line := " ".join(piece.split())))
