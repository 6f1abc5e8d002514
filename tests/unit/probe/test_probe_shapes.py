"""Where pages stand, and the patterns that take releases in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.urls import join
from spiders.probe.shapes import Place, bare, base_of, matches, patterns, place_of

HOST = "https://ostmark.example"


@pytest.mark.parametrize(
    ("url", "path", "dated"),
    [
        ("/news/a-title", "/news/", False),
        ("/news/2025/06/a-title/", "/news/", False),
        ("/2025/06/a-title/", "/", True),
        ("/en/2025/06/20/a", "/en/", True),
        ("/a-title", "/", False),
        ("/node/123", "/node/", False),
        ("/news.php?id=3", "/news.php?", False),
        ("/?p=12", "/?", False),
        ("/article/1234/title", "/article/", False),
    ],
)
def test_the_place_of_a_page(url: str, path: str, dated: bool) -> None:
    assert place_of(HOST + url) == Place(path, dated)


@pytest.mark.parametrize(
    ("url", "path", "language"),
    [
        ("/press/2026/0032.html?lang=fr", "/press/", "fr"),
        ("/press/harbour-opens-new-lock-today?l=pt-BR", "/press/", "pt-br"),
        ("/press/0032.html?lang=fr&view=print", "/press/", "fr"),
        ("/News.aspx?id=12&lang=ar", "/News.aspx?", "ar"),
        ("/news.php?title=harbour", "/news.php?", ""),
        ("/press/0032.html?id=9", "/press/0032.html?", ""),
        ("/?lang=es", "/", "es"),
    ],
)
def test_a_query_that_names_a_language_names_no_page(url: str, path: str, language: str) -> None:
    assert place_of(HOST + url) == Place(path, language=language)


@pytest.mark.parametrize(
    ("releases", "expected"),
    [
        (["/news/a", "/news/b", "/speeches/c", "/speeches/d"], ["/news/.", "/speeches/."]),
        (["/en/news/a", "/en/news/b", "/fr/actualites/c", "/fr/actualites/d"], ["/en/news/.", "/fr/actualites/."]),
        ([f"/2025/0{n}/t{n}" for n in range(1, 6)], [r"/(?:19|20)\d\d[\d/_-]"]),
        (["/2025-06/a", "/2025-05/b"], [r"/(?:19|20)\d\d[\d/_-]"]),
        ([f"/news-{n}.html" for n in range(5)], [r"/news-\d"]),
        ([f"/press/{name}/t" for name in "abcdef"], ["/press/."]),
        (["/press/room/a/one"], ["/press/room/."]),
        ([f"/item.php?id={n}" for n in range(3)], [r"/item\.php\?."]),
        ([f"/{year}/item.php?id=7" for year in (2024, 2024, 2025)], [r"/\d+/item\.php\?."]),
        ([f"/press/2026/{n:04}.html?lang={code}" for n in (31, 32) for code in ("en", "fr")], ["/press/."]),
        (["/press/2026/0032.html?lang=fr"], ["/press/."]),
        ([f"/press/{name}.html?id={n}" for n, name in enumerate("abc")], ["/press/."]),
        (["/one", "/two", "/three"], []),
        (["/en/one", "/en/two"], []),
        ([*(f"/news/{n}" for n in range(40)), "/odd-one"], ["/news/."]),
    ],
)
def test_patterns_take_in_sections_and_leave_the_root_alone(releases: list[str], expected: list[str]) -> None:
    found = patterns(HOST + path for path in releases)
    assert [pattern.removeprefix("^https?://[^/]+") for pattern in found] == expected
    assert all(matches(found, HOST + path) for path in releases if path != "/odd-one")
    if found:
        assert not matches(found, f"{HOST}/about/us")


_SEGMENT = st.text("abcdefgh-.0123456789", min_size=1, max_size=8).filter(lambda text: text.strip("."))


@given(st.lists(st.lists(_SEGMENT, min_size=1, max_size=4), min_size=1, max_size=12))
def test_no_release_of_several_in_a_place_is_left_out(paths: list[list[str]]) -> None:
    urls = [f"{HOST}/{'/'.join(path)}" for path in paths]
    found = patterns(urls)
    at_root = {url for url in urls if place_of(url).is_root}
    assert all(matches(found, url) for url in urls if url not in at_root)


@given(st.text(max_size=40))
def test_any_path_has_a_pattern_that_can_be_compiled(path: str) -> None:
    url = join(HOST, f"/{path}/x/y") or f"{HOST}/x/y"
    place = place_of(url)
    assert place.is_root or matches((place.pattern,), url)


def test_spellings_of_one_address_are_one() -> None:
    assert (
        len({bare(url) for url in ("http://www.a.example/x/", "https://a.example/x", "https://A.example/x/index.html#top")}) == 1
    )
    assert bare(f"{HOST}/x?a=1") != bare(f"{HOST}/x")
    assert len({bare(f"{HOST}/{name}") for name in ("", "index.html", "index.php", "default.aspx")}) == 1
    assert bare(f"{HOST}/index.xml") != bare(f"{HOST}/"), "a static site's feed is not its home page"


@pytest.mark.parametrize(
    ("page", "links", "base"),
    [
        ("/ministry/", ["/ministry/", "/ministry/news/", "/ministry/about/", "/ministry/staff/", "/imprint"], "/ministry/"),
        ("/ministry/news/", ["/ministry/", "/ministry/news/", "/ministry/about/", "/ministry/staff/"], "/ministry/"),
        ("/news/", ["/", "/news/", "/news/a", "/news/b", "/news/c", "/about", "/contact"], "/"),
        ("/fr/", ["/fr/", "/fr/a", "/fr/b", "/fr/c"], "/"),
        ("/", ["/", "/a", "/b", "/c"], "/"),
        ("/press/", ["/press/a", "/press/b", "/press/c", "/press/d"], "/"),
    ],
)
def test_the_path_under_which_a_site_stands(page: str, links: list[str], base: str) -> None:
    assert base_of(HOST + page, [HOST + link for link in links]) == base
