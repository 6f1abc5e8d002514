"""Descriptions of endpoints found by the shape of one answer: the list, its fields, its addresses, how it goes on."""

# ruff: noqa: E501 - documents are written as they are sent

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.discovery import Document, read
from spiders.discovery.json_shape import Described, describe

SITE = "https://ministry.example"
TITLES = [
    "Harbour board opens the western lock again", "Minister signs accord on river ferries", "New timetable for the island boats",
    "Council adopts the budget for dredging works", "Statement on the storm of last Sunday night", "Bridge at Lower Ford closed to lorries",
    "Pilots and tug masters agree on new rules", "Lighthouse service celebrates its first century",
]  # fmt: skip
SLUGS = ["-".join(title.lower().split()) for title in TITLES]
DAYS = [f"2026-03-{28 - n:02}T09:30:00+01:00" for n in range(8)]
MENU = [f"{SITE}/", f"{SITE}/about", f"{SITE}/contact", f"{SITE}/news"]


def best(url: str, data: Any, pages: list[str] | None = None) -> Described:
    """The best description, after it was used: what it says of the answer is what a visit reads from it."""
    body = json.dumps(data).encode()
    found = describe(url, body, pages_seen=pages or [])
    assert found, "nothing found"
    described = found[0]
    read_as_described = read(Document(described.url, body, None, None, "json", answer=described.answer), None)
    assert tuple(lead.url for lead in read_as_described.leads) == described.addresses
    assert read_as_described.faults == {}
    assert all(lead.headline for lead in read_as_described.leads)
    assert all(lead.published for lead in read_as_described.leads) or described.answer.published is None
    return described


def test_a_flat_list_with_addresses() -> None:
    items = [
        {"id": n, "title": TITLES[n], "url": f"/news/{SLUGS[n]}", "date": DAYS[n], "image": f"/img/{n}.jpg",
         "summary": f"The board has decided on the matter of the {SLUGS[n]} at its sitting of this month."}
        for n in range(8)
    ]  # fmt: skip
    menu = [{"title": word, "url": f"/{word}"} for word in ("about", "news", "contact", "search")]
    described = best(f"{SITE}/api/news?page=1&t=1711111111111", {"menu": menu, "results": items, "total": 83})
    answer = described.answer
    assert (answer.items, answer.url, answer.headline, answer.published) == ("results", "url", "title", "date")
    assert (answer.summary, answer.page, answer.total, answer.pages) == ("summary", "page", "total", None)
    assert described.url == f"{SITE}/api/news?page=1"
    assert (described.items, described.total) == (8, 83)
    assert described.addresses[0] == f"{SITE}/news/{SLUGS[0]}"
    assert described.newest is not None and described.newest.isoformat() == "2026-03-28T08:30:00+00:00"
    assert described.score > 0.7
    assert any("83" in words for words in described.evidence)


def test_slugs_find_the_address_that_the_pages_links_show() -> None:
    items = [{"documentId": f"k{n}x", "headline": TITLES[n], "slug": SLUGS[n], "releaseDate": DAYS[n]} for n in range(8)]
    pages = MENU + [f"{SITE}/en/news/{slug}" for slug in SLUGS[:6]]
    described = best("https://cms.example/api/news-items?pagination[page]=1&pagination[pageSize]=8", {
        "data": items, "meta": {"pagination": {"page": 1, "pageSize": 8, "pageCount": 11, "total": 83}}}, pages)  # fmt: skip
    answer = described.answer
    assert answer.url == f"{SITE}/en/news/{{slug}}"
    assert (answer.page, answer.pages, answer.total) == ("pagination[page]", "meta.pagination.pageCount", "meta.pagination.total")
    assert described.addresses[7] == f"{SITE}/en/news/{SLUGS[7]}"
    assert described.score > 0.85


@pytest.mark.parametrize(
    ("link", "template"),
    [
        (lambda n: f"{SITE}/article/{1000 + n}", f"{SITE}/article/{{id}}"),
        (lambda n: f"{SITE}/view?item={1000 + n}&l=en", f"{SITE}/view?item={{id}}&l=en"),
        (lambda n: f"{SITE}/{2020 + n}/{SLUGS[n]}.html", f"{SITE}/{{year}}/{{slug}}.html"),
        (lambda n: f"{SITE}/news/{SLUGS[n]}/", f"{SITE}/news/{{slug}}/"),
    ],
)
def test_templates(link: Any, template: str) -> None:
    items = [{"id": 1000 + n, "year": 2020 + n, "title": TITLES[n], "slug": SLUGS[n], "date": DAYS[n]} for n in range(8)]
    described = best(f"{SITE}/api", {"items": items}, MENU + [link(n) for n in range(8)])
    assert described.answer.url == template
    assert described.addresses == tuple(link(n) for n in range(8))


def test_slugs_of_other_scripts_are_found_encoded() -> None:
    slugs = ["بيان-حول-العاصفة", "افتتاح-الجسر-الجديد", "اتفاق-بشأن-العبارات"]
    items = [{"title": f"بيان صحفي حول {slug}", "slug": slug, "date": DAYS[n]} for n, slug in enumerate(slugs)]
    described = best(f"{SITE}/api", items, [f"{SITE}/ar/{quote(slug)}" for slug in slugs])
    assert described.answer.url == f"{SITE}/ar/{{slug}}"
    assert described.answer.items == ""
    assert described.addresses[0] == f"{SITE}/ar/{quote(slugs[0])}"


def test_json_api_with_links_and_includes() -> None:
    items = [
        {"type": "node--news", "id": f"0a-{n}", "links": {"self": {"href": f"{SITE}/jsonapi/node/news/0a-{n}"}},
         "attributes": {"title": TITLES[n], "langcode": "fr", "status": True, "created": DAYS[n], "changed": DAYS[0][:8] + f"{n + 11}T10:00:00+01:00",
                        "path": {"alias": f"/communiques/{SLUGS[n]}", "pid": n, "langcode": "fr"},
                        "body": {"value": f"<p>{TITLES[n]}.</p>" * 9, "summary": ""}}}
        for n in range(8)
    ]  # fmt: skip
    data = {"jsonapi": {"version": "1.0"}, "data": items, "included": [{"type": "file", "id": "x", "attributes": {"filename": "a.jpg"}}],
            "links": {"next": {"href": f"{SITE}/jsonapi/node/news?page[offset]=8"}, "self": {"href": f"{SITE}/jsonapi/node/news"}}}  # fmt: skip
    answer = best(f"{SITE}/jsonapi/node/news?page[limit]=8", data).answer
    assert (answer.items, answer.url, answer.headline) == ("data", "attributes.path.alias", "attributes.title")
    assert (answer.published, answer.modified) == ("attributes.created", "attributes.changed")
    assert answer.language is not None and answer.language.endswith("langcode")
    assert answer.body == "attributes.body.value"
    assert answer.next == "links.next.href"


def test_entries_with_fields_and_skip() -> None:
    items = [
        {"sys": {"id": f"x{n}", "createdAt": DAYS[n], "updatedAt": DAYS[0]}, "fields": {"title": TITLES[n], "slug": SLUGS[n], "publishDate": DAYS[n]}}
        for n in range(8)
    ]  # fmt: skip
    described = best("https://cdn.example/spaces/s/entries?content_type=news&limit=8&skip=0",
                     {"sys": {"type": "Array"}, "total": 40, "skip": 0, "limit": 8, "items": items}, [f"{SITE}/n/{slug}" for slug in SLUGS])  # fmt: skip
    answer = described.answer
    assert (answer.url, answer.headline, answer.published) == (f"{SITE}/n/{{fields.slug}}", "fields.title", "fields.publishDate")
    assert (answer.offset, answer.total, answer.page) == ("skip", "total", None)
    assert answer.modified == "sys.updatedAt"


def test_hits_with_pages_from_zero() -> None:
    hits = [
        {"objectID": str(n), "title": TITLES[n], "permalink": f"{SITE}/p/{n}-{SLUGS[n]}", "timestamp": 1774000000 - n * 86400}
        for n in range(8)
    ]
    data = {"results": [{"hits": hits, "nbHits": 83, "page": 0, "nbPages": 11, "hitsPerPage": 8}]}
    described = best("https://search.example/1/indexes/news?hitsPerPage=8&page=0", data)
    answer = described.answer
    assert (answer.items, answer.page, answer.pages, answer.published) == (
        "results.0.hits",
        "page",
        "results.0.nbPages",
        "timestamp",
    )
    assert described.url.endswith("page=0")


@pytest.mark.parametrize(
    ("url", "around", "expected"),
    [
        ("/api?limit=8", {}, {"offset": "offset"}),
        ("/api?limit=50", {}, {}),
        ("/api?limit=-1", {}, {}),
        ("/api?per_page=8", {"total": 90}, {"page": "page", "total": "total"}),
        ("/api?cursor=abc", {"nextCursor": "def"}, {"next": "nextCursor", "cursor": "cursor"}),
        ("/api", {"next": "/api?after=9"}, {"next": "next"}),
        ("/api", {"pagination": {"next": None}}, {"next": "pagination.next"}),
        (
            "/api",
            {"meta": {"pagination": {"page": 1, "pageCount": 9}}},
            {"page": "pagination[page]", "pages": "meta.pagination.pageCount"},
        ),
        ("/api", {"current_page": 1, "last_page": 9}, {"page": "current_page", "pages": "last_page"}),
        ("/api", {"page": 1, "total": 8}, {}),
        ("/api?start=40", {}, {"offset": "start"}),
        ("/api", {"@odata.count": 99, "@odata.nextLink": f"{SITE}/api?$skip=8"}, {"next": "@odata.nextLink"}),
    ],
)
def test_how_the_list_goes_on(url: str, around: dict[str, Any], expected: dict[str, str]) -> None:
    items = [{"title": TITLES[n], "url": f"/n/{n}", "date": DAYS[n]} for n in range(8)]
    answer = best(f"{SITE}{url}", {**around, "value": items}).answer
    said = {name: value for name in ("next", "cursor", "page", "offset", "pages", "total") if (value := getattr(answer, name))}
    assert said == expected


@pytest.mark.parametrize(
    ("around", "described"),
    [
        ({"treffer": 21, "seiten": 3}, {"total": "treffer", "pages": "seiten"}),
        ({"treffer": 21, "seiten": 4}, {}),  # they do not fit each other
        ({"treffer": 21, "seiten": 3, "weiter": 3}, {}),  # two that might
        ({"treffer": 8, "seiten": 1}, {}),  # no more than this page: nothing is told apart
    ],
)
def test_counts_in_any_language_are_known_by_arithmetic(around: dict[str, Any], described: dict[str, str]) -> None:
    items = [{"slug": slug, "titel": title, "datum": day} for slug, title, day in zip(SLUGS, TITLES, DAYS, strict=True)]
    found = best(f"{SITE}/api/meldungen?page=1", {"liste": items, **around}, [f"{SITE}/news/{slug}" for slug in SLUGS])
    told = found.answer.model_dump(exclude_none=True)
    assert {name: told[name] for name in ("total", "pages") if name in told} == described


def test_events_images_and_lists_without_addresses_are_weak_or_nothing() -> None:
    assert describe(f"{SITE}/a", b'{"a": [1, 2], "b": {"c": "d"}}') == []
    assert describe(f"{SITE}/a", b"no json") == []
    assert describe(f"{SITE}/a", json.dumps([{"title": title} for title in TITLES]).encode()) == []
    menu = [{"title": "About the ministry", "url": "/about"}, {"title": "Contact the ministry", "url": "/contact"}]
    news = [{"title": TITLES[n], "url": f"/n/{n}", "date": DAYS[n]} for n in range(8)]
    found = describe(f"{SITE}/a", json.dumps({"menu": menu, "news": news}).encode())
    assert [described.answer.items for described in found] == ["news", "menu"]
    assert found[0].score > found[1].score + 0.3


def test_headlines_that_state_a_date_are_headlines() -> None:
    items = [{"title": f"Water bulletin of {n + 1} March 2026", "url": f"/n/{n}", "at": DAYS[n]} for n in range(8)]
    answer = best(f"{SITE}/a", items).answer
    assert (answer.headline, answer.published) == ("title", "at")


def test_a_field_that_ends_or_begins_is_no_publication() -> None:
    items = [
        {"title": TITLES[n], "url": f"/n/{n}", "expiryDate": DAYS[0], "startsAt": DAYS[n], "publishedOn": DAYS[n]}
        for n in range(8)
    ]
    assert best(f"{SITE}/a", items).answer.published == "publishedOn"


def test_large_answers_take_no_longer_than_a_page() -> None:
    rows = [
        {f"f{n}": f"value-{n}-{row}" for n in range(60)}
        | {"slug": f"s-{row}", "title": TITLES[row % 8] + str(row), "date": DAYS[0]}
        for row in range(3000)
    ]
    nested = {"a": [{"b": [{"c": [{"d": n}] * 5}] * 5} for n in range(500)], "rows": rows}
    body = json.dumps(nested).encode()
    started = time.process_time()
    (described, *_) = describe(
        f"{SITE}/api", body, pages_seen=[f"{SITE}/n/s-{n}" for n in range(60)] + [f"{SITE}/x/{n}" for n in range(3000)]
    )
    assert time.process_time() - started < 2
    assert (described.items, described.answer.url) == (3000, f"{SITE}/n/{{slug}}")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from(["/a", "2026-03-01", "{", "https://x.example/a b", "//"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["url", "title", "date", "next", "page", "a.b", "", "total", "slug"]), inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    values | st.lists(values, max_size=6),
    st.lists(st.text(max_size=20) | st.sampled_from([f"{SITE}/a/b", "/a?b=c#d", "http://["]), max_size=5),
)
def test_no_answer_raises(data: Any, pages: list[str]) -> None:
    for described in describe(f"{SITE}/api?page=2&x", json.dumps(data).encode(), pages_seen=pages):
        assert 0 <= described.score <= 1
        assert described.addresses
    describe(f"{SITE}/api", json.dumps(data).encode()[:-1])
