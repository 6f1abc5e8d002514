"""What holds of every page: no bytes raise, and what is added to or taken from a list changes that and nothing else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from invented_listings import ALL, releases
from walking import visit

from spiders.discovery import Document, read
from spiders.discovery.listing import survey

SITE = "https://works.example"
NEWS = f"{SITE}/news"
MAKERS = st.sampled_from(sorted(maker for maker, (_, dated) in ALL.items() if dated))

TAGS = st.sampled_from(
    ["ul", "li", "div", "a", "table", "tr", "td", "h2", "time", "nav", "p", "span", "dl", "dt", "dd", "article", "base"]
)
PIECES = st.one_of(
    TAGS.map(lambda tag: f"<{tag}>"),
    TAGS.map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        [
            "<a href='/a'>",
            "<a href='?page=2'>2</a>",
            "<a href='/b/1'>1</a>",
            "<a rel=next href='?p=3'>",
            "12 May 2024",
            "2",
            "»",
            "<a href='javascript:__doPostBack(1)'>3</a>",
            "<a href='http://[::1'>x</a>",
            "<base href='//['>",
            "<a href='//x.example'>away</a>",
            "<time datetime='2024-05-12'>",
            "<td rowspan='99999999999'>",
            "<link rel=next href='/x'>",
            "<a href='#'>more</a>",
        ]
    ),
    st.text(max_size=20),
)


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes(body: bytes) -> None:
    survey(Document(NEWS, body, None, None, "listing"))
    read(Document(NEWS, body, "text/html", "x-unknown", "listing"), None)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=120, deadline=None)
def test_any_soup_of_elements(text: str) -> None:
    found = survey(Document(NEWS, text.encode("utf-8", "surrogatepass"), "text/html", None, "listing"))
    assert len({entry.url for entry in found.entries}) == len(found.entries)
    assert NEWS not in {entry.url for entry in found.entries}
    assert found.pagination.next != NEWS
    assert 0 <= found.sure <= 1


@given(MAKERS, st.integers(4, 9), st.data())
@settings(max_examples=25, deadline=None)
def test_taking_a_release_out_takes_out_that_one(maker: str, count: int, data: st.DataObject) -> None:
    shown = releases(count)
    gone = data.draw(st.integers(0, count - 1))
    whole = [entry.url for entry in survey(Document(NEWS, ALL[maker][0](shown), "text/html", None, "listing")).entries]
    less = shown[:gone] + shown[gone + 1 :]
    rest = [entry.url for entry in survey(Document(NEWS, ALL[maker][0](less), "text/html", None, "listing")).entries]
    assert rest == whole[:gone] + whole[gone + 1 :]


@given(MAKERS, st.permutations(releases(7)))
@settings(max_examples=25, deadline=None)
def test_the_order_of_releases_is_that_of_the_page(maker: str, shown: list) -> None:  # type: ignore[type-arg]
    found = survey(Document(NEWS, ALL[maker][0](shown), "text/html", None, "listing"))
    assert [entry.headline for entry in found.entries] == [release.headline for release in shown]
    assert [entry.published and entry.published.local.date() for entry in found.entries] == [release.day for release in shown]


@given(st.integers(1, 60), st.integers(0, 25), st.integers(3, 12))
@settings(max_examples=25, deadline=None)
def test_visits_find_everything_and_a_visit_without_news_asks_once(before: int, more: int, per_page: int) -> None:
    def site(total: int):  # type: ignore[no-untyped-def]
        shown = releases(total)

        def answer(url: str) -> tuple[str, bytes]:
            number = int(url.partition("page=")[2] or 1)
            following = f"<a class='next' href='/news?page={number + 1}'>Next</a>" if number * per_page < total else ""
            return url, ALL["wagtail"][0](shown[(number - 1) * per_page : number * per_page], following)

        return answer

    first = visit(site(before), NEWS)
    assert len(first.leads) == before
    second = visit(site(before + more), NEWS, first.state)
    assert len({*first.leads, *second.leads}) == before + more
    assert len(second.asked) <= more // per_page + 1
    assert visit(site(before + more), NEWS, second.state).asked == [NEWS]
