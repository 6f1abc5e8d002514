"""The first requests: the address that was given, where it leads, and the page of the whole site."""

from __future__ import annotations

from urllib.parse import urlsplit

from press import urls
from press.extraction.deciding.page_kind.paths import is_home
from press.page import Page
from spiders.probe.asking.trail import Trail
from spiders.probe.documents import DocumentRead, read_document
from spiders.probe.page_look import PageLook, refreshed_to
from spiders.probe.sessions import sessions_of, tokens_in, without_sessions
from spiders.probe.shapes import base_of

_ROOTS = (b"<rss", b"<feed", b"<rdf:RDF", b"<urlset", b"<sitemapindex")


async def ask_start(trail: Trail) -> DocumentRead | None:
    """Ask for the given address and for the site's own page; both are in the evidence then.

    A feed or sitemap may have been given instead of a page: it is returned, and the site's page is asked all the same.
    """
    evidence = trail.evidence
    page = await trail.ask(evidence.asked, "the address that was given")
    if page is None:
        return None
    start = await trail.look(page)
    given = None
    if start is None or not start.is_html or _is_data(page):
        given = await trail.run(read_document, page, "feed")
        page = await trail.ask(_root(page.url), "the site's own page")
        start = await trail.look(page) if page is not None else None
        if page is None or start is None:
            return given
    page, start = await _refreshed(trail, page, start)
    page, start = await _without_sessions(trail, page, start)
    if start.is_shell:
        rendered = (await trail.render(page.url, "a page without words before scripts have run")).page
        if rendered is not None and (seen := await trail.look(rendered)) is not None and seen.words > start.words:
            page, start, trail.renders = rendered, seen, True
    evidence.start = start
    evidence.home = start if _is_home(start) else await _home_of(trail, start)
    return given


async def _refreshed(trail: Trail, page: Page, start: PageLook) -> tuple[Page, PageLook]:
    """Where a page that only sends its readers on sends them."""
    target = refreshed_to(page)
    if target is None or start.words > 100:
        return page, start
    further = await trail.ask_readable(target, "where the first page sends its readers")
    seen = await trail.look(further) if further is not None else None
    return (further, seen) if further is not None and seen is not None else (page, start)


async def _without_sessions(trail: Trail, page: Page, start: PageLook) -> tuple[Page, PageLook]:
    """The page without the sessions of its links, where asking it again shows that it has some."""
    tokens = tokens_in(link.url for link in start.links)
    if not tokens or trail.left < 1:
        return page, start
    plain = urls.without_parameters(page.url, tokens)
    again = await trail.ask_anew(plain, "the same page, to see whether its links hold a session")
    seen = await trail.look(again) if again is not None else None
    if again is None or seen is None:
        return page, start
    sessions = sessions_of(tokens, tokens_in(link.url for link in seen.links))
    if not sessions:
        return page, start
    trail.evidence.sessions = sessions
    trail.evidence.looks.pop(start.url, None)  # its links are other addresses now
    page = without_sessions(again, sessions)
    return page, await trail.look(page) or seen


async def _home_of(trail: Trail, start: PageLook) -> PageLook:
    base = base_of(start.url, (link.url for link in start.links))
    parts = urlsplit(start.url)
    page = await trail.ask_readable(f"{parts.scheme}://{parts.netloc}{base}", "the site's own page")
    if page is None:
        return start
    seen = await trail.look(page)
    if seen is None or not trail.same_site(seen.url):
        return start
    return (await _refreshed(trail, page, seen))[1]


def _is_home(start: PageLook) -> bool:
    base = base_of(start.url, (link.url for link in start.links))
    parts = urlsplit(start.url)
    return is_home(start.url) or (not parts.query and base != "/" and parts.path.rstrip("/") == base.rstrip("/"))


def _is_data(page: Page) -> bool:
    beginning = page.body[:300].lstrip()
    return beginning.startswith((b"{", b"[")) or any(
        tag in beginning for tag in (b"<rss", b"<feed", b"<urlset", b"<sitemapindex")
    )


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"
