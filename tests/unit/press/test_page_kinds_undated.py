"""Sections without any date: the place decides whether their pages are releases."""

from __future__ import annotations

import pytest

from press.extraction import extract
from press.page import Lead, Page

TEXT = (
    "<p>The River Office opens the lock at Tolm to boats again on Monday. Divers have mended the lower gate in eleven days, four "
    "fewer than planned, and the water has been let in since yesterday.</p><p>“Nobody has to wait for the tide any more,” said "
    "the office's head. Boats may pass from six in the morning until ten at night.</p>"
)


def kind(path: str, crumbs: str = "", way: str | None = "sitemap") -> str:
    url = f"https://river.example{path}"
    html = (
        f"<!doctype html><html lang=en><head><title>Lock at Tolm opens again</title></head><body>{crumbs}<main>"
        f"<h1>Lock at Tolm opens again</h1>{TEXT}</main></body></html>"
    )
    lead = Lead(url, way, found_in="https://river.example/sitemap.xml") if way else None
    return extract(Page(url, html.encode(), "text/html"), None, lead).page_kind


@pytest.mark.parametrize(
    "path",
    ["/press-releases/lock-opens-again", "/news/lock-opens-again/", "/en/press/locks/lock-opens-again.html", "/presse/schleuse",
     "/الأخبار/lock", "/comunicados/217", "/media-centre/statements/lock-opens-again"],
)  # fmt: skip
@pytest.mark.parametrize("way", ["sitemap", None])
def test_a_section_of_releases_by_its_address(path: str, way: str | None) -> None:
    assert kind(path, way=way) == "release"


@pytest.mark.parametrize("name", ["Press releases", "Communiqués de presse", "بيانات صحفية", "ニュース"])
def test_a_section_of_releases_by_its_crumbs(name: str) -> None:
    crumbs = f"<div class=breadcrumb><a href=/>Home</a> <a href=/x7/>{name}</a></div>"
    assert kind("/x7/lock-opens-again", crumbs) == "release"


def test_elsewhere_an_undated_page_of_a_sitemap_is_a_page() -> None:
    assert kind("/locks/tolm") == "page"
