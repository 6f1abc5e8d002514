"""What scripts are told that lists pages and no releases: menus, and lists without a day."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from press.instant import Instant
from press.page import Page
from press.source import Answer
from spiders.probe.asking.endpoints import is_menu, leave_undated
from spiders.probe.evidence import Entry, Evidence, FoundWay, Sample
from spiders.probe.page_look import look
from spiders.probe.shapes import bare

HOST = "https://ostmark.example"
DAY = Instant(datetime(2025, 6, 20), None, "day")  # noqa: DTZ001  # a local time
FOOTER = "".join(f'<a href="/page/{name}">{name}</a>' for name in ("about", "contact", "legal", "history"))
SEEN = look(Page(f"{HOST}/", f"<main><a href='/press/1'>One</a></main><footer>{FOOTER}</footer>".encode(), "text/html"))


def _entries(*paths: str, published: Instant | None = None) -> tuple[Entry, ...]:
    return tuple(Entry(f"{HOST}{path}", "A title", published) for path in paths)


def test_a_menu_is_linked_from_the_page_and_has_no_days() -> None:
    menu = ("/page/about", "/page/contact", "/page/legal", "/page/faq")
    assert is_menu(_entries(*menu), SEEN)
    assert not is_menu(_entries(*menu, published=DAY), SEEN)
    assert not is_menu(_entries("/press/1", "/press/2", "/press/3", "/page/about"), SEEN)


class _Trail:
    """What `leave_undated` needs of a trail."""

    def __init__(self, way: FoundWay, *samples: Sample) -> None:
        self.evidence = Evidence(HOST, ways=[way], samples={bare(sample.url): sample for sample in samples})
        self.told: list[str] = []

    def vain(self, what: str, url: str, why: str) -> None:
        self.told.append(why)


def _left(entries: tuple[Entry, ...], *samples: Sample) -> bool:
    trail = _Trail(FoundWay("json", f"{HOST}/words.json", entries, answer=Answer(url="path")), *samples)
    leave_undated(cast(Any, trail))
    assert bool(trail.told) == (not trail.evidence.ways)
    return not trail.evidence.ways


def test_a_list_without_days_needs_a_dated_page() -> None:
    page = f"{HOST}/page/history"
    entries = _entries("/page/history", "/page/harbours")
    assert _left(entries)
    assert _left(entries, Sample(page, "json", "release", headline="History"))
    assert not _left(entries, Sample(page, "json", "release", headline="History", published=DAY))
    assert not _left(_entries("/page/history", published=DAY))
