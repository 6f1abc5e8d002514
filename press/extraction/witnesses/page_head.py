"""The page's head: Open Graph, Dublin Core and the other meta elements, the title."""

from __future__ import annotations

import html
import re

from press.dates import parse
from press.extraction.deciding.days import is_day
from press.extraction.document import Document
from press.extraction.hearing import Hearing
from press.instant import Instant
from press.text import one_line

#: Names under which sites state the publication, surest first, with how sure they are. `date` alone is at times the day of the
#: last change, or of the first draft: less sure than a date that the page shows.
_PUBLISHED = (
    (("article:published_time", "og:article:published_time", "article:published", "og:published_time", "og:publish_date",
      "article:publish_time", "news:published_time"), 0.95),
    (("datepublished", "pubdate", "pub_date", "publishdate", "publish-date", "publish_date", "publicationdate",
      "publication_date", "publication-date", "published", "published_at", "published_time", "published-date", "date_published",
      "date-published", "article:publicationdate", "article:published_date", "article.published", "article-published",
      "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dcterms.available", "dc.date.available",
      "dc.date.published", "dcterms.date.issued", "dcterms.published", "dcterms.dateissued",
      "citation_publication_date", "citation_online_date", "parsely-pub-date", "sailthru.date", "bt:pubdate", "cse-pubdate",
      "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "rnews:datepublished", "originalpublicationdate", "displaydate",
      "shareaholic:article_published_time", "dateissued", "date.issued", "issued", "releasedate", "release_date", "issue_date",
      "og:pubdate", "prism.publicationdate", "first_published", "firstpublished", "timestamp", "dcsext.articlefirstpublished",
      "article.created"), 0.88),
    (("dc.date", "dcterms.date", "dc:date", "dcterms:date", "article_date_original", "citation_date", "created"), 0.74),
    (("date", "article:date", "og:date", "article.date"), 0.72),
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "dc.date.x-metadatalastmodified", "dcterms.date.modified", "last-modified", "last_modified",
    "lastmodified", "lastmod", "revised", "modified", "modified_time", "dateupdated", "last-updated", "last_updated", "updated",
    "article:modified", "article:updated_time", "article.updated", "og:modified_time", "revision_date",
)  # fmt: skip
_SUFFIX = re.compile(r"\s+(?:[|»«·•—–]|-{1,2}|::?|/)\s+")
#: Scripts that write no blanks set none beside the sign either.
_WIDE_SUFFIX = re.compile(r"\s?[_｜│]\s?([^\s_｜│\x00-\x7f]{2,14})$")
_WIDE_HEADLINE = 12
_MOST_WIDE = 3


def hear(document: Document, hearing: Hearing) -> None:
    """Adds what the head says."""
    languages = (document.html_language,) if document.html_language else ()
    site = one_line(document.said("og:site_name"))
    hearing.add("site", "open-graph", site, 0.8)
    shared = _without_site(_unescaped(document.said("og:title")), site)
    is_article = (document.said("og:type") or "").strip().lower().startswith("article")
    # What the publisher gives to be shared is its headline where the head speaks of one article; a site's name, or a word, is
    # not.
    sure = 0.95 if is_article and shared and shared != site and (len(shared.split()) >= 4 or not shared.isascii()) else 0.86
    hearing.add("headline", "open-graph", shared, sure)
    hearing.add(
        "headline", "twitter", _without_site(one_line(document.said("twitter:title", "dc.title", "dcterms.title")), site), 0.91
    )
    title = document.tree.css_first("title")
    hearing.add("headline", "title", _without_site(one_line(title.text()) if title else None, site), 0.74)
    hearing.add("description", "open-graph", one_line(document.said("og:description", "twitter:description", "description")), 0.5)
    hearing.add("og_type", "open-graph", (document.said("og:type") or "").strip().lower(), 0.8)
    hearing.add("published", "title", _dated_end(one_line(title.text()) if title else None, languages), 0.75)
    for names, confidence in _PUBLISHED:
        hearing.add("published", "meta", parse(document.said(*names), languages), confidence)
    hearing.add("modified", "meta", parse(document.said(*_MODIFIED), languages), 0.8)
    hearing.add("language", "html-lang", document.html_language, 0.97)


def _dated_end(title: str | None, languages: tuple[str, ...]) -> Instant | None:
    """The day that some sites put behind a page's title: a part of its own, with nothing else in it."""
    last = _SUFFIX.split(title)[-1] if title else ""
    if not last[:1].isalnum() or not any(sign.isdigit() for sign in last) or last == title or not is_day(last, languages):
        return None
    return parse(last, languages)


def _unescaped(text: str | None) -> str | None:
    """Text without the entities that some software writes twice over."""
    return one_line(html.unescape(html.unescape(text)) if text and "&" in text else text)


def _without_site(title: str | None, site: str | None) -> str | None:
    """A title without the site's name after it: the last part where it is that name, or short beside a long first part."""
    if not title:
        return None
    for _ in range(_MOST_WIDE):
        wide = _WIDE_SUFFIX.search(title)
        if wide is None or wide.start() < max(_WIDE_HEADLINE, 1.5 * len(wide[1])):
            break
        title = title[: wide.start()]
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
