"""What a page with little text is instead: pictures, files, or a form. Asked only there, for it walks the tree."""

from __future__ import annotations

import re

from press.extraction.document import Document

_FEW_PICTURES = 6
_FEW_FILES = 3
_FEW_FIELDS = 3
_FILE = re.compile(r"\.(?:pdf|docx?|odt|xlsx?|ods|pptx?|zip|epub)(?:[?#]|$)", re.IGNORECASE)
_PLAYER = re.compile(r"<video\b|<iframe\b[^<>]{0,600}(?:video|player|embed)", re.IGNORECASE)
_FURNITURE = frozenset(["header", "footer", "nav", "aside"])
_CLIMB = 12


def is_gallery(document: Document) -> str | None:
    """Why the page is one of pictures or of a recording; None where it is not."""
    pictures = sum(1 for node in document.tree.css("img, picture > source:first-child")[:300] if not _beside(node))
    if pictures >= _FEW_PICTURES:
        return f"it shows {pictures} pictures"
    return "it plays a recording" if _PLAYER.search(document.text) else None


def offers_files(document: Document) -> int:
    """How many files the page offers outside its furniture."""
    links = document.tree.css("a[href]")[:2000]
    return len({
        href for node in links if _FILE.search(href := node.attributes.get("href") or "") and not _beside(node)
    })  # fmt: skip


def is_many_files(number: int) -> bool:
    return number >= _FEW_FILES


def asks_to_fill_in(document: Document) -> str | None:
    """Why the page is a form: it asks for a password, or for several facts; None where it is none."""
    text = document.text
    if "<form" not in text and "<FORM" not in text:
        return None
    for form in document.tree.css("form")[:20]:
        fields = [
            node for node in form.css("input, textarea, select")
            if (node.attributes.get("type") or "text").lower() not in ("hidden", "submit", "button", "image", "reset", "search")
        ]  # fmt: skip
        if any((node.attributes.get("type") or "").lower() == "password" for node in fields) and not _beside(form):
            return "it asks for a password"
        if len(fields) >= _FEW_FIELDS and not _beside(form):
            return f"it is a form with {len(fields)} fields"
    return None


def _beside(node: object) -> bool:
    """Whether the node stands in a part that is furniture by its tag."""
    holder = getattr(node, "parent", None)
    for _ in range(_CLIMB):
        if holder is None or holder.tag in ("body", "html"):
            return False
        if holder.tag in _FURNITURE:
            return True
        holder = holder.parent
    return False
