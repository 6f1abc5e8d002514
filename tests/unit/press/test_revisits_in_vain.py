"""press.revisits: when looks in vain make a page gone, what an answer says of a page, and whether a visit's misses count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.release import NO_SUCH_PAGE
from press.revisits import SPREAD, next_look_in_vain
from press.revisits.absence import Absence, How, look_in_vain
from press.revisits.answers import presence
from press.revisits.evidence import MOST_MISSING, HostLooks, believable

MORNING = datetime(2031, 3, 4, 8, tzinfo=UTC)
DAY = timedelta(days=1)
SITE = "https://ministry.example"
PAGE = f"{SITE}/news/40711-harbour"


def looked(*hours: float, how: How = "http_404", confirmations: int = 3) -> Absence:
    """The row after looks in vain at these hours."""
    row = Absence()
    for hour in hours:
        row = look_in_vain(row, MORNING + timedelta(hours=hour), how, confirmations=confirmations, interval=DAY)
    return row


def test_three_looks_a_day_apart_make_a_page_gone() -> None:
    assert [looked(*range(0, 24 * n, 24)).gone for n in (1, 2, 3, 4)] == [False, False, True, True]
    assert looked(0, 24, 48).since == MORNING


def test_looks_in_between_count_for_nothing() -> None:
    assert looked(0, 1, 2, 23.9) == looked(0)
    assert looked(0, 20, 30, 40, 50) == looked(0, 30), "the clock runs from the look that counted; 50 is not a day after 30"
    assert looked(0, 20, 30, 54).gone


def test_a_410_needs_no_confirmation() -> None:
    assert looked(0, how="http_410").gone
    row = look_in_vain(looked(0), MORNING + timedelta(hours=1), "http_410", confirmations=3, interval=DAY)
    assert row.gone and row.count == 1 and row.since == MORNING


def test_one_confirmation_is_one_look() -> None:
    assert looked(0, confirmations=1).gone
    with pytest.raises(ValueError, match="at least one"):
        looked(0, confirmations=0)


@given(st.lists(st.floats(0, 500), min_size=1, max_size=30), st.integers(1, 6))
def test_looks_count_once_an_interval_and_gone_stays(hours: list[float], confirmations: int) -> None:
    rows = [looked(*sorted(hours)[:n], confirmations=confirmations) for n in range(1, len(hours) + 1)]
    for before, after in pairwise(rows):
        assert after.since == before.since and after.count - before.count in (0, 1) and after.gone >= before.gone
    last = rows[-1]
    assert last.gone is (last.count >= confirmations)
    assert (last.count - 1) * 24 <= max(hours) - min(hours) + 1e-6


@given(st.integers(1, 30), st.text(max_size=8), st.sampled_from([timedelta(0), timedelta(hours=2), DAY, 100 * DAY]))
def test_missing_pages_are_looked_for_when_it_counts_and_gone_ones_no_sooner(looks: int, seed: str, interval: timedelta) -> None:
    waits = [
        next_look_in_vain(looks, MORNING, seed=seed, gone=gone, gone_interval=interval, intervals=[DAY, 9 * DAY]) - MORNING
        for gone in (False, True)
    ]
    assert waits[0] == interval
    assert max(interval, DAY) <= waits[1] <= max(interval, 9 * DAY * (1 + SPREAD))


@pytest.mark.parametrize(
    ("asked", "url", "kind", "reason", "found"),
    [
        ([], PAGE, "release", None, "there"),
        ([PAGE.replace("https", "http")], PAGE, "release", None, "there"),  # another spelling of the same address
        ([f"{PAGE}/"], PAGE, "release", None, "there"),
        ([], PAGE, "error", NO_SUCH_PAGE, "missing"),
        ([PAGE], f"{SITE}/404", "error", NO_SUCH_PAGE, "missing"),
        ([], PAGE, "empty", "it has no text", "missing"),
        ([], PAGE, "error", "its title says that the page could not be shown", "unsure"),
        ([], PAGE, "consent", None, "unsure"),
        ([], PAGE, "form", None, "unsure"),
        ([PAGE], f"{SITE}/login", "form", None, "unsure"),
        ([PAGE], f"{SITE}/consent?back=1", "consent", None, "unsure"),
        ([PAGE], f"{SITE}/", "unreadable", None, "unsure"),
        ([], PAGE, "section", None, "unsure"),
        ([PAGE], f"{SITE}/", "section", None, "elsewhere"),
        ([PAGE], f"{SITE}/news/", "section", None, "elsewhere"),
        ([PAGE], "https://www.ministry.example/en/", "empty", None, "elsewhere"),
        ([PAGE], f"{SITE}/archive/40711-harbour", "release", None, "elsewhere"),
        ([PAGE], "https://government.example/harbour", "release", None, "elsewhere"),
        ([PAGE], "https://government.example/", "section", None, "elsewhere"),
        ([PAGE], "https://government.example/ministries/search", "section", None, "unsure"),
    ],
)
def test_what_an_answer_says_of_the_page(asked: list[str], url: str, kind: str, reason: str | None, found: str) -> None:
    assert presence(asked, url, kind, reason) == found


@pytest.mark.parametrize(
    ("looks", "counts"),
    [
        (HostLooks(found=1, missing=1), True),
        (HostLooks(found=2, missing=2 * MOST_MISSING), True),
        (HostLooks(found=2, missing=2 * MOST_MISSING + 1), False),
        (HostLooks(found=0, missing=2, documents=3), False),
        (HostLooks(found=0, missing=1, documents=1), True),  # the one page that the host has
        (HostLooks(found=0, missing=1), False),
        (HostLooks(found=0, missing=1, documents=1, unsure=1), False),
        (HostLooks(found=1, missing=3, unsure=50), True),
    ],
)
def test_whether_what_a_host_did_not_find_is_believed(looks: HostLooks, counts: bool) -> None:
    assert believable(looks) is counts


@given(st.integers(0, 60), st.integers(1, 600), st.integers(0, 9), st.integers(0, 9))
def test_more_pages_found_never_make_misses_less_believable(found: int, missing: int, unsure: int, documents: int) -> None:
    if believable(HostLooks(found, missing, unsure, documents)):
        assert believable(HostLooks(max(found, 1) + 1, missing, unsure, documents))
        assert believable(HostLooks(max(found, 1), max(1, missing - 1), unsure, documents))
