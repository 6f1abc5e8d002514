"""schema.org data in JSON-LD: what the publisher's own software says of the page. Broken JSON is mended, not dropped."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from press import language
from press.dates import parse
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.text import clean, one_line

WITNESS = "json-ld"
_ARTICLES = re.compile(
    r"(?:Article|NewsArticle|BlogPosting|Report|PressRelease|Announcement|Statement|LiveBlogPosting"
    r"|SpecialAnnouncement|ScholarlyArticle|TechArticle)$",
    re.IGNORECASE,
)
_PAGES = re.compile(r"(?:Web|About|Contact|Collection|SearchResults|Profile|Item|QA|FAQ)Page$|^(?:Blog|ItemList)$")
_ORGANIZATIONS = re.compile(r"Organization$|^(?:Corporation|NGO|GovernmentOffice|Ministry|Airline|NewsMediaOrganization)$")
#: What software writes where nobody entered a name.
_CMS_USER = re.compile(
    r"^(?:(?:web|site)?admin\w*|editors?|webmaster|newsroom|staff|r[ée]dact\w+|redaktion|root|user\d*)$", re.IGNORECASE
)
#: Much deeper or larger than any real block; what is beyond is not looked at.
_MOST_NODES = 4000
_MOST_SIGNS = 2_000_000
_TAGS = re.compile(r"<[^<>]{1,400}>")


def hear(document: Document, hearing: Hearing) -> None:
    """Adds what the article (else the page) that the JSON-LD describes says of itself."""
    nodes = [node for node in _nodes(document) if isinstance(node.get("@type"), (str, list))]
    kinds = [_types(node) for node in nodes]
    types = [kind for several in kinds for kind in several]
    hearing.add("types", WITNESS, tuple(dict.fromkeys(types)), 0.9)
    hearing.add("crumbs", WITNESS, _crumbs(nodes), 0.8)
    hearing.add(
        "things",
        WITNESS,
        tuple(
            (kind, name)
            for node, several in zip(nodes[:200], kinds, strict=False)
            if several
            for name in (_words(_named(node)),)
            for kind in several
        ),
        0.8,
    )
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    articles = [node for node, several in zip(nodes, kinds, strict=True) if any(map(_ARTICLES.search, several))]
    pages = [node for node, several in zip(nodes, kinds, strict=True) if any(map(_PAGES.search, several))]
    # A page that lists many articles describes none of them as its own.
    main = articles[0] if articles and (len(articles) <= 3 or _names_this(articles[0], document)) else None
    for node, sure in ((main, 1.0), (pages[0] if pages else None, 0.8)):
        if node is not None:
            _hear_node(node, sure, by_id, hearing)


def _hear_node(node: dict[str, Any], sure: float, by_id: dict[str, dict[str, Any]], hearing: Hearing) -> None:
    said = _language(node.get("inLanguage"))
    languages = (said,) if said else ()
    hearing.add(
        "headline",
        WITNESS,
        one_line(_words(node.get("headline")) or (_words(node.get("name")) if sure < 1 else None)),
        0.91 * sure,
    )
    hearing.add("subheadline", WITNESS, one_line(_words(node.get("alternativeHeadline"))), 0.6 * sure)
    hearing.add("description", WITNESS, one_line(_words(node.get("description"))), 0.6 * sure)
    hearing.add(
        "published", WITNESS, parse(_word(node.get("datePublished")) or _word(node.get("dateCreated")), languages), 0.97 * sure
    )
    hearing.add("modified", WITNESS, parse(_word(node.get("dateModified")), languages), 0.9 * sure)
    hearing.add("language", WITNESS, said, 0.96 * sure)  # as often right as `<html lang>`, which goes first
    body = _words(node.get("articleBody"))
    hearing.add("body", WITNESS, clean(body) if body else None, 0.5 * sure)
    for key, confidence in (("sourceOrganization", 0.8), ("author", 0.6), ("publisher", 0.5)):
        hearing.add("issuer", f"{WITNESS} {key}", _organization(node.get(key), by_id), confidence * sure)


def _nodes(document: Document) -> Iterator[dict[str, Any]]:
    """Every object of every block, graphs and nested ones too, without recursion."""
    left = _MOST_NODES
    for block in document.linked_data:
        waiting: list[Any] = [_loaded(block)]
        while waiting and left:
            left -= 1
            value = waiting.pop(0)
            if isinstance(value, dict):
                yield value
                waiting.extend(
                    value[key]
                    for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement")
                    if isinstance(value.get(key), (dict, list))
                )
            elif isinstance(value, list):
                waiting.extend(value[:200])


def _loaded(raw: str) -> Any:
    raw = (
        raw.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
    )
    if not raw or len(raw) > _MOST_SIGNS:
        return None
    try:
        return json.loads(raw, strict=False)
    except RecursionError:
        return None
    except ValueError:
        return _mended(raw)


def _mended(raw: str) -> Any:
    """Broken JSON as far as it can be read."""
    import json_repair

    try:
        return json_repair.loads(raw[:200_000], skip_json_loads=True)
    except (ValueError, RecursionError, IndexError, TypeError, AttributeError):
        return None


def _types(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type")
    kinds = [kind] if isinstance(kind, str) else kind if isinstance(kind, list) else []
    return [name.rsplit("/", 1)[-1] for name in kinds if isinstance(name, str)]


def _named(node: dict[str, Any]) -> Any:
    return node.get("name") or node.get("title") or node.get("headline")


def _crumbs(nodes: list[dict[str, Any]]) -> tuple[str, ...]:
    """The names of a BreadcrumbList in their order, from the home page on."""
    trail = next((node for node in nodes if "BreadcrumbList" in _types(node)), None)
    elements = trail.get("itemListElement") if trail is not None else None
    names = []
    for element in elements[:20] if isinstance(elements, list) else ():
        if isinstance(element, dict):
            item = element.get("item")
            name = _words(element.get("name")) or (_words(item.get("name")) if isinstance(item, dict) else None)
            names.append(one_line(name) or "")
    return tuple(name for name in names if name)


def _names_this(node: dict[str, Any], document: Document) -> bool:
    named = node.get("url") or node.get("mainEntityOfPage") or node.get("@id")
    if isinstance(named, dict):
        named = named.get("@id") or named.get("url")
    return (
        isinstance(named, str)
        and bool(document.url)
        and named.split("#")[0].rstrip("/") == document.url.split("#")[0].rstrip("/")
    )


def _word(value: Any) -> str | None:
    while isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    return value if isinstance(value, str) and value.strip() else None


def _words(value: Any) -> str | None:
    """Text without the entities and tags that some software leaves in it."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n".join(value)
    word = _word(value)
    if word is None:
        return None
    if "&" in word:
        word = html.unescape(word)
    return _TAGS.sub(" ", word) if "<" in word else word


def _language(value: Any) -> str | None:
    if isinstance(value, list):
        return None if len(value) != 1 else _language(value[0])
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return language.tag(value) if isinstance(value, str) else None


def _organization(value: Any, by_id: dict[str, dict[str, Any]]) -> str | None:
    """The name of an organisation; people and bare strings (the CMS's user) are none."""
    while isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
        value = by_id.get(value["@id"])
    if not isinstance(value, dict) or not any(_ORGANIZATIONS.search(kind) for kind in _types(value)):
        return None
    name = one_line(_words(value.get("name")))
    usable = name and len(name) <= 200 and not name.startswith("http") and not _CMS_USER.match(name)
    return name if usable else None
