"""Pagers of signs alone, of numbers in a file's name, and what a page says of its place among others. Invented pages."""

from __future__ import annotations

import re

import pytest
from invented_listings import hugo_like, page, releases
from walking import visit

from spiders.discovery import Document
from spiders.discovery.listing import Survey, survey
from spiders.discovery.listing.words import says

SITE = "https://works.example"
PER_PAGE = 10
SHOWN = releases(46)
LAST = 5


def seen(body: bytes, url: str = f"{SITE}/news") -> Survey:
    return survey(Document(url, body, "text/html", None, "listing"))


def address(stem: str, number: int) -> str:
    return f"{SITE}{stem}{'' if number == 1 else number}.html"


def in_signs(stem: str, number: int, signs: tuple[str, str, str, str], place: str = "Page {} / {}") -> str:
    """First, before, place, next, last: the first and the one before lead to one address on page two."""
    first, before, after, last = signs
    back = f"<li><a href='{address(stem, 1)}'>{first}</a></li><li><a href='{address(stem, number - 1)}'>{before}</a></li>"
    on = f"<li><a href='{address(stem, number + 1)}'>{after}</a></li><li><a href='{address(stem, LAST)}'>{last}</a></li>"
    place = place.format(number, LAST)
    return f"<nav><ul>{back if number > 1 else ''}<li>{place}</li>{on if number < LAST else ''}</ul></nav>"


SIGNS = [
    ("&Lang;", "&lang;", "&rang;", "&Rang;"),
    ("\u27ea", "\u27e8", "\u27e9", "\u27eb"),
    ("&laquo;", "&lsaquo;", "&rsaquo;", "&raquo;"),
    ("\u300a", "\u3008", "\u3009", "\u300b"),
    ("\u21c7", "\u2190", "\u2192", "\u21c9"),
    ("|\u25c0", "\u25c0\ufe0f", "\u25b6\ufe0f", "\u25b6|"),
]


@pytest.mark.parametrize("signs", SIGNS, ids=lambda signs: signs[2])
@pytest.mark.parametrize(("stem", "start"), [("/index", "/"), ("/index", "/index.html"), ("/topic/prensa", "/topic/prensa.html")])
def test_signs_and_numbered_files(stem: str, start: str, signs: tuple[str, str, str, str]) -> None:
    def answer(url: str) -> tuple[str, bytes]:
        match = re.search(r"(\d+)\.html$", url)
        number = int(match[1]) if match else 1
        return url, hugo_like(SHOWN[(number - 1) * PER_PAGE : number * PER_PAGE], in_signs(stem, number, signs))

    first = visit(answer, f"{SITE}{start}")
    assert set(first.leads) == {f"{SITE}{release.path}/" for release in SHOWN}
    assert first.asked == [f"{SITE}{start}", *(address(stem, number) for number in range(2, LAST + 1))]
    assert not first.faults
    pagination = seen(answer(f"{SITE}{start}")[1], f"{SITE}{start}").pagination
    assert (pagination.current, pagination.last, pagination.last_page) == (1, LAST, address(stem, LAST))
    assert visit(answer, f"{SITE}{start}", first.state).asked == [f"{SITE}{start}"]


@pytest.mark.parametrize("back", ["\u27e8", "\u27ea", "\u2039", "\xab", "\u3008", "\u2190", "\u25c0", "<", "\u25c4"])
@pytest.mark.parametrize("on", ["\u27e9", "\u27eb", "\u203a", "\xbb", "\u3009", "\u2192", "\u25b6", ">", "\u25ba"])
def test_signs(back: str, on: str) -> None:
    assert (says(back), says(on)) == ("previous", "next")


PLACES = [
    "Page 2 / 6", "Page <b>2</b> of <b>6</b>", "2 of 6", "2 / 6", "Seite 2 von 6", "Page 2 sur 6", "P\xe1gina 2 de 6",
    "Pagina 2 van 6", "Pagina 2 di 6", "Strana 2 z 6", "Sivu 2/6", "Sida 2 av 6", "Sayfa 2 / 6", "Trang 2/6",
    "\u0421\u0442\u0440\u0430\u043d\u0438\u0446\u0430 2 \u0438\u0437 6",
    "\u0635\u0641\u062d\u0629 2 \u0645\u0646 6", "\u0635\u0641\u062d\u0629 \u0662 \u0645\u0646 \u0666",
    "\u7b2c2\u9875 \u51716\u9875", "\u51716\u9875 \u7b2c2\u9875", "2 / 6 \u30da\u30fc\u30b8",
    "\u0e2b\u0e19\u0e49\u0e32 2 \u0e08\u0e32\u0e01 6",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_what_a_page_says_of_its_place(place: str) -> None:
    turn = f"<div class='turn'><a href='?from=0'>\u2039</a> <span>{place}</span> <a href='?from=20'>\u203a</a></div>"
    pagination = seen(hugo_like(SHOWN[10:20], turn), f"{SITE}/news?from=10").pagination
    assert (pagination.current, pagination.last) == (2, 6)
    assert pagination.next == f"{SITE}/news?from=20"


@pytest.mark.parametrize("text", ["Rated 3 / 5", "3 of 5 stars", "3/2026", "Picture 2 of 6", "Pages 4, 5", "24/7", "Page 7 of 3"])
def test_other_numbers_are_no_place(text: str) -> None:
    pagination = seen(hugo_like(SHOWN[:10], f"<p>{text}</p>")).pagination
    assert (pagination.last, pagination.says_more) == (None, False)


def test_more_pages_than_a_page_leads_to() -> None:
    word = "says that it has more pages than it leads to"
    body = hugo_like(SHOWN[:10], "<p>Page 1 of 5</p>")
    made = visit(lambda url: (url, body), f"{SITE}/news")
    assert made.faults == {word: 1}
    assert len(made.leads) == 10, "what it lists is taken all the same"
    ended = hugo_like(SHOWN[:10], "<p>Page 5 of 5</p>")
    assert not visit(lambda url: (url, ended), f"{SITE}/news").faults


def test_places_in_other_things_are_not_the_page_s() -> None:
    rows = "".join(
        f"<li><a href='{r.path}'>{r.headline}</a> {r.day:%d.%m.%Y} <i>Page 1 of {r.number + 1}</i></li>" for r in SHOWN[:10]
    )
    assert seen(page(f"<ul>{rows}</ul>")).pagination.says_more is False
