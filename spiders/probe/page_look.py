"""What one page says of the site it belongs to: its names, feeds, interfaces, languages, and where its links lead. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from selectolax.lexbor import LexborNode

from press import language
from press.dates import parse_iso
from press.extraction.document import Document
from press.instant import zone_of
from press.page import Page
from press.text import one_line

#: Of a page with more links the first are looked at: a site's menus and its newest pages stand at the top, its footer at the end.
_MOST_LINKS = 3000
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_FEED_ADDRESS = re.compile(
    r"(?:/(?:feed|rss|atom|feeds)/?|[./_-](?:rss|atom)(?:\d|_\d)?|/(?:rss|feed|atom|news|index|feeds)[\w-]*\.(?:xml|rss|atom|rdf|json)"
    r"|\.rss|\.atom|\.rdf|[?&](?:feed|format|type|alt)=(?:rss|atom|rss2|feed))(?:[?&].*)?$",
    re.IGNORECASE,
)
_API = re.compile(r'<([^<>]+)>\s*;[^,]*rel="?https://api\.w\.org/"?', re.IGNORECASE)
_STAMP = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:[+-]\d\d:?\d\d)\b")
_MOST_STAMPS = 200
_ORGANISATIONS = re.compile(r"(?:Organization|GovernmentOffice|Corporation|NGO|Agency)$")

#: A page for readers has more words than this, also a short one: its menu alone has as many.
_FEW_WORDS = 40
#: Marked headlines that are looked for, and the letters that make one.
_MOST_PASSAGES, _A_PASSAGE = 300, 30
_MENUS = frozenset(["nav", "header", "footer"])


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link: where it leads, its words, and whether it stands in a menu, header or footer. `language`: its hreflang."""

    url: str
    text: str
    in_menu: bool = False
    language: str | None = None
    rel: str = ""


@dataclass(frozen=True, slots=True)
class PageLook:
    """What a page says. `api` is the root of a WordPress REST interface; `stamps` are instants with an offset other than UTC's
    unless all are UTC's; `is_shell`: hardly a word is there before scripts have run."""

    url: str
    title: str | None
    site_name: str | None
    heading: str | None
    language: str | None
    links: tuple[PageLink, ...]
    feeds: tuple[tuple[str, str], ...]  # (address, title) that the page names as its feeds
    linked_feeds: tuple[str, ...]  # addresses of plain links that look like feeds
    api: str | None
    alternates: tuple[tuple[str, str], ...]  # (language, address)
    organisations: tuple[str, ...]
    stamps: tuple[datetime, ...]
    words: int
    is_shell: bool
    is_html: bool
    spoken: tuple[str, ...] = ()  # languages that its headlines are marked with, once for each


def look(page: Page) -> PageLook:
    """Read the page. Never raises for any bytes."""
    document = Document.of(page)
    root = document.root
    text = root.text(separator=" ") if root is not None else ""
    words = _words(root)
    scripts = document.text.count("<script")
    names = [name for block in document.linked_data for name in _organisations(block)]
    return PageLook(
        url=page.url,
        title=_text_of(document, "title"),
        site_name=one_line(document.said("og:site_name", "application-name")),
        heading=_text_of(document, "h1"),
        language=document.html_language,
        links=tuple(_links(document)),
        feeds=tuple(_feeds(document)),
        linked_feeds=tuple(_linked_feeds(document)),
        api=_api(document),
        alternates=tuple(_alternates(document)),
        organisations=tuple(dict.fromkeys(names)),
        stamps=tuple(_stamps(document.text)),
        words=words,
        is_shell=words < _FEW_WORDS and scripts > 0 and not _is_redirect(document),
        spoken=tuple(_spoken(document)),
        is_html=bool(text.strip() or scripts or document.links) and not page.body.lstrip()[:5].lower().startswith(b"<?xml"),
    )


def refreshed_to(page: Page) -> str | None:
    """Where a page sends its readers by `meta refresh` at once, as sites do from `/` to a language's home."""
    document = Document.of(page)
    said = document.said("refresh") or ""
    match = re.match(r"\s*(\d+)\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", said, re.IGNORECASE)
    if match is None or int(match[1]) > 10:
        return None
    return document.link_to(match[2].strip())


def _is_redirect(document: Document) -> bool:
    return bool(document.said("refresh"))


def _text_of(document: Document, tag: str) -> str | None:
    node = document.tree.css_first(tag)
    return one_line((node.text(separator=" ") or "")[:500]) if node is not None else None


def _words(root: LexborNode | None) -> int:
    """Words that a reader sees without scripts."""
    if root is None:
        return 0
    hidden = sum(len((node.text() or "").split()) for node in root.css("script, style, noscript, template"))
    return max(0, len((root.text(separator=" ") or "").split()) - hidden)


def _links(document: Document) -> Iterator[PageLink]:
    nodes = document.tree.css("a[href]")
    if len(nodes) > _MOST_LINKS:
        nodes = nodes[: _MOST_LINKS - 500] + nodes[-500:]
    for node in nodes:
        attributes = node.attributes
        url = document.link_to((attributes.get("href") or "").strip())
        if url is None:
            continue
        text = one_line((node.text(separator=" ") or "")[:400]) or one_line(
            attributes.get("aria-label") or attributes.get("title") or _image_text(node)
        )
        tag = language.tag(attributes.get("hreflang") or attributes.get("lang"))
        yield PageLink(url, text or "", _in_menu(node), tag, (attributes.get("rel") or "").lower())


def _image_text(node: LexborNode) -> str | None:
    image = node.css_first("img[alt]")
    return image.attributes.get("alt") if image is not None else None


def _in_menu(node: LexborNode) -> bool:
    holder = node.parent
    while holder is not None:
        if holder.tag in _MENUS or (holder.attributes.get("role") or "") == "navigation":
            return True
        if holder.tag in ("main", "article", "body"):
            return False
        holder = holder.parent
    return False


def _feeds(document: Document) -> Iterator[tuple[str, str]]:
    for link in document.links:
        rel, kind = (link.get("rel") or "").lower().split(), (link.get("type") or "").lower().split(";")[0].strip()
        named = ("alternate" in rel or "feed" in rel) and kind in _FEED_TYPES
        if named and (url := document.link_to((link.get("href") or "").strip())):
            yield url, one_line(link.get("title")) or ""


def _linked_feeds(document: Document) -> Iterator[str]:
    for node in document.tree.css("a[href]")[:_MOST_LINKS]:
        href = (node.attributes.get("href") or "").strip()
        if _FEED_ADDRESS.search(href.split("#")[0]) and (url := document.link_to(href)):
            yield url


def _api(document: Document) -> str | None:
    for link in document.links:
        if "https://api.w.org/" in (link.get("rel") or "").lower():
            return document.link_to((link.get("href") or "").strip())
    match = _API.search(document.page.headers.get("link") or "")
    return document.link_to(match[1]) if match else None


def _spoken(document: Document) -> Iterator[str]:
    """The languages of headlines that lead somewhere; a link that only names a language is none."""
    for node in document.tree.css("body [lang]")[:_MOST_PASSAGES]:
        text = " ".join((node.text(separator=" ") or "")[:400].split())
        leads = node.tag == "a" or node.css_first("a[href]") is not None
        if leads and len(text) >= _A_PASSAGE and (tag := language.tag(node.attributes.get("lang"))):
            yield tag


def _alternates(document: Document) -> Iterator[tuple[str, str]]:
    for link in document.links:
        if "alternate" not in (link.get("rel") or "").lower().split() or not link.get("hreflang"):
            continue
        tag, url = language.tag(link.get("hreflang")), document.link_to((link.get("href") or "").strip())
        if tag and url and (link.get("type") or "").lower() not in _FEED_TYPES:
            yield tag, url


def _organisations(block: str) -> Iterator[str]:
    try:
        said = json.loads(block)
    except (ValueError, RecursionError):
        return
    yield from _named(said, 0)


def _named(said: Any, depth: int) -> Iterator[str]:
    if depth > 6:
        return
    if isinstance(said, list):
        for item in said[:50]:
            yield from _named(item, depth + 1)
    elif isinstance(said, Mapping):
        types = said.get("@type")
        types = types if isinstance(types, list) else [types]
        is_one = any(isinstance(name, str) and (_ORGANISATIONS.search(name) or name == "WebSite") for name in types)
        if is_one and isinstance(name := said.get("name"), str) and (plain := one_line(name)):
            yield plain
        for key in ("publisher", "@graph", "mainEntity", "isPartOf"):
            yield from _named(said.get(key), depth + 1)


def _stamps(text: str) -> Iterator[datetime]:
    for number, match in enumerate(_STAMP.finditer(text)):
        if number == _MOST_STAMPS:
            return
        instant = parse_iso(match[0])
        if instant is not None and instant.zone is not None:
            yield instant.local.replace(tzinfo=zone_of(instant.zone))
