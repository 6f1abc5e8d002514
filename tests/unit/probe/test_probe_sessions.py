"""Sessions in links are known by what they do."""

from __future__ import annotations

import pytest

from press.page import Page
from spiders.probe.sessions import sessions_of, tokens_in, without_sessions


def _links(sid: str, count: int = 8) -> list[str]:
    return [f"http://a.example/news.asp?id={number}&lang=ar&visitor={sid}" for number in range(count)]


def test_a_token_in_nearly_all_links_that_changes_is_a_session() -> None:
    first, again = tokens_in(_links("0000126a")), tokens_in(_links("0000126b"))
    assert first == {"visitor": "0000126a"}
    assert sessions_of(first, again) == ("visitor",)


def test_one_that_stays_names_something_of_the_site() -> None:
    first = tokens_in(_links("portal2024a"))
    assert sessions_of(first, tokens_in(_links("portal2024a"))) == ()


@pytest.mark.parametrize(
    "links", [_links("0000126a", 3), [*_links("0000126a", 5), *(f"http://a.example/p?id={n}" for n in range(9))]]
)
def test_too_few_links_say_nothing(links: list[str]) -> None:
    assert tokens_in(links) == {}


@pytest.mark.parametrize(
    ("href", "left"),
    [
        ("/n?id=1&amp;sid=ab12cd34", "/n?id=1"),
        ("/n?sid=ab12cd34&amp;id=1", "/n?id=1"),
        ("/n?SID=ab12cd34", "/n"),
        ("/n?sid=ab12cd34#top", "/n#top"),
        ("/n?insid=ab12cd34", "/n?insid=ab12cd34"),
    ],
)
def test_pages_lose_them_wherever_they_stand(href: str, left: str) -> None:
    page = Page("http://a.example/", f'<a href="{href}">News</a>'.encode())
    assert without_sessions(page, ("sid",)).body == f'<a href="{left}">News</a>'.encode()
    assert without_sessions(page, ()) is page
