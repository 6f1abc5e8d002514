"""WordPress' REST interface and JSON endpoints in crawls: all on the first visit, then one request, and one for what is new."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.integration.crawl.quick_crawls import QuickCrawls
from tests.integration.crawl.scripted_site import Answer, Asked, Script, ScriptedSite
from tests.integration.crawl.site_documents import page, write_source
from tests.unit.discovery.wordpress_collection import BEGINNING, Collection, Post

pytestmark = pytest.mark.one_postgres

REST = "/wp-json/wp/v2/posts"


class _Routes(dict[str, Script]):
    """Answers by path where none is laid down for path and query together."""

    def __init__(self, **routes: Callable[[Asked], Answer]) -> None:
        super().__init__()
        self.routes: dict[str, Callable[[Asked], Answer]] = dict(routes)

    def get(self, path: str, default: Any = None) -> Any:
        return super().get(path) or self.routes.get(urlsplit(path).path, default)


def _wordpress(site: ScriptedSite, names: Iterable[str], **more: Any) -> Collection:
    """A site whose collection has a post for each name, one a day."""
    collection = Collection([], **more)
    site.answers = _Routes()
    site.answers.routes[REST] = lambda asked: _answered(collection, asked)
    for name in names:
        _post(site, collection, name)
    return collection


def _post(site: ScriptedSite, collection: Collection, name: str, *, day: float | None = None) -> None:
    number = len(collection.posts) + 1
    site.answers[f"/news/{name}"] = page(name)
    link = f"{site.base}/news/{name}"
    collection.posts.append(Post(number, float(number) if day is None else day, more={"link": link}))


def _answered(collection: Collection, asked: Asked) -> Answer:
    status, body, headers = collection.answer(asked.path)
    return Answer(body, "application/json; charset=UTF-8", status, headers)


def _asked(site: ScriptedSite) -> list[str]:
    return [path for path in site.paths() if not path.startswith("/news/") and path != "/robots.txt"]


def _described(sources: Path, name: str, url: str, description: str) -> str:
    """A source with one JSON endpoint."""
    source = write_source(sources, name, ("json", url))
    path = sources / "xx" / f"{name}.toml"
    path.write_text(
        path.read_text("utf-8").replace("\n[politeness]", f"\n[discover.answer]\n{description}\n[politeness]"), "utf-8"
    )
    return source


def test_a_wordpress_collection(visits: QuickCrawls, site: ScriptedSite) -> None:
    collection = _wordpress(site, [f"oak{n}" for n in range(12)], most=5)
    source = write_source(visits.sources, "oaks", ("wordpress", f"{site.base}{REST}?per_page=5&categories=3"))
    report = visits.crawl(source)
    assert (report["outcome"], report["stored"]) == ("done", 12)
    asked = _asked(site)
    assert len(asked) == 3
    assert all(path.startswith(f"{REST}?per_page=5&categories=3&_fields=") for path in asked)
    row = visits.sql("SELECT witness, way FROM archive.lead ORDER BY lead_id")[0]
    assert row["way"] == "wordpress"
    assert "The ferry sails again" in row["witness"]["body_html"]
    assert visits.one("SELECT count(*) FROM archive.document") == 1

    site.forget()
    report = visits.crawl(source)
    assert report["stored"] == 0
    assert [parse_qs(urlsplit(path).query).get("orderby") for path in site.paths()] == [["modified"]]

    site.forget()
    before = visits.one("SELECT count(*) FROM press.capture")
    assert visits.crawl(source)["outcome"] == "unchanged"
    assert len(site.paths()) == 1
    assert visits.one("SELECT count(*) FROM press.capture") == before, "the same answer is not captured again"

    site.forget()
    _post(site, collection, "oak-new")
    edited = collection.posts[3]
    collection.posts[3] = replace(edited, changed=14.0)
    site.answers["/news/oak3"] = page("oak3 of late")
    report = visits.crawl(source)
    assert sorted(path for path in site.paths() if path.startswith("/news/")) == ["/news/oak-new", "/news/oak3"]
    assert len(_asked(site)) == 1
    assert (visits.one("SELECT count(*) FROM press.release"), visits.one("SELECT count(*) FROM press.revision")) == (13, 14)


def test_a_wordpress_walk_that_is_broken_off_is_made_again_from_its_start(visits: QuickCrawls, site: ScriptedSite) -> None:
    collection = _wordpress(site, [f"elm{n}" for n in range(12)], most=5)
    whole = site.answers.routes[REST]
    site.answers.routes[REST] = lambda asked: replace(whole(asked), cut="page=2" in asked.path.replace("per_page", ""))
    source = write_source(visits.sources, "elms", ("wordpress", f"{site.base}{REST}?per_page=5"))
    report = visits.crawl(source, expect=3)
    assert (report["outcome"], report["stored"]) == ("partial", 5)
    assert visits.one("SELECT count(*) FROM archive.document") == 0
    site.answers.routes[REST] = whole
    _post(site, collection, "elm-new")
    assert visits.crawl(source)["stored"] == 8


def test_a_walk_that_is_killed_loses_nothing(visits: QuickCrawls, site: ScriptedSite) -> None:
    _wordpress(site, [f"fir{n}" for n in range(12)])
    whole, reached = site.answers.routes[REST], threading.Event()

    def hold(asked: Asked) -> Answer:
        if "&page=2" in asked.path:
            reached.set()
            threading.Event().wait(1)
        return whole(asked)

    site.answers.routes[REST] = hold
    source = write_source(visits.sources, "firs", ("wordpress", f"{site.base}{REST}?per_page=5"))
    process = visits.start("crawl", source)
    assert reached.wait(60)
    process.kill()
    process.communicate()
    site.answers.routes[REST] = whole
    assert visits.one("SELECT count(*) FROM archive.document") == 0
    visits.crawl(source)
    assert visits.one("SELECT count(*) FROM press.release") == 12
    assert visits.one("SELECT count(*) FROM archive.document") == 1


def test_what_a_collection_refuses_is_left_out(visits: QuickCrawls, site: ScriptedSite) -> None:
    _wordpress(site, [f"ash{n}" for n in range(12)], most=10)
    source = write_source(visits.sources, "ashes", ("wordpress", f"{site.base}{REST}"))
    report = visits.crawl(source)
    assert (report["outcome"], report["stored"]) == ("done", 12)
    assert len(_asked(site)) == 3, "the one refused, and two pages of ten"
    site.forget()
    assert visits.crawl(source)["stored"] == 0
    assert len(site.paths()) == 1


def test_since_asks_a_collection_by_date(visits: QuickCrawls, site: ScriptedSite) -> None:
    _wordpress(site, [f"bay{n}" for n in range(12)])
    source = write_source(visits.sources, "bays", ("wordpress", f"{site.base}{REST}"))
    day = BEGINNING + timedelta(days=9)
    report = visits.crawl(source, "-a", f"since={day:%Y-%m-%d}")
    assert {row["url"].rpartition("/")[2] for row in visits.sql("SELECT url FROM archive.lead")} == {
        "bay8",
        "bay9",
        "bay10",
        "bay11",
    }
    assert report["outcome"] == "done"


class _Api:
    """Items by name, newest first or, `ahead` False, last; five a page."""

    def __init__(self, site: ScriptedSite, names: Iterable[str], *, beyond: Answer | None = None, ahead: bool = True) -> None:
        self.site, self.beyond, self.ahead, self.names = site, beyond, ahead, []
        site.answers = _Routes()
        site.answers.routes["/api/news"] = self.answer
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        self.names.insert(0 if self.ahead else len(self.names), name)
        self.site.answers[f"/news/{name}"] = page(name)

    def answer(self, asked: Asked) -> Answer:
        number = int(parse_qs(urlsplit(asked.path).query).get("page", ["1"])[0])
        chunk = self.names[(number - 1) * 5 : number * 5]
        if not chunk and self.beyond is not None:
            return self.beyond
        rows = [
            {
                "attributes": {
                    "slug": name,
                    "title": f"The lock of {name} opens again",
                    "at": 1772500000 + 60 * self._age(place),
                }
            }
            for place, name in enumerate(chunk, (number - 1) * 5)
        ]
        return Answer(json.dumps({"data": rows}).encode(), "application/json")

    def _age(self, place: int) -> int:
        return len(self.names) - place if self.ahead else place


def _api_source(visits: QuickCrawls, site: ScriptedSite, name: str, query: str = "?page=1") -> str:
    fields = {"items": "data", "url": f"{site.base}/news/{{attributes.slug}}", "headline": "attributes.title"}
    fields |= {"published": "attributes.at", "page": "page"}
    description = "".join(f'{name} = "{value}"\n' for name, value in fields.items())
    return _described(visits.sources, name, f"{site.base}/api/news{query}", description)


@pytest.mark.parametrize("query", ["?page=1", ""])
@pytest.mark.parametrize("status", [200, 404])
def test_a_json_endpoint(visits: QuickCrawls, site: ScriptedSite, query: str, status: int) -> None:
    api = _Api(
        site,
        [f"yew{n}" for n in range(12)],
        beyond=Answer(b'{"detail": "no such page"}', "application/json", status) if status != 200 else None,
    )
    source = _api_source(visits, site, "yews", query)
    report = visits.crawl(source)
    assert (report["outcome"], report["stored"]) == ("done", 12)
    assert len(_asked(site)) <= 5
    site.forget()
    assert visits.crawl(source)["outcome"] == "unchanged"
    assert _asked(site) == [f"/api/news{query}"]
    site.forget()
    api.add("yew-new")
    assert visits.crawl(source)["stored"] == 1
    assert site.paths() == [f"/api/news{query}", "/news/yew-new"]


def test_a_json_walk_that_is_broken_off_is_made_again_from_its_start(visits: QuickCrawls, site: ScriptedSite) -> None:
    api = _Api(site, [f"box{n}" for n in range(12)])
    site.answers["/api/news?page=3"] = Answer(b"<h1>Busy</h1>", "text/html")
    source = _api_source(visits, site, "boxes")
    assert visits.crawl(source, expect=None)["stored"] == 10
    del site.answers["/api/news?page=3"]
    api.add("box-new")
    assert visits.crawl(source)["stored"] == 3
    site.forget()
    assert visits.crawl(source)["outcome"] == "unchanged"
    assert len(site.paths()) == 1


def test_a_json_list_that_grows_at_its_end(visits: QuickCrawls, site: ScriptedSite) -> None:
    api = _Api(site, [f"fig{n}" for n in range(12)], ahead=False)
    source = _api_source(visits, site, "figs")
    assert visits.crawl(source)["stored"] == 12
    for _ in range(2):
        site.forget()
        assert visits.crawl(source)["stored"] == 0
        assert site.paths() == ["/api/news?page=1", "/api/news?page=3"]
    site.forget()
    for name in ("fig-a", "fig-b", "fig-c", "fig-d"):
        api.add(name)
    assert visits.crawl(source)["stored"] == 4
    assert _asked(site)[:3] == ["/api/news?page=1", "/api/news?page=3", "/api/news?page=4"]
