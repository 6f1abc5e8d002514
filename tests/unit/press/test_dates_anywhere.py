"""press.extraction on invented pages: where a day is looked for that neither data nor a line beside the headline tells."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from press.extraction import extract
from press.page import Page

TEXT = "<p>" + "The ferry at Quell was mended after the ice, and carts may cross at all hours of the day. " * 4 + "</p>"
SEEN = datetime(2026, 11, 1, tzinfo=UTC)


def told(body: str, head: str = "", url: str = "https://quell.example/ferry") -> tuple[str | None, str | None]:
    """The day of publication and the witness that told it."""
    html = (
        f"<!doctype html><html lang=en><head><title>The ferry at Quell is mended</title>{head}</head><body>{body}</body></html>"
    )
    found = extract(Page(url, html.encode(), "text/html", fetched_at=SEEN))
    finding = found.provenance.get("published")
    return (found.published.isoformat() if found.published else None), (finding.witness if finding else None)


TITLE = "<h1>The ferry at Quell is mended</h1>"


def test_a_day_that_is_a_link_below_the_headline_is_the_pages() -> None:
    assert told(f'<main>{TITLE}<p>[<a href="/days/3">Sunday, 3 May 2026</a>]</p>{TEXT}</main>') == ("2026-05-03", "page-words")


def test_a_day_in_a_link_with_other_words_is_another_pages() -> None:
    assert told(f'<main>{TITLE}<p><a href="/other">The dam was shut on 3 May 2026</a></p>{TEXT}</main>') == (None, None)


def test_an_element_of_its_own_tells_a_day_though_its_line_runs_words_together() -> None:
    by = "<div><b>tollkeeper</b><span>28.09.24</span><span>12:44</span></div>"
    assert told(f"<main>{TITLE}{TEXT}{by}</main>") == ("2024-09-28", "page-words")


@pytest.mark.parametrize("day", ["3 May 1985", "3 May 2031"])
def test_a_day_before_the_web_or_after_the_visit_is_passed_over(day: str) -> None:
    by = f"<div><b>tollkeeper</b><span>{day}</span></div><div><b>smith</b><span>4 May 2026</span></div>"
    assert told(f"<main>{TITLE}{TEXT}{by}</main>")[0] == "2026-05-04"


def test_what_stands_above_the_title_is_the_day_of_the_visit() -> None:
    assert told(f"<div><b>Quell</b><i>1.11.26</i><i>6 C</i></div><main>{TITLE}{TEXT}</main>") == (None, None)


def test_an_element_in_a_list_of_links_tells_another_pages_day() -> None:
    other = "<div><b>dam</b><span>24 May 2026</span></div><div><b>weir</b><span>25 May 2026</span></div>"
    assert told(f"<main>{TITLE}<nav>{other}</nav>{TEXT}</main><aside>{other}</aside><FOOTER>{other}</footer>")[1] != "page-words"


def test_a_shared_picture_is_filed_by_the_day_where_nothing_else_tells_one() -> None:
    picture = '<meta property="og:image" content="https://quell.example/pictures/2026/05/03/ferry.jpg">'
    assert told(f"<main>{TITLE}{TEXT}</main>", picture) == ("2026-05-03", "open-graph")
    by = "<div><b>tollkeeper</b><span>28.09.24</span></div>"
    assert told(f"<main>{TITLE}{TEXT}{by}</main>", picture) == ("2024-09-28", "page-words")


def test_a_folder_of_a_month_alone_is_no_day() -> None:
    picture = '<meta property="og:image" content="https://quell.example/pictures/2026/05/ferry.jpg">'
    assert told(f"<main>{TITLE}{TEXT}</main>", picture) == (None, None)


def test_the_year_of_a_copyright_is_no_day() -> None:
    assert told(f"<main>{TITLE}{TEXT}</main><footer><p>Copyright 2026 Quell</p></footer>") == (None, None)


def test_an_address_may_name_the_month() -> None:
    assert told(f"<main>{TITLE}{TEXT}</main>", url="https://quell.example/news/2026/may/3/ferry") == ("2026-05-03", "address")
