"""A listing over many pages: read to its end once, then only as far as there is something new. Invented sites."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from itertools import count
from unittest.mock import patch

import pytest
from invented_listings import ALL, Release, date_over_several, drupal_like, hugo_like, page, releases, undated
from walking import Site, visit

SITE = "https://works.example"
NEWS = f"{SITE}/news"
PER_PAGE = 10


def link(number: int, text: str | None = None) -> str:
    return f"<a href='{address(number)}'>{text or number}</a>"


def address(number: int) -> str:
    return "/news" if number == 1 else f"/news?page={number}"


def numbers(current: int, last: int) -> str:
    shown = [
        f"<strong>{n}</strong>" if n == current else link(n) for n in range(1, last + 1) if n in (1, last) or abs(n - current) < 3
    ]
    return f"<div class='pages'>{' '.join(shown)}</div>"


def rel_next(current: int, last: int) -> str:
    return f"<a rel='next' href='{address(current + 1)}'>→</a>" if current < last else ""


def next_word(current: int, last: int) -> str:
    before = f"<a href='{address(current - 1)}'>« Précédent</a>" if current > 1 else ""
    after = f"<a href='{address(current + 1)}'>Suivant »</a>" if current < last else ""
    return f"<p>{before} {after}</p>"


def arabic(current: int, last: int) -> str:
    return f"<div class='pager'>{f'<a href={address(current + 1)!r}>التالي</a>' if current < last else ''}</div>"


def chinese(current: int, last: int) -> str:
    return f"<div>{f'<a href={address(current + 1)!r}>下一页</a>' if current < last else ''}</div>"


def load_more(current: int, last: int) -> str:
    return f"<div class='more'><a class='button' href='{address(current + 1)}'>Load more</a></div>" if current < last else ""


def icon(current: int, last: int) -> str:
    return (
        f"<nav class='pagination'>"
        f"<a class='page-link next' aria-label='Next page' href='{address(current + 1)}'><svg></svg></a></nav>"
        if current < last
        else ""
    )


def see_all(current: int, last: int) -> str:
    """A home page's way into the list: its words say nothing of pages, its address does."""
    words = "All our announcements" if current == 1 else "Next"
    return f"<p><a href='{address(current + 1)}'>{words}</a></p>" if current < last else ""


def digits(current: int, last: int) -> str:
    """Arabic-Indic digits."""
    table = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    shown = [
        f"<b>{str(n).translate(table)}</b>" if n == current else link(n, str(n).translate(table)) for n in range(1, last + 1)
    ]
    return f"<div>{' '.join(shown)}</div>"


PAGERS: list[Callable[[int, int], str]] = [numbers, rel_next, next_word, arabic, chinese, load_more, icon, digits, see_all]


def counted_from_none(current: int, last: int) -> str:
    """The second page is number one, and the row's texts say two."""
    shown = [f"<li>{n}</li>" if n == current else f"<li><a href='/news?at={n - 1}'>{n}</a></li>" for n in range(1, last + 1)]
    following = (
        f"<li class='pager-next'><a href='/news?at={current}'>next ›</a></li><li><a href='/news?at={last - 1}'>last »</a></li>"
    )
    return f"<ul class='pager'>{''.join(shown)}{following if current < last else ''}</ul>"


def by_offset(current: int, last: int) -> str:
    shown = [f"<a href='/news?b_start:int={10 * (n - 1)}'>{n}</a>" if n != current else f"<b>{n}</b>" for n in range(1, last + 1)]
    following = f"<a href='/news?b_start:int={10 * current}'>Next 10 items »</a>" if current < last else ""
    return f"<nav>{' '.join(shown)} {following}</nav>"


def older_is_previous(current: int, last: int) -> str:
    older = f"<div class='nav-previous'><a href='/news/page/{current + 1}/'>Older posts</a></div>" if current < last else ""
    newer = f"<div class='nav-next'><a href='/news/page/{current - 1}/'>Newer posts</a></div>" if current > 1 else ""
    return f"<nav class='posts-navigation'>{older}{newer}</nav>"


def number_alone(current: int, last: int) -> str:
    before = f"<li><a href='/news/{current - 1 if current > 2 else ''}'>Previous</a></li>" if current > 1 else "<li>Previous</li>"
    after = f"<li><a href='/news/{current + 1}/'>Next</a></li>" if current < last else "<li>Next</li>"
    return f"<nav><ol>{before}{after}</ol></nav>"


def page_of(current: int, last: int) -> str:
    newer = f"<a class='newer-posts' href='/news/page/{current - 1}/'>Newer Posts</a>" if current > 1 else ""
    older = f"<a class='older-posts' href='/news/page/{current + 1}/'>Older Posts</a>" if current < last else ""
    return f"<nav class='pagination'>{newer}<span class='page-number'>Page {current} of {last}</span>{older}</nav>"


def by_token(current: int, last: int) -> str:
    return f"<a class='btn' href='/news?after=tok{current + 1}x'>Show more</a>" if current < last else ""


def beside_filters(current: int, last: int) -> str:
    filters = "<ul><li><a href='/news?topic=3&page=1'>Roads</a></li><li><a href='/news?topic=4&page=1'>Rail</a></li></ul>"
    return filters + numbers(current, last)


#: Pager, and what its addresses write for page n.
FORMS: list[tuple[Callable[[int, int], str], str, int, int]] = [
    (counted_from_none, r"at=(\d+)", 1, 1),
    (by_offset, r"int=(\d+)", 10, 1),
    (older_is_previous, r"page/(\d+)", 1, 0),
    (number_alone, r"news/(\d+)", 1, 0),
    (page_of, r"page/(\d+)", 1, 0),
    (by_token, r"tok(\d+)", 1, 0),
    (beside_filters, r"page=(\d+)", 1, 0),
]


@pytest.mark.parametrize(("pager", "written", "step", "offset"), FORMS, ids=[form[0].__name__ for form in FORMS])
def test_how_software_writes_its_pages(pager: Callable[[int, int], str], written: str, step: int, offset: int) -> None:
    shown = releases(47)

    def answer(url: str) -> tuple[str, bytes] | None:
        match = re.search(written, url)
        number = int(match[1]) // step + offset if match else 1
        return (url, hugo_like(shown[(number - 1) * 10 : number * 10], pager(number, 5))) if number <= 5 else None

    first = visit(answer, NEWS)
    assert set(first.leads) == addresses(shown)
    assert len(first.asked) == 5
    assert visit(answer, NEWS, first.state).asked == [NEWS]


def test_a_number_before_the_ending_of_a_file() -> None:
    shown = releases(25)

    def answer(url: str) -> tuple[str, bytes]:
        match = re.search(r"index(\d+)", url)
        number = int(match[1]) if match else 1
        following = f"<p><a href='/news/index{number + 1}.html'>Page suivante</a></p>" if number < 3 else ""
        return url, hugo_like(shown[(number - 1) * 10 : number * 10], following)

    assert set(visit(answer, f"{NEWS}/index.html").leads) == addresses(shown)


def test_words_that_begin_like_a_next_page() -> None:
    others = "<p><a href='/events/next'>Next meeting</a> <a href='/news/previous-government'>Previous government</a></p>"
    assert visit(site(releases(10), pager=lambda _current, _last: others), NEWS).asked == [NEWS]


def number_of(url: str) -> int:
    match = re.search(r"page=(\d+)", url)
    return int(match[1]) if match else 1


def site(
    shown: Sequence[Release],
    maker: Callable[..., bytes] = hugo_like,
    pager: Callable[[int, int], str] = numbers,
    pinned: Sequence[Release] = (),
    per_page: int = PER_PAGE,
) -> Site:
    last = max(1, -(-len(shown) // per_page))

    def answer(url: str) -> tuple[str, bytes] | None:
        number = number_of(url)
        if number > last:
            return None
        entries = [*pinned, *shown[(number - 1) * per_page : number * per_page]]
        return url, maker(entries, pager(number, last))

    return answer


def addresses(shown: Sequence[Release], ending: str = "/") -> set[str]:
    return {f"{SITE}{release.path}{ending}" for release in shown}


@pytest.mark.parametrize("pager", PAGERS, ids=lambda pager: pager.__name__)
def test_a_first_visit_reads_to_the_end_and_a_second_asks_once(pager: Callable[[int, int], str]) -> None:
    shown = releases(47)
    first = visit(site(shown, pager=pager), NEWS)
    assert set(first.leads) == addresses(shown)
    assert len(first.asked) == 5
    assert not first.faults
    second = visit(site(shown, pager=pager), NEWS, first.state)
    assert second.asked == [NEWS]
    assert visit(site(shown, pager=pager), NEWS, first.state, same=True).asked == [NEWS]


@pytest.mark.parametrize("maker", [*ALL, "a day over several"])
def test_every_markup_over_pages_with_a_last_page_of_one(maker: str) -> None:
    make = date_over_several if maker == "a day over several" else ALL[maker][0]
    shown = releases(31)
    first = visit(site(shown, make), NEWS)
    assert len(first.leads) == 31, sorted(first.leads)
    assert len(first.asked) == 4
    assert visit(site(shown, make), NEWS, first.state).asked == [NEWS]


def test_new_releases_are_read_until_known_ones_come() -> None:
    first = visit(site(releases(47)), NEWS)
    for more, pages in ((1, 1), (9, 1), (10, 2), (25, 3)):
        later = releases(47 + more)
        again = visit(site(later), NEWS, first.state)
        assert addresses(later[:more]) <= set(again.leads)
        assert len(again.asked) == pages
        assert visit(site(later), NEWS, again.state).asked == [NEWS]


def test_pinned_releases_neither_stop_a_walk_nor_prolong_it() -> None:
    pinned = releases(3, first=900, newest=date(2024, 1, 1))
    first = visit(site(releases(40), pinned=pinned), NEWS)
    assert set(first.leads) == addresses([*releases(40), *pinned])
    assert visit(site(releases(40), pinned=pinned), NEWS, first.state).asked == [NEWS]
    again = visit(site(releases(62), pinned=pinned), NEWS, first.state)
    assert addresses(releases(62)) - addresses(releases(40)) <= set(again.leads)
    assert len(again.asked) == 3
    newly = [*releases(1, first=950, newest=date(2026, 3, 20)), *pinned]  # one more is pinned, nothing else is new
    assert len(visit(site(releases(40), pinned=newly), NEWS, first.state).asked) == 1


def test_a_list_that_is_oldest_first_is_followed_at_its_end() -> None:
    def oldest_first(total: int) -> Site:
        return site(list(reversed(releases(total))), pager=next_word)

    first = visit(oldest_first(35), NEWS)
    assert set(first.leads) == addresses(releases(35))
    assert first.state is not None
    assert first.state["order"] == "oldest"
    assert visit(oldest_first(35), NEWS, first.state, same=True).asked == [NEWS, f"{SITE}/news?page=4"]
    grown = releases(62)
    again = visit(oldest_first(62), NEWS, first.state, same=True)
    assert addresses(grown) - addresses(releases(35)) <= set(again.leads)
    assert again.asked == [NEWS, *(f"{SITE}/news?page={n}" for n in (4, 5, 6, 7))]
    assert visit(oldest_first(62), NEWS, again.state).asked == [NEWS, f"{SITE}/news?page=7"]


def test_a_last_page_that_went_away_is_not_asked_where_the_first_names_another() -> None:
    def oldest_first(total: int) -> Site:
        return site(list(reversed(releases(total))), pager=numbers)

    first = visit(oldest_first(45), NEWS)
    assert visit(oldest_first(25), NEWS, first.state).asked == [NEWS, f"{SITE}/news?page=3"]


def test_undated_lists() -> None:
    shown = releases(33)
    first = visit(site(shown, undated), NEWS)
    assert set(first.leads) == addresses(shown, "")
    assert visit(site(shown, undated), NEWS, first.state).asked == [NEWS]
    assert len(visit(site(releases(48), undated), NEWS, first.state).asked) == 2


def test_since_goes_back_as_far_as_asked() -> None:
    shown = releases(60)  # every third day
    since = datetime.combine(shown[24].day, datetime.min.time(), UTC)
    first = visit(site(shown), NEWS, since=since)
    assert addresses(shown[:25]) <= set(first.leads) <= addresses(shown[:27])
    assert len(first.asked) == 4  # two pages, the one on which the day falls, and the one that has only older ones
    whole = visit(site(shown), NEWS)
    again = visit(site(shown), NEWS, whole.state, since=since)
    assert addresses(shown[:25]) <= set(again.leads)
    assert len(again.asked) == 4
    nothing = visit(site(shown), NEWS, whole.state, since=datetime(2030, 1, 1, tzinfo=UTC))
    assert (len(nothing.asked), nothing.leads, dict(nothing.faults)) == (1, {}, {})


def test_a_bound_cuts_a_walk_and_the_next_visit_goes_on() -> None:
    shown = releases(95)
    with patch("spiders.discovery.listing.walk.MOST_PAGES", 4):
        first = visit(site(shown), NEWS)
        assert len(first.asked) == 4
        assert first.faults == {"more pages than are read in one visit": 1}
        assert first.state is not None
        assert first.state["rest"] == f"{SITE}/news?page=5"
        second = visit(site(shown), NEWS, first.state, same=True)
        assert second.asked == [NEWS, *(f"{SITE}/news?page={n}" for n in (5, 6, 7))]
        third = visit(site(releases(97)), NEWS, second.state)
        assert set(first.leads) | set(second.leads) | set(third.leads) == addresses(releases(97))
        assert third.state is not None
        assert "rest" not in third.state
        assert visit(site(releases(97)), NEWS, third.state).asked == [NEWS]


def test_pages_beyond_the_end_that_are_the_first_again() -> None:
    shown = releases(25)

    def answer(url: str) -> tuple[str, bytes]:
        number = number_of(url)
        entries = shown[(number - 1) * 10 : number * 10]
        following = f"<a rel='next' href='/news?page={number + 1}'>Next</a>"
        return (
            (url, hugo_like(entries, following))
            if entries
            else (NEWS, hugo_like(shown[:10], "<a rel='next' href='/news?page=2'>Next</a>"))
        )

    made = visit(answer, NEWS)
    assert set(made.leads) == addresses(shown)
    assert len(made.asked) == 4


@pytest.mark.parametrize("beyond", ["empty", "same", "furniture"])
def test_a_next_link_that_never_ends(beyond: str) -> None:
    shown = releases(25)

    def answer(url: str) -> tuple[str, bytes]:
        number = number_of(url)
        entries = shown[(number - 1) * 10 : number * 10]
        following = f"<a class='next' href='/news?page={number + 1}'>Next</a>"
        if entries:
            return url, hugo_like(entries, following)
        return url, {
            "empty": hugo_like([], following),
            "same": hugo_like(shown[20:], following),
            "furniture": page(f"<p>No more.</p>{following}"),
        }[beyond]

    made = visit(answer, NEWS, most=10)
    assert set(made.leads) == addresses(shown)
    assert len(made.asked) <= 5
    assert visit(answer, NEWS, made.state).asked == [NEWS]


def test_addresses_that_grow() -> None:
    made_up = count()

    def by_path(url: str) -> tuple[str, bytes]:
        return url, hugo_like(
            releases(10, first=10 * next(made_up) + 1), f"<a rel='next' href='{url.rstrip('/')}/page/2'>Next</a>"
        )

    made = visit(by_path, NEWS, most=10)
    assert made.faults["address of the next page grows without end"] == 1

    def by_parameter(url: str) -> tuple[str, bytes]:
        mark = "&" if "?" in url else "?"
        return url, hugo_like(releases(10, first=10 * next(made_up) + 1), f"<a rel='next' href='{url}{mark}page=2'>Next</a>")

    made = visit(by_parameter, NEWS, most=10)
    assert made.faults["address of the next page grows without end"] == 1

    def by_token(url: str) -> tuple[str, bytes]:
        return url, hugo_like(
            releases(10, first=10 * next(made_up) + 1),
            f"<a rel='next' href='{url}{'&back=' if '?' in url else '?back='}x'>Next</a>",
        )

    assert visit(by_token, NEWS, most=10).faults["address of the next page grows without end"] == 1


def test_the_same_releases_in_another_order_end_a_walk() -> None:
    shown = releases(8)

    def answer(url: str) -> tuple[str, bytes]:
        number = number_of(url)
        turned = shown[number % 8 :] + shown[: number % 8]
        return url, hugo_like(turned, f"<a rel='next' href='/news?page={number + 1}&sort={number}'>Next</a>")

    assert len(visit(answer, NEWS, most=10).asked) <= 3


def test_a_second_page_that_shows_the_first_once_more_does_not_end_a_walk() -> None:
    """Some home pages are page one, and their next link leads to the list's own page one."""
    shown = releases(25)

    def answer(url: str) -> tuple[str, bytes]:
        number = 1 if url == f"{SITE}/" else number_of(url)
        following = "/news?page=1" if url == f"{SITE}/" else f"/news?page={number + 1}"
        entries = shown[(number - 1) * 10 : number * 10]
        return url, hugo_like(entries, f"<a rel='next' href='{following}'>Next</a>" if number < 3 else "")

    assert set(visit(answer, f"{SITE}/").leads) == addresses(shown)


def test_pages_that_need_scripts() -> None:
    postback = (
        "<table><tr><td><span>1</span></td><td><a href=\"javascript:__doPostBack('g','Page$2')\">2</a></td>"
        "<td><a href=\"javascript:__doPostBack('g','Page$3')\">3</a></td></tr></table>"
    )
    for more in (
        postback,
        "<div class='load-more'><button>Load more news</button></div>",
        "<p><a href='#' class='load-more'>Mehr laden</a></p>",
    ):
        made = visit(site(releases(10), pager=lambda _current, _last, more=more: more), NEWS)
        assert made.faults == {"pagination needs scripts": 1}, more
        assert len(made.leads) == 10


def test_a_calendar_is_no_further_page() -> None:
    months = (
        "<div class='cal'><a href='/news?month=2026-02'>«</a> March 2026 <a rel='next' href='/news?month=2026-04'>»</a></div>"
    )
    assert visit(site(releases(10), pager=lambda _current, _last: months), NEWS).asked == [NEWS]


def test_a_page_that_lists_nothing_keeps_what_is_remembered() -> None:
    first = visit(site(releases(20)), NEWS)
    broken = visit(lambda url: (url, page("<h1>Maintenance</h1><p>We are back soon.</p>")), NEWS, first.state)
    assert broken.faults == {"no list of releases": 1}
    assert broken.state == first.state
    script = b"<html><body><div id='app'></div><script src='/a.js'></script></body></html>"
    assert visit(lambda url: (url, script), NEWS).faults == {"page is empty without scripts": 1}


def test_states_stay_small() -> None:
    shown = releases(4000)
    made = visit(site(shown, per_page=100), NEWS)
    assert made.state is not None
    assert len(made.leads) == 4000
    assert len(str(made.state)) < 60_000
    assert visit(site(shown, per_page=100), NEWS, made.state).asked == [NEWS]


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"seen": 3},
        {"walk": 5, "seen": []},
        {"walk": {"pages": "x", "mode": 9, "entries": [1, None]}},
        {"rest": 5, "tail": []},
    ],
)
def test_a_state_that_is_not_as_it_should_be_does_no_harm(state: dict[str, object]) -> None:
    assert visit(site(releases(25), drupal_like), NEWS, state).leads
