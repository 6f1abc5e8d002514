"""Ways in which a source breaks: each changes what a healthy visit would have seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from press.health import PageSeen, VisitSeen

Breakage = Callable[[VisitSeen], VisitSeen]


def _pages(change: Callable[[PageSeen], PageSeen]) -> Breakage:
    return lambda visit: replace(
        visit, pages=tuple(change(page) if page.kind == "release" or page.again else page for page in visit.pages)
    )


def _releases(change: Callable[[PageSeen], PageSeen]) -> Breakage:
    return lambda visit: replace(visit, pages=tuple(change(page) if page.kind == "release" else page for page in visit.pages))


def _instead(kind: str) -> Breakage:
    stands = _pages(lambda page: PageSeen(page.page, kind, again=page.again))
    return lambda visit: replace(stands(visit), new=0)


def _lost(word: str) -> Breakage:
    def lost(visit: VisitSeen) -> VisitSeen:
        return VisitSeen(
            visit.finished_at, "failed", ways={"feed": word}, reasons=(f"no discovery document could be read (feed: {word})",)
        )

    return lost


def _pages_lost(word: str) -> Breakage:
    lost = _pages(lambda page: PageSeen(page.page, f"!{word}"))
    return lambda visit: replace(lost(visit), new=0, reasons=("9 pages: timeout",) if word == "timeout" else ())


def _nothing_listed(visit: VisitSeen) -> VisitSeen:
    return VisitSeen(
        visit.finished_at, "partial", leads=0, ways={"feed": "read"}, reasons=("0 leads where a healthy visit finds at least 1",),
        pages=tuple(page for page in visit.pages if page.again),
    )  # fmt: skip


BREAKAGES: dict[str, Breakage] = {
    "feed answers 404": _lost("http_404"),
    "feed forbidden (403)": _lost("http_403"),
    "name gone": _lost("dns"),
    "certificate bad": _lost("tls"),
    "feed is a page now": _lost("not_a_feed"),
    "robots.txt forbids all": _lost("robots"),
    "list built otherwise, names nothing": _nothing_listed,
    "list names menus only": lambda visit: replace(
        visit, new=0, leads=2, pages=tuple(PageSeen(page.page, "section", again=page.again) for page in visit.pages)
    ),
    "consent page for every page": _instead("consent"),
    "error page with status 200": _instead("error"),
    "login form for every page": _instead("form"),
    "empty pages (built by scripts now)": _instead("empty"),
    "every page is the home page": _instead("section"),
    "every page forbidden (403)": _pages_lost("http_403"),
    "every page times out": _pages_lost("timeout"),
    "every body the same": _releases(lambda page: replace(page, body="same", head="same", characters=900, revised=page.again)),
    "a notice before every text": _releases(lambda page: replace(page, head="notice", revised=page.again)),
    "every headline the site's name": _releases(lambda page: replace(page, headline="name", revised=page.again)),
    "texts cut to a teaser": _releases(
        lambda page: replace(page, characters=min(page.characters, 160), head=page.head, revised=page.again)
    ),
    "dates all of today": _releases(lambda page: replace(page, age=0.0, disputed=True, revised=page.again)),
    "dates of the rendering": _releases(lambda page: replace(page, age=0.0, by_day=False, revised=page.again)),
    "no dates": _releases(lambda page: replace(page, age=None, missing=(*page.missing, "published_at"), revised=page.again)),
    "no headlines": _releases(lambda page: replace(page, headline=None, missing=(*page.missing, "headline"), revised=page.again)),
    "charset wrong": _releases(lambda page: replace(page, garbled=True, revised=page.again)),
    "another language": _releases(lambda page: replace(page, language="zh", revised=page.again)),
    "menus in every text": _releases(
        lambda page: replace(page, characters=page.characters + 60_000, head="menu", revised=page.again)
    ),
}
