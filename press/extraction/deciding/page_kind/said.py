"""What the page's own data says that it is: types of schema.org and Open Graph."""

from __future__ import annotations

import re

from press.extraction.deciding.headline import same
from press.extraction.deciding.page_kind.kind import Kind
from press.extraction.hearing import Hearing

_TYPES = {
    "CollectionPage": "section", "ItemList": "section", "SearchResultsPage": "search", "ContactPage": "contact",
    "AboutPage": "about", "ProfilePage": "author", "FAQPage": "about", "CheckoutPage": "other",
}  # fmt: skip
#: Things that a page without an article describes; one of each, for lists of them stand beside texts.
_THINGS = {
    "JobPosting": "job", "ImageGallery": "gallery", "MediaGallery": "gallery", "VideoGallery": "gallery",
    "VideoObject": "gallery",
    "Course": "page", "Product": "page", "Service": "page", "GovernmentService": "page", "Dataset": "document",
    "DigitalDocument": "document", "GovernmentPermit": "page",
}  # fmt: skip
_EVENT = re.compile(r"^(?:[A-Z][a-z]+)?(?:Event|Festival|Hackathon)$")
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|PressRelease|SpecialAnnouncement)$", re.IGNORECASE)

_NEWS = re.compile(r"(?:NewsArticle|PressRelease)$", re.IGNORECASE)


def says_article(hearing: Hearing) -> bool:
    """Whether structured data has an article."""
    return any(_ARTICLE.search(name) for name in hearing.by("types", "json-ld") or ())


def says_news(hearing: Hearing) -> bool:
    """Whether structured data has an article of news or a release; much software calls every page an article."""
    return any(_NEWS.search(name) for name in hearing.by("types", "json-ld") or ())


def said(hearing: Hearing, dated: bool, by_path: str | None, headline: str | None) -> Kind | None:
    """What the page's data says it is; `release` where it says article."""
    types = hearing.by("types", "json-ld") or ()
    og_type = hearing.by("og_type", "open-graph") or ""
    # Much software says og:type article of every page; only with a date of the page's own it is a word for an article.
    is_article = says_article(hearing) or (dated and og_type.startswith("article"))
    if og_type == "profile" and not is_article:
        return Kind("author", "og:type says profile")
    for name in types:
        if name in _TYPES and (by_path == _TYPES[name] or not is_article):
            return Kind(_TYPES[name], f"its structured data says {name}")
    return thing(hearing, headline) or (Kind("release") if is_article else None)


def thing(hearing: Hearing, headline: str | None) -> Kind | None:
    """The one thing (an event, a post to fill, …) that the page's data describes, where it describes no article.

    Where the data says a thing's name, the name must be the page's headline: lists of what comes next stand beside many texts.
    """
    if says_article(hearing):
        return None
    things = hearing.by("things", "json-ld") or hearing.by("things", "microdata") or ()
    known = [(kind, name, told) for name, told in things if (kind := "event" if _EVENT.match(name) else _THINGS.get(name))]
    matching = [one for one in known if one[2] and headline and same(one[2], headline)]
    if len(known) == 1 and not known[0][2]:
        matching = known
    if not matching:
        return None
    kind, name, _ = matching[0]
    # A recording or a file may go with a release; who, where and when may not.
    return None if kind in ("gallery", "document") and hearing.of("published") else Kind(kind, f"its structured data says {name}")
