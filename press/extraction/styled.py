"""Inline elements that are shown otherwise than their tags say: not at all, or as lines of their own."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

#: By the classes that style sheets of many makes share for words that only screen readers say. `aria-hidden` is the opposite:
#: it is shown, and often the visible twin of such words.
_FOR_EARS = ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text")
_STYLED = ", ".join(["[hidden]", '[style*="display" i]', *(f".{name}" for name in _FOR_EARS)])
_NOT_SHOWN = re.compile(r"display\s{0,9}:\s{0,9}none\b", re.IGNORECASE)
_OWN_LINE = re.compile(r"display\s{0,9}:\s{0,9}(?:block|flex|grid|table|list-item|flow-root)\b(?!-)", re.IGNORECASE)
#: Hidden text that is longer is one that scripts show later: folded answers, a whole article behind a button.
_LONGEST_HIDDEN = 200


def hides(node: LexborNode) -> bool:
    """Whether an inline element's few words are there for no eye."""
    attributes = node.attributes
    names = (attributes.get("class") or "").lower().split()
    unseen = (
        "hidden" in attributes or _NOT_SHOWN.search(attributes.get("style") or "") or any(name in _FOR_EARS for name in names)
    )
    return bool(unseen) and len(node.text()) <= _LONGEST_HIDDEN


def _has_own_lines(node: LexborNode) -> bool:
    """Floating letters begin a word of the line (drop caps): they are blocks by style alone."""
    style = node.attributes.get("style") or ""
    return "float" not in style and _OWN_LINE.search(style) is not None


def part_lines(root: LexborNode, inline: frozenset[str]) -> None:
    """Put the sign of a line break (U+000B) before and behind the elements below `root` that are lines of their own."""
    inner = root.first_child
    if inner is None or (inner.tag == "-text" and inner.next is None):
        return  # as most emphasis and links, with no element inside
    for node in {node.mem_id: node for node in root.css('[style*="display" i]') if node.mem_id != root.mem_id}.values():
        if node.tag in inline and node.first_child is not None and _has_own_lines(node):
            node.insert_before("\x0b")
            node.insert_after("\x0b")


def hidden_in(root: LexborNode, inline: frozenset[str]) -> list[LexborNode]:
    """The inline elements of `root` that hide their words, inner ones first and each once (selectors of many parts repeat)."""
    found = {node.mem_id: node for node in root.css(_STYLED) if node.tag in inline and hides(node)}
    return list(reversed(found.values()))


def styled_in(root: LexborNode, inline: frozenset[str]) -> dict[int, bool]:
    """By the `mem_id` of inline elements: True where the element hides its words, False where it is a line of its own."""
    found = {}
    for node in root.css(_STYLED):
        if node.tag in inline:
            if hides(node):
                found[node.mem_id] = True
            elif _has_own_lines(node):
                found[node.mem_id] = False
    return found
