"""What the names that authors give their elements (class, id, role) say about the text inside.

Names are words that people choose; the lists hold the ones that mean the same on most sites, in no site's own dialect.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[a-z]+")
_NOT_LETTER = re.compile(r"[^a-z]+")
_HAVING = re.compile(r"(?<![a-z])(?:has|with|without|enabled?)(?![a-z])|^no(?=-[a-z]+$)")

FURNITURE = frozenset(
    [
        "comment", "comments", "disqus", "respond", "reply", "sidebar", "related", "relacionadas", "recommended",
        "recommendation", "recommendations", "recirc", "share", "shares", "sharing", "sharebar", "sharedaddy", "addthis",
        "addtoany", "social", "socials", "follow", "promo", "promos", "promotion", "newsletter", "newsletters", "subscribe",
        "subscription", "signup", "footer", "nav", "navigation", "navbar", "menu", "submenu", "breadcrumb", "breadcrumbs",
        "cookie", "cookies", "consent", "gdpr", "banner", "advert", "adverts", "advertisement", "advertising", "ads", "adsense",
        "sponsor", "sponsored", "widget", "widgets", "popup", "modal", "overlay", "tags", "taglist", "tagcloud", "bio",
        "byline", "bylines", "trending", "popular", "mostread", "teaser", "teasers", "pagination", "pager", "prevnext",
        "paging", "login", "register", "search", "toolbar", "tools", "outbrain", "taboola", "caption", "credit", "credits",
        "copyright", "disclaimers", "screenreader", "hidden", "skip", "print", "rating", "ratings", "vote", "poll", "survey",
        "donate", "donation", "paywall", "jobs", "ticker", "carousel", "slider", "slideshow", "gallery", "toc", "masthead",
        "infobox", "factbox", "footnotes", "references", "catlinks", "printfooter", "authors", "author", "autor", "auteur",
        "writer", "journalist", "contributors", "tweet", "instagram", "tiktok", "image", "images", "photo", "photos", "picture",
        "legend", "figure", "thumbnail", "timestamp", "pubdate", "metadata", "meta", "readmore", "seealso",
        "affiliate", "feedback", "upsell", "podcast", "quiz", "mediainfo", "subscriber", "subscribers", "regwall", "reporter",
        "ad", "cta", "callout", "disclaimer", "embed", "whatsapp", "fallback", "player", "box", "permission", "permissions",
        "placeholder", "img", "kommentare", "kommentar", "comentarios", "commentaires", "partager", "partage", "compartir",
        "werbung", "anzeige", "publicidad", "publicite", "reklama",
    ]
)  # fmt: skip
CONTENT = frozenset(
    [
        "article", "articlebody", "articletext", "story", "storybody", "storytext", "entry", "post", "postcontent", "content",
        "contents", "maincontent", "body", "bodytext", "bodycopy", "text", "main", "release", "pressrelease", "newsrelease",
        "news", "communique", "intro", "lead", "summary",
    ]
)  # fmt: skip
#: What authors write as one word with other words behind it: `newsletterBox`, `relatedItems`.
_COMPOUND = re.compile(
    r"(?:newsletter|related|recommend|recirc|subscri|advert|cookie|comments?(?:section|list|form|box|area)"
    r"|share(?:bar|box|button)|social(?:media|share)"
    r"|(?:image|img|photo|foto|picture|bild)(?:desc|caption|credit|copyright|source|legend|unterschrift|inline)|picbox)"
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
#: A name of that many words is the headline that it was made from.
_SLUG = 8
#: Names that hide an element, unless another one shows it on wide screens.
_HIDDEN = frozenset(["hidden", "d-none", "visually-hidden", "sr-only", "screen-reader-text", "show-for-sr"])
_SHOWN_WIDE = re.compile(r":(?:block|flex|grid|inline|table)|^d-(?:sm|md|lg|xl|xxl)-(?!none)")
#: A `widget-area` stands beside the text, but builders make the text itself of `builder-widget`s.
_BUILT_OF = frozenset(["widget", "widgets"])
#: What stands apart from the text, unless the rest of the name says that it is the text (`content-box`).
_APART = frozenset(["box"])
#: Words for a part of the thing that the word before names: `share-text` is the text of a share button.
_PARTS = frozenset(["text", "content", "contents", "body", "main"])
#: Elements that say what they are without a name.
TAGS_THAT_SAY = frozenset(["main", "article", "figure", "figcaption"])


@lru_cache(maxsize=32768)
def hint_of(tag: str, names: str) -> int:
    """-1 where the names mark furniture, 1 where they mark content, 0 where they say nothing or are at odds; the surer wins."""
    if tag in ("figure", "figcaption"):
        return -1
    if not names.strip() or tag in ("body", "html", "main"):
        return 1 if tag in ("main", "article") else 0
    parts = names.split()
    if not _HIDDEN.isdisjoint(parts) and not any(_SHOWN_WIDE.search(part) for part in parts):
        return -1
    kinds = [_kind_of(name) for name in parts] or [0]
    furniture, content = -min(0, *kinds), max(0, *kinds)
    if tag in _HEADINGS:  # what they are called is mostly made of what they say
        furniture = 0
    if tag == "article":
        return -1 if furniture > content else 1
    return -1 if furniture > content else 1 if content > furniture else 0


def furniture_name(tag: str, names: str) -> str:
    """The one of the names that marks furniture; the tag where none does."""
    return next((name for name in names.split() if _kind_of(name) < 0), tag)


@lru_cache(maxsize=32768)
def _kind_of(name: str) -> int:
    """One name, negative for furniture, 2 where it is sure: its last word says what the thing is (`article-share` is a way to
    share), the others whose it is.

    A name with a colon says how a thing looks and when (`print:hidden`), not what it is; nor does what follows “has”, “with”
    or “no” (`with-sidebar`).
    """
    if ":" in name or name.count("-") + name.count("_") >= _SLUG:
        return 0
    name = _HAVING.split(name, maxsplit=1)[0]
    # `fact-box` and `most_read` are one word each as well as two.
    words = [*_WORD.findall(name), _NOT_LETTER.sub("", name)]
    if words[0] not in _BUILT_OF:
        words = [word for word in words if word not in _BUILT_OF] or words
    if any(_COMPOUND.match(word) for word in words):
        return -2
    head = words[-2] if len(words) > 1 else words[-1]
    if head in FURNITURE and head not in _APART:
        return -2
    if len(words) > 2 and words[-2] in _PARTS and words[-3] in FURNITURE:
        return -2
    furniture, content = any(word in FURNITURE for word in words), any(word in CONTENT for word in words)
    if furniture or not content:
        return -1 if furniture and not content else 0
    return 2 if head in CONTENT else 1
