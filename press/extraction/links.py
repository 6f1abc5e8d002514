"""The page's links that are fields: its canonical address, its translations, its files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from selectolax.lexbor import LexborNode

from press import language
from press.extraction.blocks import Block
from press.extraction.document import Document
from press.extraction.paragraphs import Paragraph
from press.page import Attachment
from press.text import one_line

_FILES = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".zip": "application/zip",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
}
_MOST = 100
_MOST_BELOW = 12
_LINK_HEADER = re.compile(r'<([^<>]{1,4000})>\s{0,3};[^,]{0,200}?rel="?canonical"?', re.IGNORECASE)


def canonical_url(document: Document) -> str | None:
    """The address that the page calls its own: `link rel=canonical`, its HTTP header, `og:url`."""
    named = next((link for link in document.links if "canonical" in (link.get("rel") or "").lower().split()), {})
    header = _LINK_HEADER.search(document.page.headers.get("link") or "")
    for href in (named.get("href"), header[1] if header else None, document.said("og:url")):
        if url := document.link_to((href or "").strip()):
            return url
    return None


def alternates(document: Document) -> tuple[tuple[str, str], ...]:
    """(language, address) of the page's translations by `hreflang`; `x-default` names no language and is left out."""
    found: dict[str, str] = {}
    translations = (link for link in document.links if link.get("hreflang") and "alternate" in (link.get("rel") or "").lower())
    for link in islice(translations, _MOST):
        tag = language.tag(link.get("hreflang"))
        url = document.link_to((link.get("href") or "").strip())
        if tag and url:
            found.setdefault(tag, url)
    return tuple(sorted(found.items()))


def attachments(document: Document, paragraphs: Sequence[Paragraph]) -> tuple[Attachment, ...]:
    """Files linked in the body, before the grammar cuts it, between its paragraphs and right below it.

    PDFs, office documents, recordings.
    """
    found: dict[str, Attachment] = {}
    own = {id(block) for paragraph in paragraphs for block in paragraph.blocks}
    for block in _reach(document, own):
        for node in block.nodes or () if block.anchors else ():
            for link in _links(node):
                href = (link.attributes.get("href") or "").strip()
                if not (media_type := _media_type(href)) or not (url := document.link_to(href)):
                    continue
                if len(found) < _MOST and (id(block) in own or not _in_furniture(document, block)):
                    found.setdefault(url, Attachment(url, media_type, one_line(link.text())))
    return tuple(found.values())


def _reach(document: Document, own: set[int]) -> list[Block]:
    """The blocks from the body's first to some below its last, in the element that holds it or in the one around that."""
    blocks = document.blocks
    numbers = [number for number, block in enumerate(blocks.blocks) if id(block) in own]
    if not numbers:
        return []
    around = [container for container in blocks.ancestors(blocks.blocks[numbers[-1]].container) if container > 0][1:3]
    end = max((blocks.last[container] for container in around), default=0)
    return blocks.blocks[numbers[0] : max(numbers[-1] + 1, min(end, numbers[-1] + 1 + _MOST_BELOW))]


def _in_furniture(document: Document, block: Block) -> bool:
    return any(document.blocks.hint[container] < 0 for container in document.blocks.ancestors(block.container))


def _links(node: LexborNode) -> list[LexborNode]:
    if node.tag == "-text":
        return []
    return [node] if node.tag == "a" else node.css("a[href]")


def _media_type(href: str) -> str | None:
    path = href.split("#", 1)[0].split("?", 1)[0].lower()
    return next((kind for ending, kind in _FILES.items() if path.endswith(ending)), None)
