"""Polls that overlap, polls that do not, and how far back a feed is paged."""

# ruff: noqa: E501 - documents are written as they are sent

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.discovery import Document, Found, read

HOST = "https://ministry.example"


def page(numbers: list[int], older: str | None = None, relation: str = "next", head: str = "") -> bytes:
    link = f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="{relation}" href="{older}"/>' if older else ""
    items = "".join(
        f"<item><link>/{n}</link><guid isPermaLink='false'>{n}</guid><pubDate>{1 + n % 28:02d} Jan {2000 + n // 28} 00:00:00 GMT</pubDate></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>t</title>{link}{head}{items}</channel></rss>".encode()


def visit(pages: dict[str, bytes], state: Any, since: datetime | None = None) -> tuple[Found, list[str], list[str]]:
    """All of a visit, as a spider makes it: the last page's findings, the pages asked for, the leads' paths."""
    url, depth = f"{HOST}/feed", 0
    asked, leads = [], []
    while True:
        asked.append(url)
        found = read(Document(url, pages[url], None, None, "feed", depth=depth), state, since=since)
        leads += [lead.url.rpartition("/")[2] for lead in found.leads]
        json.dumps(found.state)
        state = found.state
        if not found.documents:
            return found, asked, leads
        (following,) = found.documents
        assert (following.paged, following.kind) == (True, "feed")
        url, depth = following.url, following.depth


def archive(count: int, size: int = 10, relation: str = "next") -> dict[str, bytes]:
    """A feed of `count` entries, newest first, in pages of `size`."""
    chunks = [list(range(count, 0, -1))[start : start + size] for start in range(0, count, size)]
    names = [f"{HOST}/feed", *(f"{HOST}/feed?paged={n}" for n in range(2, len(chunks) + 1))]
    return {name: page(chunk, older, relation) for name, chunk, older in zip(names, chunks, [*names[1:], None], strict=True)}


@pytest.mark.parametrize("relation", ["next", "prev-archive"])
def test_the_first_visit_takes_the_whole_archive_and_later_ones_one_page(relation: str) -> None:
    first, asked, leads = visit(archive(95, relation=relation), None)
    assert len(asked) == 10
    assert leads == [str(n) for n in range(95, 0, -1)]
    assert not first.gap
    assert "walk" not in first.state
    again, asked, _ = visit(archive(96, relation=relation), first.state)
    assert len(asked) == 1
    assert not again.gap


def test_a_gap_is_paged_until_the_last_poll_comes_into_sight() -> None:
    first, _, _ = visit(archive(50), None)
    second, asked, leads = visit(archive(85), first.state)
    assert leads == [str(n) for n in range(85, 45, -1)]
    assert len(asked) == 4
    assert not second.gap  # the overlap was reached


def test_a_gap_that_no_page_closes_is_said_on_the_last() -> None:
    first = read(Document(f"{HOST}/feed", page([3, 2, 1]), None, None, "feed"), None)
    assert not first.gap
    assert read(Document(f"{HOST}/feed", page([9, 8, 7]), None, None, "feed"), first.state).gap
    found, asked, _ = visit({f"{HOST}/feed": page([9, 8], "/feed?2"), f"{HOST}/feed?2": page([7, 6])}, first.state)
    assert len(asked) == 2
    assert found.gap


def test_no_gap_without_entries_or_with_a_complete_feed() -> None:
    first = read(Document(f"{HOST}/feed", page([3, 2, 1]), None, None, "feed"), None)
    assert not read(Document(f"{HOST}/feed", page([]), None, None, "feed"), first.state).gap
    whole = page([9], head='<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/>')
    found = read(Document(f"{HOST}/feed", whole, None, None, "feed"), first.state)
    assert not found.gap
    assert found.hints["complete"] is True
    empty = read(Document(f"{HOST}/feed", page([]), None, None, "feed"), None)
    assert not read(Document(f"{HOST}/feed", page([1]), None, None, "feed"), empty.state).gap


def test_since_goes_back_to_its_date_and_no_further() -> None:
    first, _, _ = visit(archive(95), None)
    since = datetime(2002, 1, 1, tzinfo=UTC)  # entry 56
    _, asked, leads = visit(archive(95), first.state, since)
    assert leads == [str(n) for n in range(95, 55, -1)]
    assert len(asked) == 5
    _, asked_first, leads_first = visit(archive(95), None, since)
    assert (asked_first, leads_first) == (asked, leads)


def test_paging_in_circles_ends() -> None:
    circle = {
        f"{HOST}/feed": page([3], "/feed?2"),
        f"{HOST}/feed?2": page([2], "/feed?3"),
        f"{HOST}/feed?3": page([1], "/feed?2"),
    }
    found, asked, _ = visit(circle, None)
    assert len(asked) == 3
    assert found.faults == {"paging goes in a circle": 1}
    assert visit({f"{HOST}/feed": page([1], "/feed")}, None)[1] == [f"{HOST}/feed"]


def test_an_interrupted_walk_is_seen_again() -> None:
    """Only the last page's state is kept: a visit that died on the way finds the same gap."""
    first, _, _ = visit(archive(20), None)
    pages = archive(60)
    read(Document(f"{HOST}/feed", pages[f"{HOST}/feed"], None, None, "feed"), first.state)
    _, asked, leads = visit(pages, first.state)
    assert len(asked) == 5
    assert set(map(str, range(21, 61))) <= set(leads)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12))
def test_with_paging_no_entry_is_ever_missed(growth: list[int]) -> None:
    """However much a paged feed grows between two polls, all its entries have been leads in the end, and no gap is said."""
    state, total, seen = None, 0, set()
    for new in growth:
        total += new
        found, _, leads = visit(archive(total, size=5), state)
        seen.update(leads)
        state = found.state
        assert not found.gap
        assert len(json.dumps(state)) < 5000
    assert seen == set(map(str, range(1, total + 1)))


def test_a_naive_since_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        read(Document(f"{HOST}/feed", b"", None, None, "feed"), None, since=datetime(2024, 1, 1))  # noqa: DTZ001
