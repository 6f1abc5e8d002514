"""A page, parsed once: the tree, what its head says, and its blocks. Every witness reads this and none parses again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from press import language
from press.extraction.blocks import Blocks, blocks_of
from press.extraction.decoding import decoded
from press.page import Page
from press.urls import join

#: More text than this is no page for people; what is beyond it is not read (a crawl refuses such answers anyway).
_MOST_SIGNS = 12_000_000


@dataclass
class Document:
    """`url` is where the page was fetched, `base` what its relative links refer to."""

    page: Page
    text: str
    tree: LexborHTMLParser
    url: str
    meta: dict[str, list[str]] = field(default_factory=dict)  # by lower-case name, property or http-equiv, in order
    links: list[dict[str, str | None]] = field(default_factory=list)  # the attributes of `link` elements that name an address
    linked_data: list[str] = field(default_factory=list)  # JSON-LD blocks as they stand
    base_href: str | None = None

    @classmethod
    def of(cls, page: Page) -> Document:
        whole, is_utf8 = decoded(page.body, page.charset, page.headers.get("content-type") or page.media_type)
        text = whole[:_MOST_SIGNS].replace("\x00", "")
        tree = LexborHTMLParser(page.body if is_utf8 and len(text) == len(whole) else text)  # which it would encode again
        document = cls(page, text, tree, page.url)
        # One question to the tree instead of four: each walks all of it.
        for node in tree.css("meta[content], link[href], base[href], script[type]"):
            attributes = node.attributes
            if node.tag == "link":
                document.links.append(attributes)
                continue
            if node.tag == "base":
                document.base_href = document.base_href or attributes.get("href")
                continue
            if node.tag == "script":
                if "ld+json" in (attributes.get("type") or "").lower():
                    document.linked_data.append(node.text() or "")
                continue
            name = (
                attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or attributes.get("http-equiv")
            )
            if name and (content := (attributes.get("content") or "").strip()):
                document.meta.setdefault(name.strip().lower(), []).append(content)
        return document

    def mentions(self, *signs: str) -> bool:
        """Whether one of these stands anywhere in the markup. Asked of a large page it costs two or three times a selector."""
        return any(sign in self.text for sign in signs)

    def said(self, *names: str) -> str | None:
        """The first meta content under the first of these names that is there."""
        for name in names:
            if values := self.meta.get(name):
                return values[0]
        return None

    @cached_property
    def base(self) -> str:
        href = self.base_href
        return (join(self.url, href) if href and self.url else href) or self.url

    @cached_property
    def root(self) -> LexborNode | None:
        return self.tree.body or self.tree.root

    @cached_property
    def blocks(self) -> Blocks:
        return blocks_of(self.root) if self.root is not None else Blocks()

    @cached_property
    def html_language(self) -> str | None:
        """What the page says its language is: `<html lang>`, then its head, then the transport."""
        node = self.tree.css_first("html")
        attributes = node.attributes if node else {}
        said = (
            attributes.get("lang"),
            attributes.get("xml:lang"),
            self.said("content-language", "language", "dc.language", "dcterms.language", "inlanguage"),
            self.said("og:locale"),
            self.page.headers.get("content-language"),
        )
        return next((tag for word in said if (tag := language.tag(word))), None)

    def link_to(self, href: str | None) -> str | None:
        """The absolute address of a link of this page; None for what leads nowhere on the web."""
        if not href or len(href) > 8000:
            return None
        if not self.base:
            return href if href.startswith(("http://", "https://")) else None
        return join(self.base, href)
