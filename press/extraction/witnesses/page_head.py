"""The page's head: Open Graph, Dublin Core and the other meta elements, the title."""

from __future__ import annotations

import re

from press.dates import parse
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.text import one_line

#: Names under which sites state the publication, surest first, with how sure they are. `date` alone is at times a modification.
_PUBLISHED = (
    (("article:published_time", "og:article:published_time", "article:published", "og:published_time"), 0.95),
    (("datepublished", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "article:publicationdate",
      "article.published",
      "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dcterms.available",
      "citation_publication_date", "parsely-pub-date", "sailthru.date",
      "cxenseparse:recs:publishtime", "rnews:datepublished", "originalpublicationdate", "displaydate",
      "shareaholic:article_published_time",
      "og:pubdate", "prism.publicationdate", "first_published", "timestamp"), 0.88),
    (("date", "dc.date", "dcterms.date", "dc:date", "article_date_original", "citation_date", "created"), 0.75),
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified",
    "lastmod", "revised", "modified",
)  # fmt: skip
_SUFFIX = re.compile(r"\s+(?:[|»«·•—–]|-{1,2}|::?|/)\s+")


def hear(document: Document, hearing: Hearing) -> None:
    """Adds what the head says."""
    languages = (document.html_language,) if document.html_language else ()
    site = one_line(document.said("og:site_name"))
    hearing.add("site", "open-graph", site, 0.8)
    shared = _without_site(one_line(document.said("og:title")), site)
    is_article = (document.said("og:type") or "").strip().lower().startswith("article")
    # What the publisher gives to be shared is its headline where the head speaks of one article; a site's name, or a word, is
    # not.
    sure = 0.96 if is_article and shared and shared != site and (len(shared.split()) >= 4 or not shared.isascii()) else 0.85
    hearing.add("headline", "open-graph", shared, sure)
    hearing.add(
        "headline", "twitter", _without_site(one_line(document.said("twitter:title", "dc.title", "dcterms.title")), site), 0.7
    )
    title = document.tree.css_first("title")
    hearing.add("headline", "title", _without_site(one_line(title.text()) if title else None, site), 0.6)
    hearing.add("description", "open-graph", one_line(document.said("og:description", "twitter:description", "description")), 0.5)
    hearing.add("og_type", "open-graph", (document.said("og:type") or "").strip().lower(), 0.8)
    for names, confidence in _PUBLISHED:
        hearing.add("published", "meta", parse(document.said(*names), languages), confidence)
    hearing.add("modified", "meta", parse(document.said(*_MODIFIED), languages), 0.8)
    hearing.add("language", "html-lang", document.html_language, 0.95)


def _without_site(title: str | None, site: str | None) -> str | None:
    """A title without the site's name after it: the last part where it is that name, or short beside a long first part."""
    if not title:
        return None
    parts = _SUFFIX.split(title)
    if len(parts) < 2:
        return title
    last = parts[-1]
    cut = title[: len(title) - len(last)]
    cut = re.sub(r"\s+(?:[|»«·•—–]|-{1,2}|::?|/)\s+$", "", cut)
    if site and last.casefold().strip() == site.casefold().strip():
        return cut
    if "|" in title or " - " in title or "–" in title or "—" in title:
        return cut if len(last) <= 40 and len(cut) > 1.3 * len(last) and len(cut.split()) >= 4 else title
    return title
