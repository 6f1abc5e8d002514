"""A page as the list of its text blocks, in order, with the tree of containers they stand in.

One walk over the DOM makes it, without recursion; everything that looks for the main text works on these lists.
A block is a run of inline content (text, links, emphasis) directly inside one block-level element.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from press.extraction.hints import TAGS_THAT_SAY, hint_of

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
        "tt", "u", "var", "wbr", "o:p", "nobr", "amp-img", "custom", "center-inline", "relative-time",
    ]
)  # fmt: skip
#: Skipped without ending the run of text that they stand in.
_SILENT = frozenset(["-comment", "script", "style", "svg", "noscript", "input"])
_NAMING = frozenset(["class", "id", "role", "itemprop", "data-component"])
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
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

    def ancestors(self, container: int) -> list[int]:
        """`container` and what it stands in, inside out."""
        chain = []
        while container >= 0:
            chain.append(container)
            container = self.parent[container]
        return chain

    def inside(self, container: int) -> list[Block]:
        return self.blocks[self.first[container] : self.last[container]]


class _Walk:
    """The state of the one pass: open containers, and the block that is being gathered."""

    __slots__ = ("anchors", "in_link", "linked", "nodes", "open", "out", "pieces")

    def __init__(self) -> None:
        self.out = Blocks()
        self.open: list[int] = []
        self.pieces: list[str] = []
        self.linked: list[str] = []
        self.anchors = 0
        self.nodes: list[LexborNode] | None = []
        self.in_link = 0

    def enter(self, node: LexborNode, tag: str) -> None:
        self.flush()
        out, names = self.out, _names_of(node, tag)
        out.tag.append(tag)
        out.parent.append(self.open[-1] if self.open else -1)
        out.names.append(names)
        out.hint.append(hint_of(tag, names) if names or tag in TAGS_THAT_SAY else 0)
        out.first.append(len(out.blocks))
        out.last.append(0)
        out.end.append(0)
        self.open.append(len(out.tag) - 1)

    def leave(self) -> None:
        self.flush()
        number = self.open.pop()
        self.out.last[number] = len(self.out.blocks)
        self.out.end[number] = len(self.out.tag)

    def flush(self) -> None:
        if self.pieces:
            text = _lines("".join(self.pieces))
            if text:
                links = len(" ".join("".join(self.linked).split())) if self.linked else 0
                container = self.open[-1]
                self.out.blocks.append(
                    Block(text, self.out.tag[container], container, min(links, len(text)), self.anchors, self.nodes)
                )
            self.pieces, self.linked = [], []
        self.anchors = 0
        if self.nodes or self.nodes is None:
            self.nodes = []


def _names_of(node: LexborNode, tag: str) -> str:
    """What authors call the element: class, id, role and the like in lower case; `hidden` where it is not shown at first."""
    names = tag if "-" in tag else ""
    attributes = node.attributes
    if not attributes:
        return names
    parts = [names]
    for key, value in attributes.items():
        if value is None:
            if key == "hidden":
                parts.append("hidden")
        elif key in _NAMING:
            parts.append(value)
        elif key == "hidden" or (key == "style" and _NOT_SHOWN.search(value)):
            parts.append("hidden")  # furniture by name, not skipped: some sites show their text by script only
    return " ".join(parts).lower().strip()


def blocks_of(root: LexborNode) -> Blocks:
    """The blocks below `root`."""
    walk = _Walk()
    walk.enter(root, root.tag or "body")
    trail: list[tuple[LexborNode, str, bool]] = []  # open elements below the root, and whether each is a container
    node = root.first_child
    inline_depth = 0
    while True:
        if node is None:
            if not trail:
                break
            closing, tag, is_container = trail.pop()
            if is_container:
                walk.leave()
                if inline_depth:
                    walk.nodes = None
            else:
                inline_depth -= 1
                if tag == "a":
                    walk.in_link -= 1
            node = closing.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            if not walk.pieces and text.isspace():  # half of all text nodes are a line's indentation
                node = node.next
                continue
            walk.pieces.append(text)
            if walk.in_link:
                walk.linked.append(text)
            if not inline_depth and walk.nodes is not None:
                walk.nodes.append(node)
        elif tag in INLINE:
            child = node.first_child
            if child is not None:
                if not inline_depth and walk.nodes is not None:
                    walk.nodes.append(node)
                inline_depth += 1
                if tag == "a":
                    walk.in_link += 1
                    walk.anchors += 1
                trail.append((node, tag, False))
                node = child
                continue
        elif tag in SKIPPED:
            if tag not in _SILENT:
                walk.flush()
        elif tag == "br":
            walk.pieces.append("\x0b")
            if walk.nodes is not None and not inline_depth:
                walk.nodes.append(node)
        elif (child := node.first_child) is not None:
            if len(walk.open) > _DEEPEST:
                if not inline_depth and walk.nodes is not None:
                    walk.nodes.append(node)
                inline_depth += 1
                trail.append((node, tag, False))
            else:
                walk.enter(node, tag)
                if inline_depth:
                    walk.nodes = None
                trail.append((node, tag, True))
            node = child
            continue
        else:
            walk.flush()
            if inline_depth:
                walk.nodes = None
        node = node.next
    walk.leave()
    return walk.out


def _lines(raw: str) -> str:
    """`raw` with blanks collapsed; line breaks only where the page has `<br>`."""
    if "\x0b" not in raw:
        return " ".join(raw.split())
    return "\n".join(line for piece in raw.split("\x0b") if (line := " ".join(piece.split())))
