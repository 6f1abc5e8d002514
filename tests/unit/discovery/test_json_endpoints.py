"""JSON endpoints by their description: every item once, then one request; whatever way they page and whichever end they grow at."""

# ruff: noqa: E501 - documents are written as they are sent

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from press.source import Answer
from spiders.discovery import Document, Found, State, is_incomplete, read, unchanged

API = "https://api.example/news"
BEGINNING = datetime(2024, 1, 1, 9, tzinfo=UTC)

Shape = Callable[[list[dict[str, Any]], int, int, int], Any]


@dataclass
class Endpoint:
    """A list of numbered items in pages of `size`. `ahead`: newest first. `shape` writes the answer around a page's items."""

    count: int
    address: str = API
    answer: Answer = field(default_factory=lambda: Answer(url="url", headline="title", published="date", page="page"))
    shape: Shape = lambda items, number, pages, total: items
    size: int = 10
    ahead: bool = True
    base: int = 1
    dated: bool = True
    beyond: tuple[int, Any] | None = None
    pinned: tuple[int, ...] = ()
    asked: list[str] = field(default_factory=list)

    def items(self) -> list[dict[str, Any]]:
        numbers = [*range(self.count, 0, -1)] if self.ahead else [*range(1, self.count + 1)]
        numbers = [*self.pinned, *(number for number in numbers if number not in self.pinned)]
        items: list[dict[str, Any]] = [{"title": f"Notice number {n} of the harbour", "url": f"/n/{n}"} for n in numbers]
        if self.dated:
            for item, number in zip(items, numbers, strict=True):
                item["date"] = (BEGINNING + timedelta(days=number)).isoformat()
        return items

    def answers(self, url: str) -> tuple[int, bytes]:
        self.asked.append(url)
        query = {name: values[-1] for name, values in parse_qs(urlsplit(url).query, keep_blank_values=True).items()}
        items = self.items()
        pages = -(-len(items) // self.size)
        if "offset" in query:
            start = int(query["offset"])
        elif "after" in query:
            start = int(query["after"] or 0)
        else:
            start = (int(query.get("page", self.base)) - self.base) * self.size
        page = items[start : start + self.size]
        if not page and start and self.beyond is not None:
            return self.beyond[0], json.dumps(self.beyond[1]).encode()
        return 200, json.dumps(self.shape(page, start // self.size, pages, len(items))).encode()


@dataclass
class Visited:
    found: Found
    leads: list[str]
    state: State | None
    asked: list[str]


def visit(endpoint: Endpoint, state: State | None, since: datetime | None = None, *, same: bool = False) -> Visited:
    """A visit as the walk makes it. `same`: the first page has not changed, and is not read."""
    endpoint.asked = []
    leads: list[str] = []
    faults: dict[str, int] = {}
    asks, depth = endpoint.address, 0
    if same:
        endpoint.asked.append(asks)
        nexts = unchanged(endpoint.address, state)
        if not nexts:
            return Visited(Found(), [], state, endpoint.asked)
        (following,) = nexts
        asks, depth = following.url, following.depth
    while True:
        status, body = endpoint.answers(asks)
        document = Document(asks, body, None, None, "json", depth=depth, answer=endpoint.answer, status=status)
        found = read(document, state, since=since)
        state = json.loads(json.dumps(found.state))
        leads += [lead.url.rpartition("/")[2] for lead in found.leads]
        for word, count in found.faults.items():
            faults[word] = faults.get(word, 0) + count
        assert faults == {}
        if not found.documents:
            return Visited(found, leads, None if is_incomplete(state) and "rest" not in (state or {}) else state, endpoint.asked)
        (following,) = found.documents
        assert (following.paged, following.kind) == (True, "json")
        asks, depth = following.url, following.depth
        assert len(endpoint.asked) < 100


def _next(items: list[dict[str, Any]], number: int, pages: int, total: int) -> Any:
    return {"data": items, "links": {"next": {"href": f"/news?page={number + 2}"} if number + 1 < pages else None}}


def _cursor(items: list[dict[str, Any]], number: int, pages: int, total: int) -> Any:
    return {"hits": {"nodes": items}, "end": 10 * (number + 1) if number + 1 < pages else None}


def _counted(items: list[dict[str, Any]], number: int, pages: int, total: int) -> Any:
    return {"items": items, "meta": {"pages": pages, "total": total}}


def _fields(**more: str) -> Answer:
    return Answer(**{"url": "url", "headline": "title", "published": "date", **more})


WAYS: dict[str, dict[str, Any]] = {
    "pages": {"address": f"{API}?page=1"},
    "pages without a number": {},
    "pages from zero": {"address": f"{API}?page=0", "base": 0},
    "pages from zero without a number": {"base": 0},
    "pages that end in an error": {"beyond": (404, {"detail": "Invalid page."})},
    "pages that end in null": {"beyond": (200, None)},
    "pages that are counted": {"shape": _counted, "answer": _fields(items="items", page="page", pages="meta.pages")},
    "pages from zero that are counted": {"address": f"{API}?page=0", "base": 0, "shape": _counted, "answer": _fields(items="items", page="page", pages="meta.pages")},
    "items that are counted": {"shape": _counted, "answer": _fields(items="items", page="page", total="meta.total")},
    "offsets": {"answer": _fields(offset="offset"), "address": f"{API}?limit=10"},
    "offsets that are counted": {"shape": _counted, "answer": _fields(items="items", offset="offset", total="meta.total")},
    "links": {"shape": _next, "answer": _fields(items="data", next="links.next")},
    "marks": {"shape": _cursor, "answer": _fields(items="hits.nodes", next="end", cursor="after")},
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("count", [0, 7, 10, 35])
def test_the_first_visit_takes_all_the_second_asks_once_and_the_third_sees_what_is_new(way: str, count: int) -> None:
    endpoint = Endpoint(count, **WAYS[way])
    first = visit(endpoint, None)
    assert first.leads == [str(number) for number in range(count, 0, -1)]
    assert len(first.asked) <= max(-(-count // 10), 1) + 2
    once = 1 if count else 2  # of an empty list it cannot be known which end grows
    second = visit(endpoint, first.state, same=True)
    assert second.leads == []
    assert len(second.asked) <= once
    read_again = visit(endpoint, first.state)
    assert len(read_again.asked) <= once
    endpoint.count += 3
    third = visit(endpoint, read_again.state)
    assert {str(count + 1), str(count + 2), str(count + 3)} <= set(third.leads)
    assert len(third.asked) == 1 or not count
    endpoint.count += 25
    fourth = visit(endpoint, third.state)
    assert {str(count + n) for n in range(4, 29)} <= set(fourth.leads)


#: A list without dates that is paged by addresses or marks of the server's own is taken for one that is newest first.
GROWING = [(way, dated) for way in WAYS if way != "marks" for dated in (True, False) if dated or way != "links"]


@pytest.mark.parametrize(("way", "dated"), GROWING)
@pytest.mark.parametrize("count", [1, 7, 10, 35, 40])
def test_a_list_that_grows_at_its_end_is_looked_at_there(way: str, count: int, dated: bool) -> None:
    endpoint = Endpoint(count, ahead=False, dated=dated, **WAYS[way])
    first = visit(endpoint, None)
    assert first.leads == [str(number) for number in range(1, count + 1)]
    before = endpoint.answers(endpoint.address)
    state = first.state
    for new in (1, 12):
        endpoint.count += new
        same = endpoint.answers(endpoint.address) == before
        later = visit(endpoint, state, same=same)
        assert {str(n) for n in range(endpoint.count - new + 1, endpoint.count + 1)} <= set(later.leads)
        assert len(later.asked) <= 6
        state = later.state
        before = endpoint.answers(endpoint.address)
    quiet = visit(endpoint, state, same=True)
    assert len(quiet.asked) <= 3


def test_pinned_items_neither_stop_a_visit_nor_force_it_on() -> None:
    endpoint = Endpoint(50, pinned=(3, 4))
    state = visit(endpoint, None).state
    assert len(visit(endpoint, state).asked) == 1
    endpoint.count = 65
    later = visit(endpoint, state)
    assert {str(n) for n in range(51, 66)} <= set(later.leads)
    assert len(later.asked) == 2
    endpoint.pinned = (20, 3, 4)
    assert len(visit(endpoint, later.state).asked) == 1


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(WAYS)), st.integers(0, 45), st.lists(st.integers(0, 30), max_size=5), st.booleans())
def test_no_item_is_missed(way: str, count: int, rounds: list[int], ahead: bool) -> None:
    endpoint = Endpoint(count, ahead=ahead or way == "marks", **WAYS[way])
    found = set(visit_leads := (first := visit(endpoint, None)).leads)
    assert len(visit_leads) == count
    state = first.state
    for new in rounds:
        before = endpoint.answers(endpoint.address)
        endpoint.count += new
        later = visit(endpoint, state, same=endpoint.answers(endpoint.address) == before)
        found |= set(later.leads)
        assert found == {str(n) for n in range(1, endpoint.count + 1)}
        state = later.state


def test_since_stops_where_all_is_older_and_only_in_a_list_that_is_newest_first() -> None:
    since = BEGINNING + timedelta(days=25)
    for ahead, pages in ((True, 4), (False, 7)):
        endpoint = Endpoint(60, ahead=ahead)
        state = visit(endpoint, None).state
        back = visit(endpoint, state, since)
        assert set(back.leads) == {str(n) for n in range(25, 61)}
        assert pages <= len(back.asked) <= pages + 1
        assert back.state is not None and state is not None and back.state.get("tail") == state.get("tail")


def test_an_endpoint_that_takes_no_notice_of_pages_is_read_once() -> None:
    endpoint = Endpoint(10, size=10, shape=lambda items, number, pages, total: Endpoint(10).items())
    first = visit(endpoint, None)
    assert len(first.leads) == 10
    assert len(first.asked) == 3


def test_a_walk_that_is_cut_goes_on_in_the_next_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spiders.discovery.json_endpoint.MAX_PAGES", 2)
    endpoint = Endpoint(75)
    state: State | None = None
    leads: set[str] = set()
    for _ in range(7):
        asks, depth, found = endpoint.address, 0, Found()
        while True:
            status, body = endpoint.answers(asks)
            found = read(Document(asks, body, None, None, "json", depth=depth, answer=endpoint.answer, status=status), state)
            state = json.loads(json.dumps(found.state))
            leads |= {lead.url.rpartition("/")[2] for lead in found.leads}
            if not found.documents:
                break
            asks, depth = found.documents[0].url, found.documents[0].depth
        if "rest" not in found.state:
            break
        assert is_incomplete(found.state)
        assert found.faults == {"paging cut after 2 pages: the next visit goes on": 1}
    assert leads == {str(n) for n in range(1, 76)}
    assert not is_incomplete(state)


def test_a_visit_that_ends_before_the_last_page_remembers_nothing() -> None:
    endpoint = Endpoint(35)
    status, body = endpoint.answers(API)
    half = read(Document(API, body, None, None, "json", answer=endpoint.answer, status=status), None)
    assert half.documents and is_incomplete(half.state)
    broken = read(Document(half.documents[0].url, b"<html>", None, None, "json", depth=1, answer=endpoint.answer), half.state)
    assert (broken.documents, broken.faults, is_incomplete(broken.state)) == ((), {"not JSON": 1}, True)
    assert len(visit(endpoint, broken.state).leads) == 35


def _one(item: Mapping[str, Any], answer: Answer, **more: Any) -> Found:
    return read(
        Document(
            "https://api.example/v1/list?x=1", json.dumps({"rows": [item]}).encode(), None, None, "json", answer=answer, **more
        ),
        None,
    )


@pytest.mark.parametrize(
    ("written", "item", "expected"),
    [
        ("link", {"link": "/news/a b"}, "https://api.example/news/a%20b"),
        ("link", {"link": "https://Press.example/x#top"}, "https://press.example/x"),
        ("path.alias", {"path": {"alias": "/n/7"}}, "https://api.example/n/7"),
        ("links.self", {"links": {"self": {"href": "/n/7"}}}, "https://api.example/n/7"),
        ("urls.1", {"urls": ["/x", "/y"]}, "https://api.example/y"),
        ("a.b", {"a.b": "/dotted"}, "https://api.example/dotted"),
        ("https://press.example/n/{slug}", {"slug": "été & co"}, "https://press.example/n/%C3%A9t%C3%A9%20&%20co"),
        (
            "https://press.example/{meta.year}/{slug}.html",
            {"slug": "a", "meta": {"year": 2026}},
            "https://press.example/2026/a.html",
        ),
        ("https://press.example/{path}", {"path": "/fr/a/b/"}, "https://press.example/fr/a/b/"),
        ("/view?id={id}", {"id": 7}, "https://api.example/view?id=7"),
        ("https://press.example/{slug}", {"slug": None}, None),
        ("link", {"link": 7}, None),
        ("link", {}, None),
    ],
)
def test_addresses(written: str, item: dict[str, Any], expected: str | None) -> None:
    found = _one(item, Answer(items="rows", url=written))
    assert [lead.url for lead in found.leads] == ([expected] if expected else [])
    assert found.faults == ({} if expected else {"item without an address": 1})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-01T10:00:00+01:00", "2026-03-01T10:00:00+01:00"),
        ("2026-03-01 10:00", "2026-03-01T10:00:00"),
        ("Sun, 01 Mar 2026 10:00:00 GMT", "2026-03-01T10:00:00+00:00"),
        (1772359200, "2026-03-01T10:00:00+00:00"),
        (1772359200123, "2026-03-01T10:00:00+00:00"),
        ("1772359200", "2026-03-01T10:00:00+00:00"),
        ("/Date(1772359200000+0100)/", "2026-03-01T11:00:00+01:00"),
        ("/Date(1772359200000)/", "2026-03-01T10:00:00+00:00"),
        ({"date": "2026-03-01 10:00:00.000000", "timezone": "Europe/Paris"}, "2026-03-01T10:00:00"),
        ("1er mars 2026", "2026-03-01"),
        ("١ مارس ٢٠٢٦", "2026-03-01"),
        ("20260301", "2026-03-01"),
        (7, None), (True, None), ([], None), ("soon", None), ({}, None), (float("nan"), None),
    ],
)  # fmt: skip
def test_dates(value: Any, expected: str | None) -> None:
    language = "ar" if isinstance(value, str) and "مارس" in value else "fr"
    found = _one({"u": "/a", "d": value}, Answer(items="rows", url="u", published="d"), language=language)
    published = found.leads[0].published
    assert (published.isoformat() if published else None) == expected
    assert found.faults == ({} if expected else {"date not understood": 1})


def test_an_item_becomes_a_lead_with_all_that_it_says() -> None:
    item = {
        "u": "/a",
        "t": "Fish &amp; chips",
        "s": "Short.",
        "b": "First part.\n\nSecond < part.",
        "d": "2026-03-01",
        "m": "2026-03-02T10:00Z",
        "l": "pt_BR",
    }
    answer = Answer(items="rows", url="u", headline="t", summary="s", body="b", published="d", modified="m", language="l")
    (lead,) = _one(item, answer, language="fr").leads
    assert (lead.way, lead.headline, lead.summary, lead.language) == ("json", "Fish & chips", "Short.", "pt-BR")
    assert lead.body_html == "<p>First part.</p><p>Second &lt; part.</p>"
    assert lead.found_in == "https://api.example/v1/list?x=1"
    assert lead.modified is not None and lead.modified.isoformat() == "2026-03-02T10:00:00+00:00"
    (lead,) = _one({**item, "b": {"value": "<p>All.</p>"}, "l": None}, answer, language="fr").leads
    assert (lead.body_html, lead.language) == ("<p>All.</p>", "fr")


def test_next_pages_of_servers_behind_a_proxy_and_of_link_headers() -> None:
    def following(data: Any, answer: Answer, **more: Any) -> tuple[list[str], dict[str, int]]:
        found = read(
            Document("https://api.example/v1/list", json.dumps(data).encode(), None, None, "json", answer=answer, **more), None
        )
        return [one.url for one in found.documents], found.faults

    rows = [{"u": "/a"}]
    answer = Answer(items="rows", url="u", next="next")
    assert following({"rows": rows, "next": "http://backend:8055/v1/list?p=2"}, answer) == (
        ["https://api.example/v1/list?p=2"],
        {},
    )
    assert following({"rows": rows, "next": "https://elsewhere.test/x"}, answer) == ([], {"next page is on another site": 1})
    assert following({"rows": rows, "next": "?p=2"}, answer)[0] == ["https://api.example/v1/list?p=2"]
    for value in (None, "", False, [], "javascript:x"):
        assert following({"rows": rows, "next": value}, answer) == ([], {})
    plain = Answer(url="u")
    link = '<https://api.example/v1/list?p=1>; rel="first", <https://api.example/v1/list?p=2>; title="x, y"; rel="next last"'
    assert following(rows, plain, headers={"link": link})[0] == ["https://api.example/v1/list?p=2"]
    assert following(rows, plain, headers={"link": '<https://api.example/?p=2>; rel="nextish"'})[0] == []


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"<html>", 200, "not JSON"),
        (b"", 200, "empty document"),
        (b'{"data": {"x": 1}}', 200, "no list at data.items"),
        (b'{"data": {"items": 7}}', 200, "no list at data.items"),
        (b"null", 200, "no list at data.items"),
        (b"[" * 200_000, 200, "not JSON"),
        (b'{"error": "bad"}', 400, "endpoint answered 400"),
    ],
)
def test_what_is_not_as_described_is_a_counted_reason(body: bytes, status: int, reason: str) -> None:
    found = read(
        Document(API, body, None, None, "json", answer=Answer(items="data.items", url="u"), status=status),
        {"seen": ["x"], "size": 3},
    )
    assert found.faults == {reason: 1}
    assert is_incomplete(found.state)
    assert found.state["seen"] == ["x"]


def test_items_of_wrong_types_are_counted_and_the_others_read() -> None:
    body = b'{"rows": [{"u": "/a"}, 7, null, ["x"], {"u": ["/b"]}, {"u": {"href": 7}}, {"u": "mailto:x"}]}'
    found = read(Document(API, body, None, None, "json", answer=Answer(items="rows", url="u")), None)
    assert [lead.url for lead in found.leads] == ["https://api.example/a", "https://api.example/b"]
    assert found.faults == {"item that is no object": 3, "item without an address": 2}


def test_a_description_pages_in_one_way() -> None:
    with pytest.raises(ValidationError, match="two ways to page"):
        Answer(url="u", page="page", offset="offset")
    with pytest.raises(ValidationError, match="say next too"):
        Answer(url="u", cursor="after")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10) | st.sampled_from(["/a", "2026-03-01", "?page=2", "http://["]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["rows", "u", "t", "d", "next", "a", "0", ""]), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip
paths = st.sampled_from(["", "rows", "rows.0", "u", "u.a", "a.0.u", "next", "https://x.example/{u}/{t}", "{u}"])
states = st.none() | st.dictionaries(
    st.sampled_from(["seen", "order", "size", "base", "tail", "rest", "walk", "recent", "refused", "incomplete"]),
    anything
    | st.dictionaries(st.sampled_from(["mode", "pages", "entries", "base", "recent", "position", "total"]), anything, max_size=4),
    max_size=5,
)


@settings(max_examples=250, deadline=None)
@given(st.binary(max_size=60) | anything.map(lambda data: json.dumps(data).encode()), paths, paths, st.sampled_from(["next", "page", "offset"]), states,
       st.integers(0, 3), st.sampled_from([200, 404]), st.sampled_from(["json", "wordpress"]))  # fmt: skip
def test_no_bytes_and_no_state_raise(
    body: bytes, items: str, url: str, way: str, state: Any, depth: int, status: int, kind: Any
) -> None:
    answer = Answer(
        **{
            "items": items,
            "url": url or "u",
            "headline": "t",
            "summary": "a",
            "body": "rows",
            "published": "d",
            "total": "next",
            way: "next",
        }
    )
    headers = {"link": "<x>; rel=next", "x-wp-total": "7", "date": "x"}
    document = Document(
        f"{API}?page=1&next=3", body, None, None, kind, depth=depth, answer=answer, status=status, headers=headers
    )
    found = read(document, state)
    written = json.loads(json.dumps(found.state))
    assert all(count > 0 for count in found.faults.values())
    assert all(following.depth == depth + 1 for following in found.documents)
    read(document, written)
    unchanged(API, written)
    unchanged(API, state)
