"""A page's files: which one holds the release where the page itself does not, and which a crawl should fetch and keep.

Press offices publish two kinds of pages with PDFs: the text, and the same as a file to print; or a headline and a file. Which it
is shows in the page's own words, not in what the link is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborNode

from press import urls
from press.extraction.deciding import pdf_kind
from press.extraction.deciding.headline import same
from press.extraction.document import Document
from press.extraction.links import PDF, in_furniture, links_in, media_type_of, pdf_links
from press.extraction.paragraphs import Paragraph
from press.extraction.pdf.text import PdfText
from press.page import Attachment, Lead
from press.source import Source
from press.text import one_line, word_count

#: A page with more words of its own is the release. A summary above a file may have as many as the second; then the file must say
#: the same, at greater length.
_OWN_TEXT = 60
_SUMMARY = 150
_LONGER = 1.5
_SHARED = 0.7
_SAYS_SOMETHING = 20
#: Files of which one may be the release; a page with more of them lists documents.
_FEW = 3
#: Files that a crawl fetches of one page: a release has one or two; pages with dozens are libraries.
MOST_FETCHED = 5
#: Kinds of pages that hold no release, whatever files they link to.
_NEVER = frozenset({"about", "error", "consent", "home", "search", "contact", "legal", "author", "tag", "unreadable"})
#: A link that is as long as a headline announces a page.
_HEADLINE = 18
_OFFICE = (PDF, "application/msword", "application/vnd.", "application/rtf")
_WORD = re.compile(r"\w+")
_WHERE_KEPT = "img[src], link[rel=stylesheet][href], script[src], source[src]"
_MOST_ELEMENTS = 400
#: A paragraph of more than so many times the headline's length does not say just the same.
_AS_LONG = 3


@dataclass(frozen=True, slots=True)
class HeldText:
    """A PDF that may hold the release of the page that leads to it: its address, and what was read in it."""

    url: str
    pdf: PdfText


def own_words(paragraphs: Sequence[Paragraph], headline: str | None, enough: int | None = None) -> int:
    """The words of the page's text without lines that only lead to a file, and without the headline again.

    Counted as far as `enough`, plain paragraphs first: most pages have many more words than anybody asks for.
    """
    words, doubtful = 0, []
    for paragraph in paragraphs:
        if any(block.anchors for block in paragraph.blocks) or (headline and len(paragraph.text) <= _AS_LONG * len(headline)):
            doubtful.append(paragraph)
            continue
        words += word_count(paragraph.text[:4000])
        if enough is not None and words >= enough:
            return words
    for paragraph in doubtful:
        if any(block.anchors and (block.link_share > 0.5 or _leads_to_pdf(block.nodes)) for block in paragraph.blocks):
            continue
        if headline and len(paragraph.text) <= _AS_LONG * len(headline) and same(paragraph.text, headline):
            continue
        words += word_count(paragraph.text[:4000])
        if enough is not None and words >= enough:
            break
    return words


def holder_of(document: Document, paragraphs: Sequence[Paragraph], headline: str | None, kind: str) -> Attachment | None:
    """The PDF in which the page's text seems to stand: the one it shows in a frame, else the one it links to, if it has no text.

    None for a page with a text of its own, and for one that leads to many files.
    """
    if kind in _NEVER or headline is None or own_words(paragraphs, headline, _SUMMARY) >= _SUMMARY:
        return None
    if kind not in ("release", "empty") and _other_ways(document) > _FEW:
        return None  # a list of pages, with a file among them
    shown = _shown(document)
    linked = pdf_links(document, most=_FEW + 1)
    named = [one for one in linked if one.title and same(one.title, headline)]
    if len(shown) == 1:
        return shown[0]
    if named:
        return named[0]
    distinct = {one.url: one for one in (*shown, *linked)}
    return next(iter(distinct.values())) if 0 < len(distinct) <= _FEW else None


def is_held(paragraphs: Sequence[Paragraph], headline: str | None, pdf: PdfText) -> bool:
    """Whether the PDF's text is the page's release, now that both are read: longer than the page's, and the same matter."""
    own, held = own_words(paragraphs, headline), word_count(pdf.body_text[:100_000])
    if pdf.unread is not None or held < _LONGER * own:
        return False
    if pdf_kind.of_another_kind(pdf) is not None and own >= _SAYS_SOMETHING:
        return False  # a text of its own, short as it is, beside a report
    if own < _OWN_TEXT:
        return True
    words = {word.casefold() for paragraph in paragraphs for word in _WORD.findall(paragraph.text) if len(word) > 3}
    said = {word.casefold() for word in _WORD.findall(pdf.body_text[:100_000])}
    return len(words & said) >= _SHARED * len(words)


def to_fetch(
    document: Document, attachments: Sequence[Attachment], holder: Attachment | None, source: Source | None
) -> tuple[str, ...]:
    """Addresses of the files that a crawl should fetch: the one that holds the text first, then documents of the same site.

    The hosts from which the page takes its pictures, styles and scripts are where the site keeps its files. What the source's
    `attachments` says decides which kinds: documents (PDFs and office files), all, or none but the one that holds the text.
    """
    policy = source.attachments if source is not None else "documents"
    wanted = [holder.url] if holder is not None else []
    if policy != "none":
        wanted += [one.url for one in attachments if policy == "all" or (one.media_type or "").startswith(_OFFICE)]
    near = cache(partial(_hosts_of_files, document))  # asked of few pages: most keep their files on the site, or have none
    kept = [url for url in dict.fromkeys(wanted) if _is_near(document.url, url, near)]
    return tuple(kept[:MOST_FETCHED])


def _is_near(page: str, url: str, near: Callable[[], set[str]]) -> bool:
    try:
        return urls.same_site(page, url) or urls.host_key(url) in near()
    except ValueError:  # a page without an address of its own, read from a file
        return False


def _hosts_of_files(document: Document) -> set[str]:
    hosts = set()
    for node in document.tree.css(_WHERE_KEPT)[:_MOST_ELEMENTS]:
        url = document.link_to((node.attributes.get("src") or node.attributes.get("href") or "").strip())
        if url:
            hosts.add(urls.host_key(url))
    return hosts


def _shown(document: Document) -> list[Attachment]:
    """PDFs that the page shows in a frame, by their own address or as a parameter of a viewer's."""
    found: dict[str, Attachment] = {}
    for node in document.tree.css("iframe, embed, object")[:_MOST_ELEMENTS]:
        attributes = node.attributes
        href = (attributes.get("src") or attributes.get("data") or attributes.get("data-src") or "").strip()
        url = next((document.link_to(told) for told in _parameters(href) if "/" in told and media_type_of(told) == PDF), None)
        if url is None and ((attributes.get("type") or "").lower() == PDF or media_type_of(href) == PDF):
            url = document.link_to(href)
        if url:
            found.setdefault(url, Attachment(url, PDF, one_line(attributes.get("title"))))
    return list(found.values())


def _parameters(href: str) -> list[str]:
    try:
        parts = urlsplit(href)
    except ValueError:
        return []
    return [value for _, value in (*parse_qsl(parts.query), *parse_qsl(parts.fragment))]


def _other_ways(document: Document) -> int:
    """Lines outside the furniture that announce other pages."""
    return sum(
        block.anchors > 0 and block.link_share > 0.5 and len(block.text) >= _HEADLINE and not _leads_to_pdf(block.nodes)
        for block in document.blocks.blocks
        if not in_furniture(document, block)
    )


def _leads_to_pdf(nodes: Sequence[LexborNode] | None) -> bool:
    return any(media_type_of(link.attributes.get("href") or "") == PDF for node in nodes or () for link in links_in(node))


def with_enclosures(attachments: Sequence[Attachment], lead: Lead | None) -> tuple[Attachment, ...]:
    """The attachments with the documents that the page's entry in a feed encloses."""
    known = {one.url for one in attachments}
    enclosed = [one for one in (lead.media if lead is not None else ()) if (one.media_type or "").startswith(_OFFICE)]
    return (*attachments, *(one for one in enclosed if one.url not in known))


def with_holder(attachments: Sequence[Attachment], holder: Attachment) -> tuple[Attachment, ...]:
    """The attachments with the file that holds the text, first where they do not name it."""
    return tuple(attachments) if any(one.url == holder.url for one in attachments) else (holder, *attachments)
