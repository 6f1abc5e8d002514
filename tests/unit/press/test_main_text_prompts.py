"""Lines that speak for the site are left out of a text; what a release itself tells its readers stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.extraction import extract
from press.extraction.main_text.prompts import is_prompt
from press.page import Page

TEXT = (
    "The Museum of Bridges opens a room for those who want to build one themselves, from paper, string and matches.",
    "It holds thirty people at a time, and there is no other charge than that for the museum itself.",
    "“Nobody has gone home without a bridge,” said the head of the museum after the first week of the trial.",
)


def read(*paragraphs: str) -> list[str]:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    head = "<!doctype html><html lang=en><title>A room for bridges</title>"
    html = f"{head}<body><h1>A room for bridges</h1><div>{body}</div></body></html>"
    return extract(Page("https://bridges.example/news/room", html.encode(), "text/html")).body_text.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our free newsletter and hear of every new bridge.",
        "Follow us on Facebook and Instagram",
        "Please subscribe to our newsletter here!",
        "Abonnieren Sie unseren kostenlosen Newsletter.",
        "Abonnez-vous à notre lettre d’information",
        "Suscríbete a nuestro boletín para no perderte nada",
        "Подпишитесь на нас в Telegram",
        "Присоединяйтесь к нам в Telegram",
        "구독하고 뉴스레터를 받아 보세요",
        "订阅我们的微信公众号",
        "ติดตามเราทาง Facebook",
    ],
)
def test_prompts(line: str) -> None:
    assert is_prompt(line)
    assert read(TEXT[0], line, *TEXT[1:]) == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for the first evening by 3 March at the desk of the museum.",
        "Follow the signs to the third bridge and take the stairs on the left.",
        "Inscrivez-vous avant le 3 mars à l’accueil du musée.",
        "The museum's newsletter has told of it since spring, as has its page on Facebook.",
        "Get the plan of the bridge at the desk, and matches from the guard.",
    ],
)
def test_what_a_release_tells_its_readers_stays(line: str) -> None:
    assert not is_prompt(line)
    assert read(TEXT[0], line, *TEXT[1:]) == [TEXT[0], line, *TEXT[1:]]


@pytest.mark.parametrize(
    "line",
    [
        "Read also: <a href=/news/paper>Paper for bridges is short in spring</a>",
        "Lire aussi : <a href=/news/paper>Le papier manque au printemps</a>",
        "Mehr zum Thema: <a href=/news/paper>Im Frühjahr fehlt es an Papier</a>",
    ],
)
def test_a_line_that_is_the_headline_of_another_page_is_left_out(line: str) -> None:
    assert read(TEXT[0], line, *TEXT[1:]) == list(TEXT)


def test_an_address_that_is_written_out_stays() -> None:
    address = "www.bridges.example/room"
    lines = [*TEXT, "Further information:", address]
    assert read(*TEXT, "Further information:", f"<a href=//{address}>{address}</a>") == lines


def test_a_line_above_links_to_other_pages_goes_with_them() -> None:
    links = "<ul><li><a href=/a>Paper for bridges is short in spring</a><li><a href=/b>A bridge of matches holds a dog</a></ul>"
    assert read(*TEXT, f"More on bridges:</p>{links}<p>") == list(TEXT)


@pytest.mark.parametrize(("last", "stays"), [("(kbr)", False), ("kbr/MP", False), ("END OF TERM", True), ("Ilm, 3 March", True)])
def test_initials_below_a_text_are_no_part_of_it(last: str, stays: bool) -> None:
    assert (read(*TEXT, last)[-1] == last) is stays


@given(st.text(max_size=500))
def test_any_line_is_judged(line: str) -> None:
    is_prompt(line)
