"""Sitemaps as XML (sitemaps.org 0.9), with the news and xhtml:link extensions; images' addresses as media."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

ROOTS = frozenset({"urlset", "sitemapindex", "sitemap", "url"})


@dataclass(slots=True)
class Location:
    """One `url` or `sitemap` element, as written. `is_child`: it names a further sitemap."""

    is_child: bool
    loc: str | None = None
    lastmod: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    images: list[tuple[str, str | None]] = field(default_factory=list)  # (address, title)
    alternates: list[tuple[str, str]] = field(default_factory=list)  # (language, address)


def locations(body: bytes, faults: Counter[str]) -> Iterator[Location]:
    """Every element of the sitemap, one at a time and in constant memory; broken XML yields what can be read, and a count."""
    events = etree.iterparse(
        BytesIO(body),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,
        collect_ids=False,
    )
    try:
        for _, element in events:
            yield _location(element)
            element.clear(keep_tail=False)
            parent = element.getparent()
            if parent is not None:
                while element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError:  # nothing at all could be made of it
        faults["malformed XML"] += 1
        return
    if any(entry.level_name in ("ERROR", "FATAL") and entry.type_name not in _HARMLESS for entry in events.error_log):
        faults["malformed XML"] += 1


# A prefix that is not declared, or a namespace that is no URI: everything can be read all the same.
_HARMLESS = frozenset({"NS_ERR_UNDEFINED_NAMESPACE", "WAR_NS_URI", "WAR_NS_URI_RELATIVE", "NS_ERR_XML_NAMESPACE"})


def _location(element: etree._Element) -> Location:
    location = Location(_local(element) == "sitemap")
    for child in element:
        name = _local(child)
        if name == "loc":
            location.loc = location.loc or child.text
        elif name == "lastmod":
            location.lastmod = child.text
        elif name == "link":
            language, href = child.get("hreflang"), child.get("href")
            if language and href:
                location.alternates.append((language, href))
        elif name == "news":
            _read_news(child, location)
        elif name == "image":
            image = {_local(part): part.text for part in child}
            if address := image.get("loc"):
                location.images.append((address, image.get("title") or image.get("caption")))
    if location.loc is None:  # an address without its element
        location.loc = element.text
    return location


def _read_news(news: etree._Element, location: Location) -> None:
    for part in news:
        name = _local(part)
        if name == "publication_date":
            location.published = part.text
        elif name == "title":
            location.title = part.text
        elif name == "publication":
            location.language = next((field.text for field in part if _local(field) == "language"), None)


def _local(element: etree._Element) -> str:
    """The local name, also where the prefix was never declared (then it stands in the tag as written)."""
    tag = element.tag
    return tag[max(tag.rfind("}"), tag.rfind(":")) + 1 :].lower() if isinstance(tag, str) else ""
