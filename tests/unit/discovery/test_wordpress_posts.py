"""WordPress' REST interface: every post once, then only what changed, whatever happens on the site meanwhile."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.instant import Instant
from press.source import Way
from spiders.discovery import Document, address_to_ask, is_incomplete, read
from spiders.discovery.query import parameter
from tests.unit.discovery.wordpress_collection import BEGINNING, COLLECTION, Collection, Post, edited, posts, visit


def _one(**more: Any) -> Any:
    shown = {
        "id": 7, "link": "https://press.example/7/", "date": "2026-03-01T10:00:00", "date_gmt": "2026-03-01T09:00:00",
        "modified": "2026-07-02T12:30:00", "modified_gmt": "2026-07-02T10:30:00", "title": {"rendered": "A notice"}, **more,
    }  # fmt: skip
    return read(Document(COLLECTION, json.dumps([shown]).encode(), None, None, "wordpress"), None)


def _all(count: int) -> list[str]:
    return [str(number) for number in range(1, count + 1)]


def test_the_first_visit_takes_every_post_and_the_second_asks_once() -> None:
    collection = Collection(posts(430))
    first = visit(collection, None)
    assert first.leads == _all(430)
    assert len(first.asked) == 5
    assert first.faults == {}
    second = visit(collection, first.state)
    assert len(second.asked) == 1
    assert len(second.leads) < 60, "the overlap, and not the whole"
    assert second.state == first.state
    assert parameter(second.asked[0], "orderby") == "modified"


def test_what_is_new_edited_dated_back_or_was_scheduled_is_seen_by_one_request() -> None:
    collection = Collection(posts(300, step=0.5))
    state = visit(collection, None).state
    last = collection.posts[-1].day
    collection.posts[10] = edited(collection.posts[10], last + 0.2)
    collection.posts += [
        Post(301, last + 0.3),
        Post(302, 3, changed=last + 0.3),  # published today with an old date
        Post(303, last + 0.3, changed=last - 9),  # scheduled nine days ago, untouched since
    ]
    second = visit(collection, state)
    assert len(second.asked) == 1
    assert {"11", "301", "302", "303"} <= set(second.leads)
    by_url = {lead.url.split("/")[-2]: lead for lead in second.found.leads}
    modified = by_url["11"].modified
    assert modified is not None and modified.at() == BEGINNING + timedelta(days=last + 0.2)
    third = visit(collection, second.state)
    assert (len(third.asked), set(third.leads) <= set(second.leads)) == (1, True)


def test_a_busy_site_is_asked_for_one_page_too() -> None:
    collection = Collection(posts(500, step=0.01))
    second = visit(collection, visit(collection, None).state)
    assert len(second.asked) == 1
    assert len(second.leads) == 60


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 260),
    st.lists(st.lists(st.tuples(st.sampled_from(["new", "edit"]), st.integers(0, 400)), max_size=70), min_size=1, max_size=5),
    st.booleans(),
    st.sampled_from([100, 50, 7]),
    st.booleans(),
    st.booleans(),
)
def test_no_post_and_no_edit_is_missed(
    count: int, rounds: list[list[tuple[str, int]]], counted: bool, most: int, silent: bool, knows_changes: bool
) -> None:
    """Also on a server that keeps its counts to itself, that gives fewer posts a page, or that does not know changes."""
    collection = Collection(posts(count), counted=counted, most=most, silent=silent, knows_changes=knows_changes)
    first = visit(collection, None)
    assert sorted(set(first.leads)) == sorted(_all(count))
    state, clock = first.state, float(count)
    for happened in rounds:
        expected = set()
        for kind, which in happened:
            clock += 0.01
            if kind == "new" or not collection.posts:
                collection.posts.append(Post(len(collection.posts) + 1, clock))
                expected.add(str(len(collection.posts)))
            else:
                which %= len(collection.posts)
                collection.posts[which] = edited(collection.posts[which], clock)
                expected.add(str(which + 1))
        later = visit(collection, state)
        assert expected <= set(later.leads)
        assert later.state is not None
        state = later.state


@settings(max_examples=30, deadline=None)
@given(st.integers(150, 420), st.lists(st.tuples(st.integers(1, 4), st.integers(0, 419), st.integers(1, 30)), max_size=4))
def test_posts_that_go_while_the_pages_are_read_take_no_other_with_them(count: int, losses: list[tuple[int, int, int]]) -> None:
    collection = Collection(posts(count))
    gone: set[str] = set()

    def between(asked: int) -> None:
        for after, start, many in losses:
            if after == asked:
                lost = collection.posts[start : start + many]
                gone.update(str(post.number) for post in lost)
                collection.posts = [post for post in collection.posts if post not in lost]

    visited = visit(collection, None, between=between)
    assert set(_all(count)) - gone <= set(visited.leads)
    assert visited.state is not None
    assert len(visited.asked) <= 5 + 2 * len(losses) + 1


def test_a_visit_that_ends_before_the_last_page_remembers_nothing_and_finds_all_again() -> None:
    collection = Collection(posts(250))
    whole = visit(collection, None)
    collection.posts.append(Post(251, 260))
    asks = address_to_ask(Way(kind="wordpress", url=COLLECTION), None)
    status, body, headers = collection.answer(asks)
    half = read(Document(asks, body, None, None, "wordpress", status=status, headers=headers), None)
    assert half.documents and is_incomplete(half.state)
    broken = read(Document(half.documents[0].url, b"<html>", None, None, "wordpress", depth=1), half.state)
    assert (broken.leads, broken.documents, is_incomplete(broken.state)) == ((), (), True)
    assert "walk" not in broken.state
    assert visit(collection, broken.state).leads == _all(251)
    assert whole.state is not None and "251" in visit(collection, whole.state).leads


def test_what_a_collection_gives_at_most_is_asked_for() -> None:
    collection = Collection(posts(95), most=30)
    first = visit(collection, None)
    assert first.leads == _all(95)
    assert len(first.asked) == 5
    second = visit(collection, first.state)
    assert [parameter(url, "per_page") for url in second.asked] == ["30"]
    assert parameter(address_to_ask(Way(kind="wordpress", url=f"{COLLECTION}?per_page=500"), None), "per_page") == "100"


@pytest.mark.parametrize("size", [5, 20, 100])
def test_a_small_page_is_enough_for_a_later_visit(size: int) -> None:
    for collection, url in (
        (Collection(posts(90)), f"{COLLECTION}?per_page={size}"),
        (Collection(posts(90), most=size, silent=True), COLLECTION),
    ):
        state = visit(collection, None, url=url).state
        collection.posts.append(Post(91, 91))
        second = visit(collection, state, url=url)
        assert (len(second.asked), "91" in second.leads) == (1, True)


def test_since_goes_back_by_date_and_keeps_what_was_known() -> None:
    collection = Collection(posts(300))
    state = visit(collection, None).state
    visited = visit(collection, state, BEGINNING + timedelta(days=250))
    assert visited.leads == [str(number) for number in range(251, 301)]
    assert len(visited.asked) == 1
    assert visited.state == state


def test_parameters_that_are_refused_are_left_out_and_remembered() -> None:
    collection = Collection(posts(35), most=9)
    first = visit(collection, None)
    assert first.leads == _all(35)
    assert first.state is not None and first.state["refused"] == ["per_page"]
    collection.posts.append(Post(36, 40))
    second = visit(collection, first.state)
    assert "36" in second.leads
    assert len(second.asked) == 1
    assert all("per_page" not in url for url in second.asked)


@pytest.mark.parametrize("more", [{}, {"counted": False}, {"most": 100, "silent": True}])
def test_a_walk_that_is_cut_goes_on_in_the_next_visit(monkeypatch: pytest.MonkeyPatch, more: dict[str, Any]) -> None:
    monkeypatch.setattr("spiders.discovery.wordpress.MAX_PAGES", 1)
    collection = Collection(posts(450), **more)
    state, leads = None, []
    for _ in range(3):
        visited = visit(collection, state)
        state = visited.state
        leads += visited.leads
    assert leads == _all(450)
    assert visited.faults == {}
    assert state is not None and "rest" not in state
    assert "modified_after" in address_to_ask(Way(kind="wordpress", url=COLLECTION), state)


def test_an_error_on_the_way_is_no_end_of_the_list() -> None:
    collection = Collection(posts(250))
    asks = address_to_ask(Way(kind="wordpress", url=COLLECTION), None)
    status, body, headers = collection.answer(asks)
    half = read(Document(asks, body, None, None, "wordpress", status=status, headers=headers), None)
    for broken in (b"<h1>Not Found</h1>", b'{"error": "busy"}'):
        found = read(Document(half.documents[0].url, broken, None, None, "wordpress", depth=1, status=404), half.state)
        assert (found.documents, is_incomplete(found.state)) == ((), True)
        assert "refused by WordPress: 404" in found.faults


def test_the_files_own_query_stays() -> None:
    for url in (f"{COLLECTION}?categories=3&lang=fr", "https://press.example/?rest_route=/wp/v2/releases&categories=3&lang=fr"):
        first = address_to_ask(Way(kind="wordpress", url=f"{url}&page=4"), None)
        assert first.startswith(url)
        assert (parameter(first, "categories"), parameter(first, "lang"), parameter(first, "page")) == ("3", "fr", None)
        assert parameter(first, "orderby") == "id"
    own = address_to_ask(Way(kind="wordpress", url=f"{COLLECTION}?per_page=20&orderby=title"), None)
    assert (parameter(own, "per_page"), parameter(own, "orderby")) == ("20", "id")
    assert address_to_ask(Way(kind="feed", url="https://press.example/feed?x"), {"recent": ["2026-01-01T00:00:00Z"]}).endswith(
        "?x"
    )


def test_a_change_far_in_the_future_hides_no_later_one() -> None:
    now = BEGINNING + timedelta(days=40)
    body = json.dumps(
        [{"link": "/a", "modified_gmt": "2199-01-01T00:00:00"}, {"link": "/b", "modified_gmt": "2024-02-09T09:00:00"}]
    )
    headers = {"date": now.strftime("%a, %d %b %Y %H:%M:%S GMT"), "x-wp-total": "2", "x-wp-totalpages": "1"}
    found = read(Document(COLLECTION, body.encode(), None, None, "wordpress", headers=headers), None)
    assert found.state["recent"] == ["2024-02-09T09:00:00Z"]


def test_a_post_becomes_a_lead_with_all_that_it_says() -> None:
    (lead,) = _one(
        title={"rendered": "Fish &amp; chips &#8211; <em>again</em>"}, lang="pt_BR",
        content={"rendered": "<p>All of the text.</p>", "protected": False},
        excerpt={"rendered": "<p>All of &hellip;</p>", "protected": False},
    ).leads  # fmt: skip
    assert (lead.url, lead.way, lead.found_in) == ("https://press.example/7/", "wordpress", COLLECTION)
    assert lead.headline == "Fish & chips – again"
    assert (lead.summary, lead.body_html, lead.language) == ("All of …", "<p>All of the text.</p>", "pt-BR")
    assert lead.published is not None and lead.published.isoformat() == "2026-03-01T10:00:00+01:00"
    assert lead.modified is not None and lead.modified.isoformat() == "2026-07-02T12:30:00+02:00"


@pytest.mark.parametrize(
    ("date", "gmt", "expected"),
    [
        ("2026-03-01T10:00:00", "2026-03-01T10:00:00", "2026-03-01T10:00:00+00:00"),
        ("2026-03-01T15:45:00", "2026-03-01T10:00:00", "2026-03-01T15:45:00+05:45"),
        ("2026-03-01T06:30:00", "2026-03-01T10:00:00", "2026-03-01T06:30:00-03:30"),
        ("2026-03-01T10:00:00", "2021-03-01T10:00:00", "2026-03-01T10:00:00"),
        ("2026-03-01T10:00:07", "2026-03-01T10:00:00", "2026-03-01T10:00:07"),
        ("2026-03-01T10:00:00", "0000-00-00T00:00:00", "2026-03-01T10:00:00"),
        (None, "2026-03-01T10:00:00", "2026-03-01T10:00:00+00:00"),
        ("2026-03-01T10:00:00", 7, "2026-03-01T10:00:00"),
        ("soon", None, None),
    ],
)
def test_two_clocks_tell_the_sites_offset(date: Any, gmt: Any, expected: str | None) -> None:
    (lead,) = _one(date=date, date_gmt=gmt).leads
    published: Instant | None = lead.published
    assert (published.isoformat() if published else None) == expected


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"content": {"rendered": "", "protected": True}}, "post behind a password"),
        ({"status": "private"}, "post that is not published"),
        ({"link": "https://elsewhere.test/a"}, "post that leads to another site"),
        ({"link": None}, "entry without a link"),
        ({"link": "javascript:void(0)"}, "entry whose link is no web address"),
    ],
)
def test_posts_that_nobody_can_read_there_are_counted(more: dict[str, Any], reason: str) -> None:
    other = {"id": n, "link": f"https://press.example/{n}/"} if (n := 8) else {}
    posts_ = [
        {"id": 7, "link": "https://press.example/7/", **more},
        other,
        {**other, "id": 9, "link": "https://press.example/9/"},
    ]
    found = read(Document(COLLECTION, json.dumps(posts_).encode(), None, None, "wordpress"), None)
    assert [lead.url[-2] for lead in found.leads] == ["8", "9"]
    assert found.faults == {reason: 1}


def test_posts_of_a_front_on_another_host_are_taken() -> None:
    listed = [{"id": n, "link": f"https://www.ministry.test/{n}/"} for n in range(4)] + [
        {"id": 9, "link": "https://elsewhere.test/9/"}
    ]
    found = read(
        Document("https://editors.example/wp-json/wp/v2/posts", json.dumps(listed).encode(), None, None, "wordpress"), None
    )
    assert len(found.leads) == 4
    assert found.faults == {"post that leads to another site": 1}


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b'{"code":"rest_no_route","message":"No.","data":{"status":404}}', 400, "refused by WordPress: rest_no_route"),
        (b'{"code":"rest_forbidden","message":"No."}', 200, "refused by WordPress: rest_forbidden"),
        (b"<html><body>Maintenance", 200, "not JSON"),
        (b'{"name":"A site","namespaces":[]}', 200, "not a list of posts"),
        (b"null", 200, "not a list of posts"),
        (b"7", 200, "not a list of posts"),
        (b"", 200, "empty document"),
    ],
)
def test_what_is_no_list_of_posts_is_a_counted_reason(body: bytes, status: int, reason: str) -> None:
    state = visit(Collection(posts(3)), None).state
    found = read(Document(COLLECTION, body, None, None, "wordpress", status=status), state)
    assert found.faults == {reason: 1}
    assert is_incomplete(found.state)
    assert state is not None and found.state["recent"] == state["recent"]


def test_lists_that_broken_servers_send_are_read() -> None:
    gaps = {"0": {"id": 1, "link": "https://press.example/1/"}, "2": {"id": 3, "link": "https://press.example/3/"}}
    warned = b"<br />\n<b>Warning</b>: Undefined index [id] in x.php\n" + json.dumps(list(gaps.values())).encode()
    for body in (json.dumps(gaps).encode(), warned, b"\xef\xbb\xbf" + json.dumps(list(gaps.values())).encode()):
        found = read(Document(COLLECTION, body, "text/html", None, "wordpress"), None)
        assert [lead.url[-2] for lead in found.leads] == ["1", "3"]
