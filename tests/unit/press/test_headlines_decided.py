"""Which line of a page is its headline, where the page's own lines and what its software says are not one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.extraction import extract
from press.page import Page

TEXT = "<p>" + "The lock keepers of the northern canal will open the gates at nine on every day of the week. " * 4 + "</p>"
LINE = "Harbour opens the northern lock to night traffic"


def headline(head: str, body: str) -> str | None:
    page = f"<html lang=en><head>{head}</head><body>{body}<div class=text>{TEXT}{TEXT}</div></body></html>"
    return extract(Page(url="https://canal.example/news/lock", body=page.encode())).headline


@pytest.mark.parametrize(
    ("head", "body"),
    [
        # the shared title is that of the section, on a page that does not call itself an article
        (f"<meta property=og:title content='Press releases'><title>Canal Board: {LINE}</title>", f"<h1>{LINE}</h1>"),
        # the first h1 is the site's name, and the second is repeated by the head
        (f"<title>{LINE} | News</title>", f"<h1>Canal Board</h1><main><h1>{LINE}</h1></main>"),
        (f"<meta name=twitter:title content='{LINE}'>", f"<h1>Canal Board</h1><main><h1>{LINE}</h1></main>"),
        # the shared title was cut, and what goes on stands in a heading of second rank
        ("<meta property=og:type content=article><meta property=og:title content='Harbour opens the northern lock'>",
         f"<h2>{LINE}</h2>"),
        # entities that were written twice over
        (f"<meta property=og:title content='{LINE} &amp;amp; more'>", ""),
    ],
)  # fmt: skip
def test_the_line_that_several_say(head: str, body: str) -> None:
    assert (headline(head, body) or "").removesuffix(" & more") == LINE


def test_the_shared_title_of_an_article_before_a_heading_that_the_title_alone_repeats() -> None:
    head = (
        "<meta property=og:type content=article><meta property=og:title content='Ships may pass the canal after dark'>"
        f"<title>{LINE}</title>"
    )
    assert headline(head, f"<h1>{LINE}</h1>") == "Ships may pass the canal after dark"


@pytest.mark.parametrize("mark", ["_", "｜", " ｜ "])
def test_scripts_without_blanks_have_the_sites_name_behind_a_sign(mark: str) -> None:
    line = "北部运河船闸将于周一起夜间开放通行"
    assert headline(f"<title>{line}{mark}新闻{mark}运河网</title>", "") == line


def test_a_section_and_the_sites_name_that_only_the_shared_title_has() -> None:
    line = "북부 운하 갑문 야간 통행 허용"
    head = (
        f"<meta property=og:site_name content='운하일보'><meta property=og:title content='{line}-정치ㅣ운하일보'>"
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{line}"}}</script>'
    )
    assert headline(head, "") == line


@given(st.text(alphabet="长河 _｜|-:ab", max_size=400))
def test_any_title_is_read(title: str) -> None:
    headline(f"<title>{title}</title><meta property=og:title content='{title}'>", f"<h1>{title[:90]}</h1>")
