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
from press.page import Attachment, Lead
from press.text import one_line

PDF = "application/pdf"
_OPEN = "application/vnd.oasis.opendocument."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_FILES = {
    ".pdf": PDF,
    ".doc": "application/msword",
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".odt": f"{_OPEN}text",
    ".rtf": "application/rtf",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
    ".ods": f"{_OPEN}spreadsheet",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": f"{_OFFICE}presentationml.presentation",
    ".odp": f"{_OPEN}presentation",
    ".zip": "application/zip",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mov": "video/quicktime",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
}
#: What a link may say of its file where the address has no ending (`/download/4711`).
_STATED = frozenset(_FILES.values())
_SAYS_PDF = re.compile(r"(?<![^\W_])pdf(?![^\W_])", re.IGNORECASE)
_ENDINGS = tuple(_FILES)
_MOST = 100
_MOST_BELOW = 12
_LINK_HEADER = re.compile(r'<([^<>]{1,4000})>\s{0,3};[^,]{0,200}?rel="?canonical"?', re.IGNORECASE)
_LINK_IN_HEADER = re.compile(r"<([^<>]{1,4000})>([^<>]{1,400})")
_HREFLANG = re.compile(r'hreflang\s{0,3}=\s{0,3}"?([A-Za-z0-9_-]{2,20})', re.IGNORECASE)


def canonical_url(document: Document) -> str | None:
    """The address that the page calls its own: `link rel=canonical`, its HTTP header, `og:url`."""
    named = next((link for link in document.links if "canonical" in (link.get("rel") or "").lower().split()), {})
    header = _LINK_HEADER.search(document.page.headers.get("link") or "")
    for href in (named.get("href"), header[1] if header else None, document.said("og:url")):
        if url := document.link_to((href or "").strip()):
            return url
    return None


def alternates(document: Document, lead: Lead | None = None) -> tuple[tuple[str, str], ...]:
    """(language, address) of the page's translations by `hreflang`: in its head, in its HTTP header, or, for a language that
    neither names, in the sitemap that led to it.

    `x-default` names no language and is left out.
    """
    found: dict[str, str] = {}
    translations = (link for link in document.links if link.get("hreflang") and "alternate" in (link.get("rel") or "").lower())
    for link in islice(translations, _MOST):
        tag = language.tag(link.get("hreflang"))
        url = document.link_to((link.get("href") or "").strip())
        if tag and url:
            found.setdefault(tag, url)
    for said in islice(_LINK_IN_HEADER.finditer((document.page.headers.get("link") or "")[:20_000]), _MOST):
        named = _HREFLANG.search(said[2]) if "alternate" in said[2].lower() else None
        tag = language.tag(named[1]) if named else None
        url = document.link_to(said[1].strip())
        if tag and url:
            found.setdefault(tag, url)
    for said_language, address in lead.alternates if lead is not None else ():
        if tag := language.tag(said_language):
            found.setdefault(tag, address)
    return tuple(sorted(found.items()))


def attachments(document: Document, paragraphs: Sequence[Paragraph]) -> tuple[Attachment, ...]:
    """Files linked in the body, before the grammar cuts it, between its paragraphs and right below it.

    PDFs, office documents, recordings, pictures that the page links to.
    """
    found: dict[str, Attachment] = {}
    own = {id(block) for paragraph in paragraphs for block in paragraph.blocks}
    for block in _reach(document, own):
        for node in block.nodes or () if block.anchors else ():
            for link in links_in(node):
                if (one := _attachment(document, link)) is None:
                    continue
                if len(found) < _MOST and (id(block) in own or not in_furniture(document, block)):
                    found.setdefault(one.url, one)
    return tuple(found.values())


def pdf_links(document: Document, *, most: int) -> list[Attachment]:
    """The PDFs that the page links to anywhere outside its furniture, in order, at most so many."""
    found: dict[str, Attachment] = {}
    for block in document.blocks.blocks:
        if not block.anchors or in_furniture(document, block):
            continue
        for link in (link for node in block.nodes or () for link in links_in(node)):
            one = _attachment(document, link)
            if one is not None and one.media_type == PDF:
                found.setdefault(one.url, one)
        if len(found) >= most:
            break
    return list(found.values())[:most]


def _attachment(document: Document, link: LexborNode) -> Attachment | None:
    """The file that a link leads to, if its address or its own words say that it is one."""
    attributes = link.attributes
    href = (attributes.get("href") or "").strip()
    stated = (attributes.get("type") or "").split(";")[0].strip().lower()
    media_type = media_type_of(href) or (stated if stated in _STATED else None)
    if (
        media_type is None
        and href
        and "download" in f"{href} {' '.join(attributes)}".lower()
        and _SAYS_PDF.search(link.text() or "")
    ):
        media_type = PDF
    url = document.link_to(href) if media_type else None
    return Attachment(url, media_type, one_line(link.text())) if url else None


def _reach(document: Document, own: set[int]) -> list[Block]:
    """The blocks from the body's first to some below its last, in the element that holds it or in the one around that."""
    blocks = document.blocks
    numbers = [number for number, block in enumerate(blocks.blocks) if id(block) in own]
    if not numbers:
        return []
    around = [container for container in blocks.ancestors(blocks.blocks[numbers[-1]].container) if container > 0][1:3]
    end = max((blocks.last[container] for container in around), default=0)
    return blocks.blocks[numbers[0] : max(numbers[-1] + 1, min(end, numbers[-1] + 1 + _MOST_BELOW))]


def in_furniture(document: Document, block: Block) -> bool:
    """Whether the block stands in a part that is furniture by its names."""
    return any(document.blocks.hint[container] < 0 for container in document.blocks.ancestors(block.container))


def links_in(node: LexborNode) -> list[LexborNode]:
    """The links in a node of a block, or the node itself where it is one."""
    if node.tag == "-text":
        return []
    return [node] if node.tag == "a" else node.css("a[href]")


def media_type_of(href: str) -> str | None:
    """The media type that the ending of an address's path names, or of a file's name in its query."""
    bare, _, query = href.split("#", 1)[0].partition("?")
    path = bare.lower()
    if path.endswith(_ENDINGS):
        return next(kind for ending, kind in _FILES.items() if path.endswith(ending))
    return next((PDF for part in query.lower().split("&") if part.endswith(".pdf")), None)
