"""Where in its site a page stands: by its address, its trail of crumbs, the menu's entry that is marked as current, and what the
site's software calls its type. What a section is named decides over words in the text: a release about a fair is a release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import TypeGuard
from urllib.parse import unquote, urlsplit

from press.extraction.deciding.page_kind.paths import path_of
from press.extraction.deciding.page_kind.sections import folded, named, section_of
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.page import Lead


@dataclass(frozen=True, slots=True)
class Place:
    """The section's kind (`news`, `event`, `page`, …) and what says so, in words."""

    kind: str
    how: str


_ENDING = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|cfm|do)$", re.IGNORECASE)
#: Types that site software writes into class names: `node-type-press-release`, `type-post`, `single-event`, `post-template`.
_TYPE = re.compile(
    r"^(?:(?:page-|path-)?(?:node|content|portal|post|document)?-{0,2}type-{1,2}([a-z][a-z_-]{2,40})"
    r"|single-([a-z][a-z_-]{2,40})|(post|page)-template|portaltype-([a-z][a-z_-]{2,40})|template-([a-z-]{3,30}?)-?page"
    r"|(page)-id-\d+|(post)id-\d+|kind-(page|post|event|job|tender))$"
)
_NEUTRAL_TYPES = frozenset(
    ["standard", "default", "full", "width", "wide", "layout", "no", "sidebar", "with", "content", "none", "template",
     "html", "php", "archive", "single", "view"]
)  # fmt: skip
_PAGE_TYPES = frozenset(["page", "basic page", "standard page", "document", "landing page", "static page", "content page"])
_NEWS_TYPES = frozenset(["post", "article", "news", "news item", "newsitem", "press", "blog", "blog post", "blogpost", "story"])
#: A sitemap's name says what it lists: `page-sitemap.xml`, `sitemap-events.xml`, `wp-sitemap-posts-page-1.xml`.
_SITEMAP = re.compile(r"(?:^|[-_.])sitemaps?(?=[-_.\d]|$)", re.IGNORECASE)
_OF_TERMS = frozenset(["category", "categories", "tag", "tags", "taxonomy", "taxonomies", "terms"])
#: Folders, crumbs and entries of these names hold everything: old releases, results of a search, letters.
_TOO_COMMON = frozenset(["section", "search", "history", "contact", "legal"])
#: Signs of a trail of crumbs in class names, labels and ids: everywhere, and in pages of a language.
_CRUMBS = "rumb"
_CRUMBS_IN = {"fr": "ariane", "de": "brotkrum", "es": "migas"}
_CRUMB_AT = re.compile(
    r"<([a-z]+)\b[^<>]*?(?:bread-?_?crumb|\bcrumbs|fil[-_]?d?[-_]?ariane|ariane|brotkrum|migas)[^<>]*>", re.IGNORECASE
)
_CRUMB_LINK = re.compile(r"<a\b[^<>]*>(.{1,300}?)</a>", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<[^<>]*>")
_CURRENT = re.compile(r"(?:(?<=aria-)|(?<=is-))current|current[-_](?:menu|page)[-_]")
_CURRENT_LINK = re.compile(r"[^<>]*>(?:\s|<(?!/?a\b|/li|ul|li)[^<>]*>)*(?:<a\b[^<>]*>)?([^<]{2,60})<", re.IGNORECASE)
_ENTRY = re.compile(r"[^<>]*>(?:\s|<(?!/?a\b)[^<>]*>)*([^<]{2,60})<")
#: How an address ends in markup; minified pages have no quotes.
_ENDS = re.compile(r"""/?["'\s>]""")
_FEW_MARKS = 12
_REACH = 1500
#: Signs: crumbs and menus stand at the top of a page's markup.
_HEAD = 80_000


def by_type(document: Document) -> Place | None:
    """What the software that made the page calls its type, in the class names of `body` or of the page's own article."""
    root = document.root
    names = (root.attributes.get("class") or "") if root is not None else ""
    if document.blocks.tag.count("article") == 1:
        names = f"{names} {document.blocks.names[document.blocks.tag.index('article')]}"
    kinds: dict[str, str] = {}
    for name in names.lower().split()[:60]:
        if kind := _type_in(name):
            kinds.setdefault(kind, name)
    # Software marks its special kinds as posts as well; the special one is what the page is.
    special = [kind for kind in kinds if kind not in ("news", "page")]
    chosen = special[0] if len(special) == 1 else None if special else next((k for k in ("news", "page") if k in kinds), None)
    if chosen == "page" and "news" in kinds:
        return None
    return Place(chosen, f"its software calls it “{kinds[chosen]}”") if chosen else None


@lru_cache(maxsize=4096)
def _type_in(name: str) -> str | None:
    if name == "page" or name == "single":
        return None
    match = _TYPE.match(name)
    if match is None:
        return None
    word = folded(next(part for part in match.groups() if part))
    if word.startswith("format"):  # how a post is laid out
        return None
    word = re.sub(r"(?<=\w)page$", "", word) or word
    words = [part for part in word.split() if part not in _NEUTRAL_TYPES]
    word = " ".join(words)
    if word in _PAGE_TYPES:
        return "page"
    return "news" if word in _NEWS_TYPES else section_of(word)


def by_address(url: str) -> Place | None:
    """The innermost folder of the address whose name is a section's; else the host's first name (`presse.example`)."""
    folders, _ = _parts(url)
    for folder in reversed(folders):
        if (kind := section_of(folder)) and kind not in _TOO_COMMON:
            return Place(kind, f"it stands under “{folder}”")
    host = url.split("/", 3)[2] if url.count("/") >= 2 else ""
    first = host.split(".")[0] if host.count(".") >= 2 else ""
    kind = named(first)
    return Place(kind, f"its host is “{host}”") if kind and kind not in _TOO_COMMON and kind != "page" else None


def own_name(url: str) -> Place | None:
    """What the last part of a short address names: `/about`, `/en/careers`, `/kontakt.html`."""
    folders, last = _parts(url)
    if len(folders) > 3 or not last:
        return None
    kind = named(_ENDING.sub("", last))
    return Place("about" if kind == "history" else kind, f"its address ends in “{last}”") if kind else None


def _parts(url: str) -> tuple[list[str], str]:
    segments = [segment for segment in path_of(url)[:600].split("/") if segment]
    return segments[:-1][:12], segments[-1] if segments else ""


def by_crumbs(document: Document, hearing: Hearing, headline: str | None) -> Place | None:
    """The innermost section in the page's trail of crumbs: as its data gives it, else as it stands above the text."""
    said = hearing.by("crumbs", "json-ld")
    trail: list[str] = list(said) if said else list(_crumbs_shown(document))
    own = folded(headline or "")
    for name in reversed(trail[:10]):
        plain = folded(name)
        if plain and plain != own and (kind := section_of(name)) and kind not in _TOO_COMMON:
            return Place(kind, f"its trail of crumbs leads through “{name}”")
    return None


def _crumbs_shown(document: Document) -> Iterator[str]:
    text = document.text
    body = text.find("<body") + 1
    start = text.find(_CRUMBS, body, body + _HEAD)
    if start < 0 and (sign := _CRUMBS_IN.get((document.html_language or "")[:2])):
        start = text.find(sign, body, body + _HEAD)
    match = _CRUMB_AT.search(text, max(0, start - 400), start + 2000) if start >= 0 else None
    if match is None:
        return
    for link in _CRUMB_LINK.finditer(text, match.end(), _end_of(text, match)):
        yield unescape(" ".join(_TAGS.sub(" ", link[1]).split()))


def _end_of(text: str, opened: re.Match[str]) -> int:
    """Where the element ends that was opened there; a bound where its end is not found."""
    tag, bound = opened[1], min(len(text), opened.end() + _REACH)
    open_ones = 1
    for match in re.finditer(rf"<(/?){tag}\b", text[opened.end() : bound], re.IGNORECASE):
        open_ones += -1 if match[1] else 1
        if not open_ones:
            return opened.end() + match.start()
    return bound


def by_menu(document: Document) -> Place | None:
    """The section whose entry the site's menu marks as the current one, or whose address the page's own continues."""
    text, marked = document.text, None
    start = text.find("current", 0, _HEAD)
    for _ in range(_FEW_MARKS):
        if start < 0:
            break
        match = (
            _CURRENT_LINK.match(text, start) if _CURRENT.match(text, start) and "false" not in text[start : start + 20] else None
        )
        if match and _counts(kind := named(unescape(match[1]).strip())):
            marked = Place(kind, f"the site's menu marks “{' '.join(match[1].split())}” as where it stands")
        start = text.find("current", start + 1, _HEAD)
    return _by_entry_above(document) or marked


def _by_entry_above(document: Document) -> Place | None:
    """A link to the folder that the page stands in, by the words that the site gives it."""
    segments = [segment for segment in _raw_path(document.url).split("/") if segment]
    text = document.text
    for length in range(min(len(segments) - 1, 4), 0, -1):
        folder = "/" + "/".join(segments[:length])
        at = text.find(folder, 0, _HEAD)
        for _ in range(_FEW_MARKS):
            if at < 0:
                break
            end = at + len(folder)
            match = _ENTRY.match(text, end) if _ENDS.match(text, end) else None
            if match and _counts(kind := section_of(unescape(match[1]).strip())):
                return Place(kind, f"it stands under “{' '.join(unescape(match[1]).split())}” ({unquote(folder)})")
            at = text.find(folder, end, _HEAD)
    return None


def _raw_path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _counts(kind: str | None) -> TypeGuard[str]:
    return kind is not None and kind not in _TOO_COMMON


def by_sitemap(lead: Lead | None) -> Place | None:
    """What the sitemap that listed the page lists, by the sitemap's own name."""
    if lead is None or lead.way != "sitemap" or not lead.found_in:
        return None
    name = path_of(lead.found_in).rsplit("/", 1)[-1].lower().removesuffix(".gz").removesuffix(".xml")
    if not _SITEMAP.search(name):
        return None
    # `sitemap-page-2` may be the second part of anything; `page-sitemap2` and `sitemap-posts-page-1` list pages.
    numbered = re.search(r"sitemap[-_.]?pages?[-_.]?\d+$", name)
    words = [word for word in re.split(r"[-_.\d]+", _SITEMAP.sub("-", name)) if word]
    how = f"the sitemap “{name}” lists it"
    if not words or (numbered and words == ["page"]):
        return None
    if words[-1] in _OF_TERMS or "taxonomies" in words:
        return Place("section", how)
    if words[-1] in ("author", "authors", "users", "user"):
        return Place("author", how)
    kind = "page" if words[-1] in ("page", "pages") else section_of(" ".join(words)) or section_of(words[-1])
    return Place(kind, how) if kind else None
