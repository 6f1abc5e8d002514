"""Whether a page reads as a release or article, and what it is if it does not. By structure, never by a site's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.grammar.reading import Reading
from press.instant import Instant
from press.source import Source
from press.text import word_count

_TYPES = {
    "CollectionPage": "section", "ItemList": "section", "SearchResultsPage": "search", "ContactPage": "contact",
    "AboutPage": "about",
    "ProfilePage": "author", "FAQPage": "about", "CheckoutPage": "other",
}  # fmt: skip
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|PressRelease|SpecialAnnouncement)$", re.IGNORECASE)

_ONE = r"[^/]+/?(?:page/\d+/?)?$"
_END = r"(?:/|\.\w{3,4}$|$)"
_PATHS = (
    ("tag", re.compile(rf"/(?:tags?|topics?|keywords?|etiquetas?|mots?-cles?|themes?|hashtag)/{_ONE}", re.IGNORECASE)),
    ("author", re.compile(rf"/(?:authors?|autore?s?|auteurs?|contributors?|profiles?|users?)/{_ONE}", re.IGNORECASE)),
    ("search", re.compile(r"/(?:search|recherche|buscar?|busqueda|suche)(?:/|\.\w{3,4}$|$)", re.IGNORECASE)),
    ("contact", re.compile(rf"/(?:contacts?(?:-us)?|contactez-nous|contacto|kontakt|fale-conosco){_END}", re.IGNORECASE)),
    ("about", re.compile(
        r"/(?:about(?:-us)?|a-propos|qui-sommes-nous|acerca(?:-de)?|quienes-somos|sobre(?:-nos)?|ueber-uns)(?:/|\.\w{3,4}$"
        r"|$)", re.IGNORECASE)),
    ("legal", re.compile(
        r"/(?:privacy(?:-\w+){0,3}|terms(?:-\w+){0,4}|legal(?:-\w+){0,2}|mentions-legales|aviso-legal"
        r"|cookies?(?:-\w+){0,2}|impressum|imprint|datenschutz\w*|disclaimer|accessibility(?:-statement)?)(?:/|\.\w{3,4}$"
        r"|$)", re.IGNORECASE)),
    ("section", re.compile(
        r"/(?:category|categories|categorie|categoria|section|rubrique|archives?)/(?!\d{3,}(?:/"
        r"|$))[^/]+/?(?:[^/]+/)?(?:page/\d+/?)?$|/page/\d+/?$|^/(?:index\.\w{3,4})?$", re.IGNORECASE)),
)  # fmt: skip
_ERROR = re.compile(
    r"(?:^|\W)(?:40[34]|410|50[023])(?:\W|$)|not found|page introuvable|no encontrad[ao]|não encontrad[ao]"
    r"|access denied|forbidden|service unavailable|الصفحة غير موجودة|(?:bad|internal server|server) error",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"captcha|verify (?:that )?you are (?:a )?human|enable javascript|checking your browser|before you continue"
    r"|we value your privacy|are you a robot|unusual traffic|avant de continuer",
    re.IGNORECASE,
)

#: Shorter pages are empty for our purpose: a statement of two sentences has more.
_FEW_WORDS = 8
_SHORT = 120
#: A text of this many words is a text, whatever stands beside it.
_LONG = 250
_MANY_TEASERS = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """`release`, or what the page is instead, with the reason in words."""

    name: str
    reason: str | None = None


def decide(
    document: Document,
    hearing: Hearing,
    reading: Reading,
    headline: str | None,
    body: str,
    published: Instant | None,
    source: Source | None,
) -> Kind:
    """The kind of the page. The source's own path rules win; then what the page says it is; then how it is built."""
    path = _path(document.url)
    if source is not None:
        for pattern in source.release_paths:
            if re.search(pattern, path):
                return Kind("release")
        for pattern in source.other_paths:
            if re.search(pattern, path):
                return Kind("other", f"its path matches the source's other_paths: {pattern}")
    words = word_count(body[:4000])
    heading = f"{headline or ''} {_title(document)}"
    if words <= _SHORT:
        if _ERROR.search(heading):
            return Kind("error", "its title says that the page could not be shown")
        if _CONSENT.search(f"{heading} {body[:2000]}"):
            return Kind("consent", "it asks for consent or for a proof that a person reads it")
    if words < _FEW_WORDS and _teasers(document) < _MANY_TEASERS:
        return Kind("empty", "there is no text to speak of")
    if reading.reads_as_release:
        return Kind("release")
    return _said(document, hearing, path) or _built(document, hearing, body, words, path, published) or Kind("release")


def _said(document: Document, hearing: Hearing, path: str) -> Kind | None:
    """What the page's data says it is."""
    types = hearing.by("types", "json-ld") or ()
    is_article = any(_ARTICLE.search(name) for name in types) or (hearing.by("og_type", "open-graph") or "").startswith("article")
    by_path = next((name for name, pattern in _PATHS if pattern.search(path)), None)
    if hearing.by("og_type", "open-graph") == "profile" and not is_article:
        return Kind("author", "og:type says profile")
    for name in types:
        if name in _TYPES and (by_path == _TYPES[name] or not is_article):
            return Kind(_TYPES[name], f"its structured data says {name}")
    if is_article and (by_path not in ("tag", "author", "search", "section") or _teasers(document) < _MANY_TEASERS):
        return Kind("release")
    return None


def _built(document: Document, hearing: Hearing, body: str, words: int, path: str, published: Instant | None) -> Kind | None:
    """What the page's path and the shape of its text say."""
    by_path = next((name for name, pattern in _PATHS if pattern.search(path)), None)
    teasers, prose = _teasers(document), _prose(body)
    if by_path in ("search", "contact", "legal", "about") or (
        by_path in ("tag", "author") and (published is None or teasers >= _MANY_TEASERS)
    ):
        return Kind(by_path, f"its path is that of {'an' if by_path in ('about', 'author') else 'a'} {by_path} page")
    if by_path == "section" and (teasers >= 4 or prose < 0.5 or published is None):
        return Kind("section", "its path is that of a section, and it lists other pages")
    if teasers >= 8 and teasers * 25 > words and words < _LONG and published is None:
        return Kind("section", f"it lists {teasers} other pages and has little text of its own")
    if teasers >= _MANY_TEASERS and prose < 0.4 and words < 150:
        return Kind("section", "it is mostly links to other pages")
    return None


def _teasers(document: Document) -> int:
    """Headings, and long list items, that are links: each announces another page."""
    return sum(
        1
        for block in document.blocks.blocks
        if block.link_share > 0.8 and len(block.text) >= 20 and (block.is_heading or len(block.text) >= 40)
    )


def _prose(body: str) -> float:
    """The share of the text that stands in lines which end as sentences do."""
    lines = body.split("\n")
    ended = sum(len(line) for line in lines if len(line) >= 60 or line.rstrip(' ”"»’)').endswith((".", "!", "?", "。", "؟", "।")))
    return ended / max(1, sum(map(len, lines)))


def _title(document: Document) -> str:
    node = document.tree.css_first("title")
    return " ".join((node.text() or "").split())[:300] if node else ""


def _path(url: str) -> str:
    try:
        return unquote(urlsplit(url).path) or "/" if url else ""
    except ValueError:
        return ""
