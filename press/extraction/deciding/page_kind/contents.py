"""What a page with little text is instead: pictures, files, or a form. Asked only there, for it walks the tree."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from press.extraction.document import Document

_FEW_PICTURES = 6
_FEW_FILES = 3
_FEW_FIELDS = 3
_FEW_LISTS = 2
_NO_FACTS = frozenset(["hidden", "submit", "button", "image", "reset", "search"])
_OF_PEOPLE = frozenset(["password", "email", "tel"])
_DAYS = 28
_LONGEST_DAY = 200
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


def shows_month(document: Document) -> bool:
    """Whether the page shows a month: the numbers of its days, one after the other."""
    wanted = most = 1
    for block in document.blocks.blocks:
        number = block.text.split(None, 1)[0].rstrip(".") if len(block.text) <= _LONGEST_DAY else ""
        if number == str(wanted):
            wanted += 1
            most = max(most, wanted)
        elif number == "1":
            wanted = 2
    return most > _DAYS


def asks_to_fill_in(document: Document) -> str | None:
    """Why the page is a form: it asks for a password, or for several facts; None where it is none."""
    for form in _forms(document):
        fields = _fields(form)
        if any(_type(node) == "password" for node in fields):
            return "it asks for a password"
        if len(fields) >= _FEW_FIELDS:
            return f"it is a form with {len(fields)} fields"
    return None


def offers_to_filter(document: Document) -> bool:
    """Whether the page has a form that chooses and sorts: two lists to choose from at least, and nobody's address to write in."""
    for form in _forms(document):
        fields = _fields(form)
        if sum(node.tag == "select" for node in fields) >= _FEW_LISTS and not any(
            node.tag == "textarea" or _type(node) in _OF_PEOPLE for node in fields
        ):
            return True
    return False


def _forms(document: Document) -> list[LexborNode]:
    if "<form" not in document.text and "<FORM" not in document.text:
        return []
    return [form for form in document.tree.css("form")[:20] if not _beside(form)]


def _fields(form: LexborNode) -> list[LexborNode]:
    return [node for node in form.css("input, textarea, select")[:100] if _type(node) not in _NO_FACTS]


def _type(node: LexborNode) -> str:
    return (node.attributes.get("type") or "text").lower()


def _beside(node: LexborNode) -> bool:
    """Whether the node stands in a part that is furniture by its tag."""
    holder = node.parent
    for _ in range(_CLIMB):
        if holder is None or holder.tag in ("body", "html"):
            return False
        if holder.tag in _FURNITURE:
            return True
        holder = holder.parent
    return False
