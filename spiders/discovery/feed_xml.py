"""RSS 0.9x, 1.0 and 2.0 and Atom 0.3 and 1.0 as well-formed XML.

Read with lxml and not with fastfeedparser, which gives dates in UTC only (the publisher's own offset is gone) and has no
xml:base, feedburner:origLink, channel language, ttl or hub.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from lxml import etree

from press.urls import join
from spiders.discovery.document import JSON
from spiders.discovery.feed_entry import Entry, Feed, Media
from spiders.discovery.feed_text import as_html, clean

ROOTS = frozenset({"rss", "feed", "rdf", "channel"})

#: More entries than any feed has; a document with more is cut here, and the cut is counted by the caller.
MAX_ENTRIES = 50_000

_XML = "{http://www.w3.org/XML/1998/namespace}"
_Link = Callable[[int, str | None, etree._Element], None]
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"

# Namespaces by what they mean, since feeds differ in version, scheme and trailing slash.
_MEANING = (
    ("feedburner", "feedburner"),
    ("purl.org/dc/terms", "dcterms"),
    ("purl.org/dc/elements", "dc"),
    ("modules/content", "content"),
    ("modules/syndication", "sy"),
    ("search.yahoo.com/mrss", "media"),
    ("itunes.com/dtds", "itunes"),
    ("purl.org/syndication/history", "fh"),
    ("www.w3.org/2005/atom", "atom"),
    ("purl.org/atom/ns", "atom"),
)
_UNPREFIXED = (
    "purl.org/rss/1.0",
    "backend.userland.com",
    "my.netscape.com",
    "channel.netscape.com",
    "rssnamespace.org/rss",
    "blogs.law.harvard.edu",
)


def parser(*, recover: bool) -> etree.XMLParser:
    """An lxml parser that resolves nothing and asks nobody. The DOCTYPE is gone by then, so no entity can be declared."""
    return etree.XMLParser(
        encoding="utf-8", recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
        remove_comments=True, remove_pis=True, collect_ids=False,
    )  # fmt: skip


def parse(body: bytes, *, recover: bool = False) -> etree._Element | None:
    """The root element of a feed; None where there is no XML or its root is none of a feed's."""
    try:
        root = etree.fromstring(body, parser(recover=recover))
    except etree.XMLSyntaxError:
        return None
    return root if root is not None and _name(root)[1] in ROOTS else None


def read_xml(root: etree._Element, url: str) -> Feed:
    """The feed under `root`, found at `url`."""
    feed = Feed(language=root.get(f"{_XML}lang"))
    is_atom = _name(root)[1] == "feed"
    head = root if is_atom or _name(root)[1] == "channel" else next((e for e in root if _name(e)[1] == "channel"), root)
    _read_head(head, feed, url)
    tag = "{*}entry" if is_atom else "{*}item"
    for element in islice(root.iter(tag), MAX_ENTRIES + 1):
        feed.entries.append(_read_entry(element, url))
    return feed


def _read_head(head: etree._Element, feed: Feed, url: str) -> None:
    """What the feed says of itself. Elements of its entries are not children of `head` and are not seen here."""
    hints: dict[str, JSON] = {}
    older: dict[str, str] = {}
    feed.language = head.get(f"{_XML}lang") or feed.language
    for element in head:
        space, name = _name(element)
        text = _text(element)
        if name == "link" and (href := element.get("href")):
            relation = (element.get("rel") or "alternate").lower()
            if relation in ("prev-archive", "next"):
                older.setdefault(relation, join(_base(element, url), href) or "")
            elif relation in ("hub", "self"):
                hints.setdefault(relation, join(_base(element, url), href))
        elif not text and (space, name) != ("fh", "complete") and name != "author":
            continue
        elif name == "title" and space in ("", "atom"):
            hints.setdefault("title", clean(text[:500]))
        elif name == "language" and space in ("", "dc"):
            feed.language = text if space == "" else feed.language or text
        elif name == "ttl" and text.isascii() and text.isdigit() and len(text) < 8:
            hints["ttl"] = int(text)
        elif space == "sy" and name == "updatePeriod".lower():
            hints["update_period"] = clean(text[:40])
        elif space == "sy" and name == "updateFrequency".lower() and text.isascii() and text.isdigit() and len(text) < 8:
            hints["update_frequency"] = int(text)
        elif name == "generator":
            hints["generator"] = clean(text[:200])
        elif name == "author" and space == "atom":
            feed.author = _person(element)
        elif (space, name) == ("fh", "complete"):
            feed.complete = True
            hints["complete"] = True
    feed.hints = {key: value for key, value in hints.items() if value is not None}
    feed.older = older.get("prev-archive") or older.get("next") or None


def _read_entry(element: etree._Element, url: str) -> Entry:
    entry = Entry(language=_inherited_language(element))
    links: dict[int, list[tuple[str, str]]] = {}  # by preference, the best lowest
    dates: dict[str, str] = {}
    authors: list[str] = []

    def link(preference: int, reference: str | None, at: etree._Element) -> None:
        if reference and reference.strip():
            links.setdefault(preference, []).append((reference, _base(at, url)))

    link(6, element.get(_RDF_ABOUT), element)
    for child in element:
        space, name = _name(child)
        if space == "feedburner" and name == "origlink":
            link(0, _text(child), child)
        elif name == "link" and space in ("", "atom"):
            _read_link(child, entry, link, url)
        elif name == "guid":
            entry.ident = _text(child) or entry.ident
            if (child.get("isPermaLink") or child.get("ispermalink") or "true").strip().lower() == "true" and _is_web(
                entry.ident
            ):
                link(4, entry.ident, child)
        elif name == "id" and space == "atom":
            entry.ident = _text(child) or entry.ident
            if _is_web(entry.ident):
                link(5, entry.ident, child)
        elif name == "title" and space in ("", "atom"):
            entry.title, entry.title_markup = _title(child)
        elif name == "title" and space == "dc":
            entry.title = entry.title or _text(child)
        elif (space, name) == ("content", "encoded") or (name == "content" and space in ("", "atom")):
            entry.content = _fragment(child) or entry.content
            link(5, child.get("src"), child)
        elif name in ("description", "summary") and space in ("", "atom"):
            entry.summary = _fragment(child) or entry.summary
        elif name == "description" and space == "dc":
            entry.summary = entry.summary or _fragment(child)
        elif name in ("pubdate", "published", "issued", "updated", "modified", "date", "created"):
            dates.setdefault("created" if (space, name) == ("dcterms", "created") else name, _text(child))
        elif name == "creator" or (name == "author" and space in ("", "atom", "dc")):
            authors.append(_person(child) or "")
        elif name == "language" and space in ("dc", ""):
            entry.language = _text(child) or entry.language
        elif name == "enclosure" and child.get("url"):
            media = Media(child.get("url") or "", child.get("type"), None, child.get("length"))
            entry.media.append((media, _base(child, url)))
        elif space == "media" and name in ("content", "group"):
            for content in [child] if name == "content" else child:
                if _name(content) == ("media", "content") and content.get("url"):
                    _read_media(content, entry, url)
    entry.links = [found for preference in sorted(links) for found in links[preference]]
    entry.published = (
        dates.get("pubdate") or dates.get("published") or dates.get("issued") or dates.get("date") or dates.get("created")
    )
    entry.modified = dates.get("updated") or dates.get("modified")
    entry.author = ", ".join(dict.fromkeys(filter(None, authors))) or None
    return entry


def _read_link(child: etree._Element, entry: Entry, link: _Link, url: str) -> None:
    href = child.get("href")
    if href is None:
        link(2, _text(child), child)
        return
    relation = (child.get("rel") or "alternate").lower()
    media_type = child.get("type")
    preference = 2 if media_type is None else 1 if "html" in media_type.lower() else 3
    if relation == "enclosure":
        entry.media.append((Media(href, child.get("type"), child.get("title"), child.get("length")), _base(child, url)))
    elif relation == "alternate":
        link(preference, href, child)


def _read_media(content: etree._Element, entry: Entry, url: str) -> None:
    title = next((_text(part) for part in content if _name(part) == ("media", "title")), None)
    media = Media(content.get("url") or "", content.get("type") or _medium(content), title, content.get("fileSize"))
    entry.media.append((media, _base(content, url)))


def _medium(content: etree._Element) -> str | None:
    """Media RSS's `medium` as a media range, where no type is stated."""
    medium = content.get("medium")
    return f"{medium}/*" if medium in ("image", "audio", "video") else None


def _title(element: etree._Element) -> tuple[str | None, bool]:
    kind = (element.get("type") or "").lower()
    if kind in ("xhtml", "application/xhtml+xml"):
        return _all_text(element), False
    space, _ = _name(element)
    # Atom's default type is `text`; feeds that say nothing do write entities all the same.
    return _all_text(element), not (space == "atom" and kind in ("text", "text/plain"))


def _fragment(element: etree._Element) -> str | None:
    """An HTML fragment, whatever the element calls its content."""
    kind = (element.get("type") or "").lower()
    if len(element):  # xhtml, or markup that was not escaped
        inner = [as_html(element.text or "")]
        for child in element:
            single = kind in ("xhtml", "application/xhtml+xml") and len(element) == 1 and _name(child)[1] == "div"
            if single:
                inner.append(as_html(child.text or ""))
                inner.extend(_html(part) for part in child)
            else:
                inner.append(_html(child))
        return "".join(inner).strip() or None
    text = _text(element)
    return (as_html(text) if kind in ("text", "text/plain") else text) or None


def _html(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", method="html", with_tail=True)


def _person(element: etree._Element) -> str | None:
    """A name: Atom's `name`, the bracketed name of RSS's `mail@host (Name)`, or the text."""
    for child in element:
        if _name(child)[1] == "name" and (name := _text(child)):
            return clean(name)
    text = _all_text(element) if not len(element) else ""
    if "@" in text and text.endswith(")") and "(" in text:
        text = text[text.index("(") + 1 : -1]
    return clean(text)


def _base(element: etree._Element, url: str) -> str:
    """The address that a reference in `element` is relative to (XML Base)."""
    bases = [value for node in _with_ancestors(element) if (value := node.get(f"{_XML}base"))]
    for value in reversed(bases):
        url = join(url, value) or url
    return url


def _inherited_language(element: etree._Element) -> str | None:
    """The entry's own xml:lang, or its title's or content's; the feed's own is the feed's to say."""
    for node in (element, *element):
        language: str | None = node.get(f"{_XML}lang")
        if language:
            return language
    return None


def _with_ancestors(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()


def _name(element: etree._Element) -> tuple[str, str]:
    """What namespace the element is of, in short, and its local name in lower case. RSS's own elements have ''."""
    tag = element.tag
    if not isinstance(tag, str):
        return "?", ""  # an entity reference
    if tag[0] != "{":
        prefix, colon, local = tag.rpartition(":")
        return (prefix.lower() if colon else ""), local.lower()
    space, _, local = tag[1:].partition("}")
    space = space.lower()
    for part, meaning in _MEANING:
        if part in space:
            return meaning, local.lower()
    return ("" if any(part in space for part in _UNPREFIXED) else space), local.lower()


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()


def _all_text(element: etree._Element) -> str:
    return "".join(element.itertext()).strip()  # type: ignore[arg-type]


def _is_web(text: str | None) -> bool:
    return bool(text) and (text or "").strip()[:8].lower().startswith(("http://", "https://"))
