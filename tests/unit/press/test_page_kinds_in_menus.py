# ruff: noqa: E501 - markup in lines
"""Short headlines at the top of a site whose menu, or list of the newest, has the same words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from press.dates import parse_iso
from press.extraction import extract
from press.page import Lead, Page

TEXT = (
    "<p>The River Office has set its budget for the year that follows. It spends eleven million crowns on the locks, two more than "
    "last year, and mends the weir at Ilm with the rest of it.</p><p>“Nobody will pay more for a passage,” said the office's head "
    "to the members of the assembly, who agreed to it in the evening.</p>"
)
NEWS = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Budget","datePublished":"2026-05-03T10:00:00Z"}</script>'
META = "<meta property=article:published_time content=2026-05-03T10:00:00+00:00>"
SHOWN = "<time datetime=2026-05-03T10:00:00Z>3 May 2026</time>"
NEWEST = (("/budget/", "Budget"), ("/new-lock/", "New lock"), ("/ferry-fares/", "Ferry fares"), ("/weir/", "Weir at Ilm"))
PLACES = (("/about/", "About"), ("/budget/", "Budget"), ("/contact/", "Contact"), ("/our-harbours/", "Our harbours"))


def links(entries: tuple[tuple[str, str], ...]) -> str:
    return "<ul>" + "".join(f"<li><a href='{href}'>{name}</a></li>" for href, name in entries) + "</ul>"


LISTS = {
    "aside": f"<aside><h2>Latest</h2>{links(NEWEST)}</aside>",
    "plain": f"<div class=col-4><h4>Latest</h4>{links(NEWEST)}</div>",
    "with days": "<div class=col-4><ul>"
    + "".join(f"<li><a href='{h}'>{n}</a> 3 May 2026</li>" for h, n in NEWEST)
    + "</ul></div>",
    "in the footer": f"<footer><div><h5>Recent posts</h5>{links(NEWEST)}</div></footer>",
}


def kind(head: str, shown: str, lists: str, way: str | None = "feed") -> str:
    url = "https://river.example/budget/"
    html = (
        f"<!doctype html><html lang=en><head><title>Budget | River Office</title>{head}</head><body><header><nav>"
        f"{links((('/', 'Home'), ('/about/', 'About'), ('/contact/', 'Contact')))}</nav></header><main><article><h1>Budget</h1>{shown}"
        f"{TEXT}</article></main>{lists}</body></html>"
    )
    told = {"headline": "Budget", "published": parse_iso("2026-05-03T10:00:00Z")} if way != "sitemap" else {}
    lead = Lead(url, way, **told) if way else None  # type: ignore[arg-type]
    return extract(Page(url, html.encode(), "text/html", fetched_at=datetime(2026, 6, 1, tzinfo=UTC)), None, lead).page_kind


@pytest.mark.parametrize("lists", LISTS)
@pytest.mark.parametrize("way", ["feed", "sitemap", "listing", None])
@pytest.mark.parametrize(("head", "shown"), [(NEWS, ""), (NEWS, SHOWN), (META, SHOWN), ("", SHOWN)])
def test_the_list_of_the_newest_is_no_menu(lists: str, way: str | None, head: str, shown: str) -> None:
    assert kind(head, shown, LISTS[lists], way) == "release"


@pytest.mark.parametrize("head", [META, ""])
def test_what_the_sites_menu_leads_to_is_a_place(head: str) -> None:
    for way in ("feed", "sitemap"):
        assert kind(head, "", f"<nav>{links(PLACES)}</nav>", way) == "page"
