"""A page for readers as a light tree of elements and text: walked many times, so built once and without the parser's nodes."""

from __future__ import annotations

import gzip
import itertools
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from press import language, urls
from press.extraction.blocks import INLINE
from press.extraction.decoding import decode
from spiders.discovery.document import Document

#: Elements that are kept; the largest recorded listing has 9,000. What lies beyond is counted, not read.
MOST_ELEMENTS = 60_000
_MOST_BYTES = 8_000_000
#: Deeper than any page that a person made (the deepest recorded: 61); below it elements are hung up flat.
_DEEPEST = 256
#: Longer texts that the language is read from, where the page does not say it or its script proves it wrong.
_SAMPLED = 20

_SKIPPED = frozenset(
    ["script", "style", "noscript", "template", "svg", "math", "object", "embed", "canvas", "head", "-comment", "-doctype"]
)  # fmt: skip
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

#: Parts of class names that say where an element stands in its row, not what it is.
_STATE = re.compile(r"(?:^|(?<=[-_]))(?:odd|even|first|last|alt|alternate|active|current|selected|\d+)(?=$|[-_])|\d{2,}")


class Element:
    """One element. `number` counts in document order; a subtree is the range from `number` to `end` (exclusive)."""

    __slots__ = ("attributes", "children", "depth", "end", "names", "number", "parent", "path", "tag", "tags")

    def __init__(self, tag: str, attributes: dict[str, str | None], parent: Element | None, number: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.number = number
        self.end = number + 1
        self.depth: int = parent.depth + 1 if parent is not None else 0
        self.children: list[Element | str] = []
        self.tags = 0  # equal for elements with the same tags from the root on
        self.path = 0  # equal for elements of the same structure: `Tree.of` numbers the paths
        self.names = _names_of(attributes) if attributes else ""

    def holds(self, other: Element) -> bool:
        return self.number <= other.number < self.end

    def ancestors(self) -> Iterator[Element]:
        """What it stands in, inside out, without itself."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def said(self, name: str) -> str:
        return (self.attributes.get(name) or "").strip()

    def elements(self) -> list[Element]:
        return [child for child in self.children if not isinstance(child, str)]


@dataclass
class Tree:
    """`elements` in document order, `base` what relative links refer to, `language` what the page or its way says."""

    url: str
    base: str
    language: str | None
    languages: tuple[str, ...]
    title: str | None
    body: Element
    elements: list[Element]
    parser: LexborHTMLParser
    faults: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> Tree:
        faults: dict[str, int] = {}
        text = decode(_plain(document.body, faults), document.charset, document.media_type).replace("\x00", "")
        parser = LexborHTMLParser(text)
        elements = _elements(parser.body or parser.root, faults)
        _number_paths(elements)
        base = parser.css_first("base[href]")
        html = parser.css_first("html")
        tag = language.tag(html.attributes.get("lang") or html.attributes.get("xml:lang")) if html is not None else None
        own = language.of(" ".join(itertools.islice(_texts(elements), _SAMPLED))[:2000], tag)
        title = parser.css_first("title")
        return cls(
            url=document.url,
            base=(urls.join(document.url, base.attributes.get("href") or "") if base is not None else None) or document.url,
            language=own or document.language,
            languages=tuple(dict.fromkeys(tag for tag in (document.language, own) if tag)),
            title=" ".join(title.text().split()) or None if title is not None else None,
            body=elements[0],
            elements=elements,
            parser=parser,
            faults=faults,
        )

    def inside(self, element: Element) -> list[Element]:
        """The element and all below it, in document order."""
        return self.elements[element.number : element.end]


def _texts(elements: list[Element]) -> Iterator[str]:
    """Runs of text long enough to be a sentence: menus are in English on many a page that is not."""
    for element in elements:
        for child in element.children:
            if isinstance(child, str) and len(child) > 25:
                yield child


def pieces_of(element: Element | str) -> list[str]:
    """Its runs of text in order, one string for each text node that is not blank."""
    if isinstance(element, str):
        return [element]
    found: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            found.append(item)
        else:
            stack.extend(reversed(item.children))
    return found


def text_of(element: Element | str) -> str:
    """Its text on one line. Elements that a browser would set apart are parted by a blank."""
    if isinstance(element, str):
        return " ".join(element.split())
    parts: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
        elif item.tag in INLINE:
            stack.extend(reversed(item.children))
        else:
            parts.append(" ")
            stack.append(" ")
            stack.extend(reversed(item.children))
    return " ".join("".join(parts).split())


def common(a: Element, b: Element) -> Element:
    """The innermost element that holds both."""
    while not a.holds(b):
        if a.parent is None:
            return a
        a = a.parent
    return a


def _plain(body: bytes, faults: dict[str, int]) -> bytes:
    if body.startswith(b"\x1f\x8b"):
        try:
            member = zlib.decompressobj(wbits=31)
            body = member.decompress(body, _MOST_BYTES + 1)
        except (zlib.error, gzip.BadGzipFile):
            faults["gzip payload broken"] = 1
            return b""
    if len(body) > _MOST_BYTES:
        faults["page larger than 8 MB: the rest was not read"] = 1
    return body[:_MOST_BYTES]


def _elements(root: LexborNode | None, faults: dict[str, int]) -> list[Element]:
    """The elements below `root`, in document order, without recursion: nesting is bounded by the page alone."""
    top = Element("body", dict(root.attributes) if root is not None else {}, None, 0)
    elements = [top]
    node = root.first_child if root is not None else None
    trail: list[tuple[LexborNode, bool]] = []
    current = top
    while True:
        if node is None:
            if not trail:
                break
            closing, opened = trail.pop()
            if opened:
                current.end = len(elements)
                current = current.parent or top
            node = closing.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            if text and not text.isspace():
                current.children.append(text)
            elif text and current.children:
                current.children.append(" ")
        elif tag not in _SKIPPED:
            if len(elements) >= MOST_ELEMENTS:
                faults["page with more than 60,000 elements: the rest was not read"] = 1
                break
            opens = len(trail) < _DEEPEST
            element = Element(tag, node.attributes, current, len(elements))
            current.children.append(element)
            elements.append(element)
            if (child := node.first_child) is not None:
                trail.append((node, opens))
                if opens:
                    current = element
                node = child
                continue
        node = node.next
    while current is not None:
        current.end = len(elements)
        if current.parent is None:
            break
        current = current.parent
    return elements


def _names_of(attributes: dict[str, str | None]) -> str:
    """Class, id and role in lower case: what authors call the element."""
    parts = [value for key in ("class", "id", "role") if (value := attributes.get(key))]
    return " ".join(parts).lower()


def _number_paths(elements: list[Element]) -> None:
    """Give elements of the same structure the same `path`: tags from the root on, and the class names that siblings share.

    A name that one sibling alone has (`post-123`, `sticky`) or that some have (`category-health`) says what the one item is;
    those that most of the row have say what the row is.
    """
    paths: dict[tuple[int, str, str], int] = {}
    tags: dict[tuple[int, str], int] = {}
    for parent in elements:
        rows: dict[str, list[tuple[Element, list[str]]]] = {}
        for child in parent.children:
            if not isinstance(child, str):
                rows.setdefault(child.tag, []).append((child, _classes(child)))
        for tag, row in rows.items():
            often: dict[str, int] = {}
            for _, classes in row:
                for name in classes:
                    often[name] = often.get(name, 0) + 1
            number = tags.setdefault((parent.tags, tag), len(tags) + 1)
            for child, classes in row:
                child.tags = number
                most = max((often[name] for name in classes), default=0)
                kept = " ".join(sorted(name for name in set(classes) if often[name] * 10 >= most * 9))
                child.path = paths.setdefault((parent.path, tag, kept), len(paths) + 1)


def _classes(element: Element) -> list[str]:
    written = element.attributes.get("class")
    if not written:
        return []
    return [name for written_name in written.split()[:20] if (name := _STATE.sub("", written_name).strip("-_"))]
